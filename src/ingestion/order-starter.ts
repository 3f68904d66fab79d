import {
  type Client,
  WorkflowExecutionAlreadyStartedError,
  WorkflowIdReusePolicy,
  type WorkflowSignalWithStartOptions,
} from '@temporalio/client';
import { TypedSearchAttributes } from '@temporalio/common';
import { amazonChanged, verified } from '../../workflows/messages.js';
import { isFurther } from '../domain/amazon-status.js';
import type { AccountId, AmazonOrderId, MarketplaceId, SellerId } from '../domain/ids.js';
import { decideImport, type IgnoreReason, type ImportDecision, type ImportRules } from '../domain/import-rules.js';
import { attributesAtStart, type OrderStanding, standingAtStart } from '../domain/order-attributes.js';
import type { OrderSettings } from '../domain/order-settings.js';
import type { OrderSighting } from '../domain/order-sighting.js';
import { type StoreViews, storeViewOf } from '../domain/store-views.js';
import { ordersTaskQueue } from '../domain/task-queues.js';
import { factsOfSighting } from '../late-facts/facts-of-sighting.js';
import { type LateOrders, lateOrders } from '../late-facts/late-orders.js';
import { tellFacts } from '../late-facts/tell-facts.js';
import { isHeard } from '../temporal/workflow-gone.js';
import { orderWorkflowId } from '../temporal/workflow-ids.js';
import { knownOrder } from './known-order.js';
import { mayBeForgotten } from './old-orders.js';

type OrderNames = {
  readonly accountId: AccountId;
  readonly sellerId: SellerId;
  readonly marketplaceId: MarketplaceId;
  readonly amazonOrderId: AmazonOrderId;
};

/** What the account's settings say of orders that begin now. */
export type StartRules = Omit<OrderSettings, 'storeViewCode'> &
  ImportRules & { readonly resendWaitMs: number; readonly atRiskLeadMs?: number; readonly storeViews?: StoreViews };

export type SightedOrder = { readonly order: OrderNames; readonly sighting: OrderSighting };

export type HandedOver =
  /** Its workflow runs, with this news; of one that is paid for the server does not say whether it had to be started. */
  | { readonly result: 'handed-over'; readonly decision: Begin['decision'] }
  /** It was begun before: its workflow heard of it. */
  | { readonly result: 'signalled' }
  /** It was begun before, and this is no news to it. */
  | { readonly result: 'running' }
  /** The order was dealt with: its workflow is closed, or forgotten, and Commerce has the order. */
  | { readonly result: 'ended' }
  /** The order had ended, and this was news: it is in its late workflow. */
  | { readonly result: 'late' }
  | { readonly result: 'ignored'; readonly because: IgnoreReason };

type Deps = {
  readonly client: Client;
  readonly now: () => Date;
  /** Whether Commerce has an order with this number of Amazon's. */
  readonly isInCommerce: (id: AmazonOrderId) => Promise<boolean>;
  readonly late?: LateOrders;
};

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
      if (await wasDealtWith(deps, sighted)) return { result: 'ended' };
      return begin(deps, sighted, { settings, decision: decision.decision });
  }
}

/** What is never imported may still be the end of an order that was. */
const isWorthTelling = ({ status }: OrderSighting): boolean => status === 'Canceled' || status === 'Unfulfillable';

async function signalIfKnown(deps: Deps, sighted: SightedOrder, because: IgnoreReason): Promise<HandedOver> {
  if (await isTold(deps, sighted)) return { result: 'signalled' };
  const late = await tellLate(deps, sighted);
  return late.result === 'late' ? late : { result: 'ignored', because };
}

/** Usually what Amazon says of an order that has ended is what the order knew: then nothing is started. */
async function tellLate({ client, late = lateOrders(client) }: Deps, sighted: SightedOrder): Promise<HandedOver> {
  const told = await late.tell(sighted.order, (ended) => factsOfSighting(sighted.sighting, ended));
  return { result: told === 'told' ? 'late' : 'ended' };
}

const isTold = ({ client }: Deps, { order, sighting }: SightedOrder): Promise<boolean> =>
  isHeard(client.workflow.getHandle(orderWorkflowId(order)).signal(amazonChanged, sighting));

/** By a workflow that Temporal has forgotten since. Whoever cannot search Commerce now begins nothing now. */
async function wasDealtWith({ client, now, isInCommerce }: Deps, { order, sighting }: SightedOrder): Promise<boolean> {
  if (!mayBeForgotten(sighting, now().getTime())) return false;
  return (await knownOrder(client, order)) === 'none' && (await isInCommerce(order.amazonOrderId));
}

type Begin = { readonly settings: StartRules; readonly decision: Exclude<ImportDecision['decision'], 'ignore'> };

const workflowTypes = {
  'view-only': 'viewOnlyOrder',
  'start-pending': 'merchantFulfilledOrder',
  'start-verified': 'merchantFulfilledOrder',
  'start-shipped': 'amazonFulfilledOrder',
} as const;

async function begin(deps: Deps, sighted: SightedOrder, { settings, decision }: Begin): Promise<HandedOver> {
  const { client, now } = deps;
  const { order, sighting } = sighted;
  const standing: OrderStanding =
    decision === 'view-only' ? { status: 'ViewOnly', sighting, needsAttention: false } : standingAtStart(sighting);
  const options = {
    workflowId: orderWorkflowId(order),
    workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
    taskQueue: ordersTaskQueue,
    args: [
      {
        order,
        settings: onlyOrderSettings(settings, sighted),
        sighting,
        since: settings.since,
        resendWaitMs: settings.resendWaitMs,
        ...(settings.atRiskLeadMs === undefined ? {} : { atRiskLeadMs: settings.atRiskLeadMs }),
      },
    ],
    typedSearchAttributes: new TypedSearchAttributes(attributesAtStart(order, { ...standing, changedAt: now() })),
    ...(sighting.deliverBy === undefined ? {} : { memo: { deliverBy: sighting.deliverBy } }),
    staticSummary: `${sighting.fulfilledBy} order ${order.amazonOrderId}`,
  };
  try {
    // A start alone is enough for what cannot have changed: a signal would be one more event in every history.
    if (decision === 'start-pending' || decision === 'start-shipped') {
      await client.workflow.start(workflowTypes[decision], options);
    } else {
      const signal = decision === 'start-verified' ? verified : amazonChanged;
      const signalled: WorkflowSignalWithStartOptions<[OrderSighting]> = { ...options, signal, signalArgs: [sighting] };
      await client.workflow.signalWithStart(workflowTypes[decision], signalled);
    }
    await tellReplaced(deps, sighted);
    return { result: 'handed-over', decision };
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return tellIfBehind(deps, sighted);
    throw error;
  }
}

/**
 * A start that comes too late tells the workflow nothing. Mostly there is nothing to tell; but an order that could not be
 * read at first was begun as something else, and has to hear that Amazon has shipped it.
 */
async function tellIfBehind(deps: Deps, sighted: SightedOrder): Promise<HandedOver> {
  const known = await knownOrder(deps.client, sighted.order);
  if (known === 'none') return { result: 'ended' };
  if (known.hasEnded) return tellLate(deps, sighted);
  if (!isFurther(sighted.sighting.status, known.amazonStatus ?? 'Unrecognised')) return { result: 'running' };
  return (await isTold(deps, sighted)) ? { result: 'signalled' } : tellLate(deps, sighted);
}

/** A replacement names the order that it replaces, which hears of it only from here. */
async function tellReplaced(deps: Deps, { order, sighting }: SightedOrder): Promise<void> {
  const { replaces } = sighting;
  if (replaces === undefined) return;
  const { sellerId, amazonOrderId } = order;
  await tellFacts(deps, { sellerId, amazonOrderId: replaces }, [{ kind: 'replaced-by', amazonOrderId }]);
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
