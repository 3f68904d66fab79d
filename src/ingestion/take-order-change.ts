import { isFurther } from '../domain/amazon-status.js';
import type { MarketplaceId } from '../domain/ids.js';
import type { AnnouncedOrders } from './announced-orders.js';
import type { OrderChange } from './order-change-message.js';
import { type LeaveReason, type Plan, planForRunning, planForUnknown } from './order-change-plan.js';
import type { HandedOver, SightedOrder, StartRules } from './order-starter.js';
import type { EndedWorkflow, OrderWorkflows } from './order-workflows.js';
import { type TakeDeps, takeOrder } from './taken-order.js';

/** What became of an announced change. All of these are final: the message may go. But `parked`, which must come again. */
export type Taken =
  | { readonly taken: HandedOver['result'] | 'told' | 'ended' | 'known' | 'parked' }
  | { readonly taken: 'left'; readonly because: LeaveReason | 'another-marketplace' | 'unknown-at-amazon' };

type Deps = TakeDeps & {
  /** Nothing bought before this is imported. */
  readonly since: () => Promise<string>;
  readonly workflows: OrderWorkflows;
  readonly announced: Pick<AnnouncedOrders, 'read'>;
  readonly wait: (ms: number) => Promise<void>;
};

/** Comes back only when what Amazon said is durable in the order's workflow, or needs no workflow. A repeat is harmless. */
export async function takeOrderChange(deps: Deps, told: OrderChange): Promise<Taken> {
  const { account, workflows } = deps;
  const { amazonOrderId, marketplaceId } = told;
  if (!account.marketplaces.includes(marketplaceId)) return { taken: 'left', because: 'another-marketplace' };
  const amazonNowMs = deps.nowMs() + account.amazon.clockSkewMs();
  const change = notFromTheFuture(told, amazonNowMs);
  if (!isNews(deps, change)) return { taken: 'known' };

  const { accountId, sellerId } = account;
  const order = { accountId, sellerId, marketplaceId, amazonOrderId };
  const found = await workflows.find(order);
  if (typeof found === 'object' && 'endedAs' in found) {
    return isLateNews(change, found) ? takeRead(deps, change, await deps.since()) : { taken: 'ended' };
  }
  const rules = { ...account.orders, since: await deps.since() };
  const plan: Plan = found === 'unknown' ? planForUnknown(change, rules, amazonNowMs) : planForRunning(change, found);
  switch (plan.step) {
    case 'leave':
      return { taken: 'left', because: plan.because };
    case 'tell':
      return { taken: await workflows.tell(order, plan.sighting) };
    case 'start':
      return handOver(deps, { order, sighting: plan.sighting }, rules);
    case 'read':
      return takeRead(deps, change, rules.since);
  }
}

/** Whatever a sweep or an earlier read showed of this order was written after this change. */
const isNews = ({ account }: Pick<Deps, 'account'>, { amazonOrderId, changedAt }: OrderChange): boolean =>
  !account.handedOver.isAsNewAs(amazonOrderId, changedAt);

/** A date beyond now would make everything that follows look old. */
const notFromTheFuture = (change: OrderChange, nowMs: number): OrderChange =>
  Date.parse(change.changedAt) <= nowMs ? change : { ...change, changedAt: new Date(nowMs).toISOString() };

/** Of an order that has ended, only these say more than that it ended; whatever else is new comes with a sweep. */
const isLateNews = ({ status, changeType }: OrderChange, { endedAs }: EndedWorkflow): boolean =>
  changeType === 'delivery-tip' || ((status === 'Canceled' || status === 'Unfulfillable') && endedAs === 'Shipped');

async function handOver(deps: Deps, sighted: SightedOrder, rules: StartRules): Promise<Taken> {
  const handedOver = await deps.handOver(sighted, rules);
  if (handedOver.result === 'handed-over') {
    deps.events.orderHandedOver({ order: sighted.order, decision: handedOver.decision });
  }
  return { taken: handedOver.result };
}

const readsMax = 3;
const readAgainMs = 2_000;

async function takeRead(deps: Deps, change: OrderChange, since: string): Promise<Taken> {
  const read = await readCaughtUp(deps, change);
  if (read === 'known' || read === 'parked') return { taken: read };
  if (read === 'not-found') return { taken: 'left', because: 'unknown-at-amazon' };
  if (!isListed(deps, read.marketplaceId)) return { taken: 'left', because: 'another-marketplace' };
  return { taken: (await takeOrder(deps, read, since)).result };
}

const isListed = ({ account }: Deps, id: MarketplaceId | undefined): boolean =>
  id === undefined || account.marketplaces.includes(id);

/** What is announced may not be readable yet. After a few looks what is there counts; later changes are announced too. */
async function readCaughtUp({ account, announced, wait }: Deps, change: OrderChange) {
  for (let attempt = 1; ; attempt += 1) {
    const read = await announced.read(change, () => isNews({ account }, change));
    if (read === 'known' || read === 'parked') return read;
    const isBehind = read === 'not-found' || ('status' in read && isFurther(change.status, read.status));
    if (!isBehind || attempt === readsMax) return read;
    await wait(readAgainMs * attempt);
  }
}
