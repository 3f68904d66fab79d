import type { AccountActivities } from '../../activities/contract.js';
import { type PageDeps, readPage } from './read-page.js';
import { takeOrder } from './taken-order.js';

/** What this process has handed over before, in the same revision, is passed over. */
export const sweepAmazonPage =
  (deps: PageDeps): AccountActivities['sweepAmazonPage'] =>
  (request) =>
    readPage(deps, request, {
      reading: 'sweep',
      take: async (order) => {
        if (deps.account.handedOver.has(order.id, order.lastUpdatedAt ?? '')) return 'no-news';
        const { result } = await takeOrder(deps, order, request.since);
        return result === 'handed-over' || result === 'signalled' || result === 'late' ? 'handed-over' : 'no-news';
      },
    });
