import type { AccountActivities } from '../../activities/contract.js';
import type { BusinessEvents } from '../telemetry/events.js';
import { pageReport, takePage } from './read-page.js';
import { searchPage } from './search-page.js';
import { type TakeDeps, takeOrder } from './taken-order.js';

type Deps = TakeDeps & { readonly events: TakeDeps['events'] & Pick<BusinessEvents, 'pageRead'> };

/** One page: read, remembered in memory for the orders' first activity, handed over to Temporal, and only then done. */
export const sweepAmazonPage =
  (deps: Deps): AccountActivities['sweepAmazonPage'] =>
  async (request) => {
    const { account, events } = deps;
    const page = await searchPage(account, request);
    if ('outcome' in page) return page;
    const answeredAtMs = deps.nowMs();
    const taken = await takePage(page.orders, async (order) => {
      if (account.handedOver.has(order.id, order.lastUpdatedAt ?? '')) return 'no-news';
      const { result } = await takeOrder(deps, order, request.since);
      return result === 'handed-over' || result === 'signalled' ? 'handed-over' : 'no-news';
    });
    events.pageRead({
      account: account.accountId,
      reading: 'sweep',
      orders: page.orders.length,
      windowEnd: request.updatedBefore,
      withoutId: page.withoutId,
      notTaken: taken.notTaken.length,
    });
    return { ...pageReport(account, page, { elapsedMs: deps.nowMs() - answeredAtMs }), ...taken };
  };
