import type { AccountActivities } from '../../activities/contract.js';
import type { AmazonOrder, UnreadableOrder } from '../domain/amazon-order.js';
import { isFinalAmazonStatus } from '../domain/amazon-status.js';
import type { AmazonOrderId } from '../domain/ids.js';
import type { BusinessEvents } from '../telemetry/events.js';
import type { KnownOrder } from './known-order.js';
import { type PageDeps, readPage } from './read-page.js';
import { takeOrder } from './taken-order.js';

type Deps = PageDeps & {
  readonly known: (amazonOrderId: AmazonOrderId) => Promise<KnownOrder>;
  readonly events: PageDeps['events'] & Pick<BusinessEvents, 'differencesFound'>;
};

/** Amazon's list against our workflows, one page: a repair of what was missed, and a proof that nothing was. */
export const reconcileAmazonPage =
  (deps: Deps): AccountActivities['reconcileAmazonPage'] =>
  async (request) => {
    const page = await readPage(deps, request, {
      reading: 'reconciliation',
      take: async (order) => {
        const known = await deps.known(order.id);
        if (!isDifferent(order, known)) return 'no-news';
        const { result } = await takeOrder(deps, order, request.since);
        if (result !== 'handed-over' && result !== 'signalled' && result !== 'late') return 'no-news';
        return known === 'none' ? 'missing' : 'differing';
      },
    });
    if (page.outcome === 'page') {
      const { missing, differing } = page;
      deps.events.differencesFound({ account: deps.account.accountId, missing, differing });
    }
    return page;
  };

function isDifferent(order: AmazonOrder | UnreadableOrder, known: KnownOrder): boolean {
  if (known === 'none') return true;
  if ('unreadableAt' in order || known.amazonStatus === order.status) return false;
  // An ended order that is shown a step behind is none: lists lag, and an order never goes back.
  return !known.hasEnded || isFinalAmazonStatus(order.status);
}
