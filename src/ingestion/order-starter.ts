import {
  type Client,
  WorkflowExecutionAlreadyStartedError,
  WorkflowIdReusePolicy,
  WorkflowNotFoundError,
  type WorkflowSignalWithStartOptions,
} from '@temporalio/client';
import { TypedSearchAttributes } from '@temporalio/common';
import { amazonChanged, verified } from '../../workflows/messages.js';
import type { AccountId, AmazonOrderId, MarketplaceId, SellerId } from '../domain/ids.js';
import { decideImport, type IgnoreReason, type ImportDecision, type ImportRules } from '../domain/import-rules.js';
import { attributesAtStart, type OrderStanding, standingAtStart } from '../domain/order-attributes.js';
import type { OrderSettings } from '../domain/order-settings.js';
import type { OrderSighting } from '../domain/order-sighting.js';
import { type StoreViews, storeViewOf } from '../domain/store-views.js';
import { ordersTaskQueue } from '../domain/task-queues.js';
import { orderWorkflowId } from '../temporal/workflow-ids.js';

type OrderNames = {
  readonly accountId: AccountId;
  readonly sellerId: SellerId;
  readonly marketplaceId: MarketplaceId;
  readonly amazonOrderId: AmazonOrderId;
};

/** What the account's settings say of orders that begin now. */
export type StartRules = Omit<OrderSettings, 'storeViewCode'> &
  ImportRules & { readonly resendWaitMs: number; readonly storeViews?: StoreViews };

export type SightedOrder = { readonly order: OrderNames; readonly sighting: OrderSighting };

export type HandedOver =
  /** Its workflow runs, with this news. Whether it had to be started, the server does not say. */
  | { readonly result: 'handed-over'; readonly decision: Begin['decision'] }
  /** Not to be imported, but it was before: its workflow heard of it. */
  | { readonly result: 'signalled' }
  /** The order's workflow is closed, and so the order was dealt with. */
  | { readonly result: 'ended' }
  | { readonly result: 'ignored'; readonly because: IgnoreReason };

type Deps = { readonly client: Client; readonly now: () => Date };

/**
 * Makes sure that Temporal knows what Amazon said of an order, whatever it knew before. Comes back only when that is
 * durable; a repeat is harmless, since the id is the order's own and workflows ignore what is no news.
 */
export async function handOver(deps: Deps, sighted: SightedOrder, settings: StartRules): Promise<HandedOver> {
  const { status, fulfilledBy, purchasedAt, unreadableAt } = sighted.sighting;
  const subject = { status, fulfilledBy, purchasedAt, ...(unreadableAt === undefined ? {} : { unreadableAt }) };
  const { import: isImporting, since, amazonFulfilled } = settings;
  const decision = decideImport({ ...subject, import: isImporting, since, amazonFulfilled });
  switch (decision.decision) {
    case 'ignore':
      return isWorthTelling(sighted.sighting)
        ? signalIfKnown(deps, sighted, decision.because)
        : { result: 'ignored', because: decision.because };
    case 'view-only':
    case 'start-pending':
    case 'start-verified':
    case 'start-shipped':
      return signalWithStart(deps, sighted, { settings, decision: decision.decision });
  }
}

/** What is never imported may still be the end of an order that was. */
const isWorthTelling = ({ status }: OrderSighting): boolean => status === 'Canceled' || status === 'Unfulfillable';

async function signalIfKnown(
  { client }: Deps,
  { order, sighting }: SightedOrder,
  because: IgnoreReason,
): Promise<HandedOver> {
  try {
    await client.workflow.getHandle(orderWorkflowId(order)).signal(amazonChanged, sighting);
    return { result: 'signalled' };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return { result: 'ignored', because };
    throw error;
  }
}

type Begin = { readonly settings: StartRules; readonly decision: Exclude<ImportDecision['decision'], 'ignore'> };

const workflowTypes = {
  'view-only': 'viewOnlyOrder',
  'start-pending': 'merchantFulfilledOrder',
  'start-verified': 'merchantFulfilledOrder',
  'start-shipped': 'amazonFulfilledOrder',
} as const;

async function signalWithStart({ client, now }: Deps, sighted: SightedOrder, begin: Begin): Promise<HandedOver> {
  const { order, sighting } = sighted;
  const standing: OrderStanding =
    begin.decision === 'view-only'
      ? { status: 'ViewOnly', sighting, needsAttention: false }
      : standingAtStart(sighting);
  const options = {
    workflowId: orderWorkflowId(order),
    workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
    taskQueue: ordersTaskQueue,
    args: [
      {
        order,
        settings: onlyOrderSettings(begin.settings, sighted),
        sighting,
        since: begin.settings.since,
        resendWaitMs: begin.settings.resendWaitMs,
      },
    ],
    typedSearchAttributes: new TypedSearchAttributes(attributesAtStart(order, { ...standing, changedAt: now() })),
    ...(sighting.deliverBy === undefined ? {} : { memo: { deliverBy: sighting.deliverBy } }),
    staticSummary: `${sighting.fulfilledBy} order ${order.amazonOrderId}`,
  };
  try {
    // A start alone is enough for what cannot have changed: a signal would be one more event in every history.
    if (begin.decision === 'start-pending' || begin.decision === 'start-shipped') {
      await client.workflow.start(workflowTypes[begin.decision], options);
    } else {
      const signal = begin.decision === 'start-verified' ? verified : amazonChanged;
      const signalled: WorkflowSignalWithStartOptions<[OrderSighting]> = { ...options, signal, signalArgs: [sighting] };
      await client.workflow.signalWithStart(workflowTypes[begin.decision], signalled);
    }
    return { result: 'handed-over', decision: begin.decision };
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return { result: 'ended' };
    throw error;
  }
}

/** Only what the order keeps: not the whole settings of the account. */
function onlyOrderSettings(settings: StartRules, { order, sighting }: SightedOrder): OrderSettings {
  const { customer, numberFrom, numberPrefix, pending, status, amazonFulfilled, invoice } = settings;
  const { customerGroup, storeViews } = settings;
  return {
    ...{ customer, numberFrom, numberPrefix, pending, status, amazonFulfilled, invoice },
    ...(customerGroup === undefined ? {} : { customerGroup }),
    // Kept, so that a retry after a change of the settings cannot make a second order in another store view.
    // Of an order that could not be read the marketplace is a guess.
    ...(storeViews === undefined || sighting.unreadableAt !== undefined
      ? {}
      : { storeViewCode: storeViewOf(storeViews, order.marketplaceId) }),
  };
}
