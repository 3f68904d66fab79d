import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { AccountActivities } from '../../activities/contract.js';
import type { AmazonOrder, UnreadableOrder } from '../domain/amazon-order.js';
import type { AmazonOrderId, SellerId } from '../domain/ids.js';
import { orderAttributes } from '../domain/search-attributes.js';
import type { BusinessEvents } from '../telemetry/events.js';
import { orderWorkflowId } from '../temporal/workflow-ids.js';
import { pageReport, takePage } from './read-page.js';
import { searchPage } from './search-page.js';
import { type TakeDeps, takeOrder } from './taken-order.js';

/** What the order's workflow shows of itself; asking costs nothing. */
export type KnownOrder = 'none' | 'ended' | { readonly amazonStatus: string | undefined };

type Deps = TakeDeps & {
  readonly known: (amazonOrderId: AmazonOrderId) => Promise<KnownOrder>;
  readonly events: TakeDeps['events'] & Pick<BusinessEvents, 'pageRead' | 'differencesFound'>;
};

/** Amazon's list against our workflows, one page: a repair of what was missed, and a proof that nothing was. */
export const reconcileAmazonPage =
  (deps: Deps): AccountActivities['reconcileAmazonPage'] =>
  async (request) => {
    const { account, events } = deps;
    const page = await searchPage(account, request);
    if ('outcome' in page) return page;
    const answeredAtMs = deps.nowMs();
    const taken = await takePage(page.orders, async (order) => {
      const known = await deps.known(order.id);
      if (!isDifferent(order, known)) return 'no-news';
      const { result } = await takeOrder(deps, order, request.since);
      if (result !== 'handed-over' && result !== 'signalled') return 'no-news';
      return known === 'none' ? 'missing' : 'differing';
    });
    const { accountId } = account;
    events.pageRead({
      account: accountId,
      reading: 'reconciliation',
      orders: page.orders.length,
      windowEnd: request.updatedBefore,
      withoutId: page.withoutId,
      notTaken: taken.notTaken.length,
    });
    events.differencesFound({ account: accountId, missing: taken.missing, differing: taken.differing });
    return { ...pageReport(account, page, { elapsedMs: deps.nowMs() - answeredAtMs }), ...taken };
  };

function isDifferent(order: AmazonOrder | UnreadableOrder, known: KnownOrder): boolean {
  if (known === 'none') return true;
  if (known === 'ended') return false;
  return !('unreadableAt' in order) && known.amazonStatus !== order.status;
}

export const knownOrder =
  ({ client, sellerId }: { readonly client: Client; readonly sellerId: SellerId }): Deps['known'] =>
  async (amazonOrderId) => {
    try {
      const described = await client.workflow.getHandle(orderWorkflowId({ sellerId, amazonOrderId })).describe();
      if (described.status.name !== 'RUNNING') return 'ended';
      return { amazonStatus: described.typedSearchAttributes.get(orderAttributes.amazonStatus) };
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return 'none';
      throw error;
    }
  };
