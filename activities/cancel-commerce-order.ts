import type { CommerceOrderLine, CommercePort } from '../src/commerce/port.js';
import type { CommerceOf } from './account-remotes.js';
import { accountRemoved } from './account-removed.js';
import type { Activities, CancelOrderOutcome, CommerceOrderRef } from './contract.js';
import { unrefundedLines } from './never-shipped.js';

type Deps = { readonly commerceOf: CommerceOf };

const because = 'Cancelled at Amazon';

/**
 * Called twice it finds the order cancelled or closed already. Paid orders cannot be cancelled: an offline refund closes
 * them, and of a second one Commerce says that nothing is left.
 */
export const cancelCommerceOrder =
  ({ commerceOf }: Deps): Activities['cancelCommerceOrder'] =>
  async ({ order, commerceOrder }) => {
    const remotes = commerceOf(order.accountId);
    if (remotes === undefined) return accountRemoved;
    const { commerce } = remotes;
    const ended = await endedAs(commerce, commerceOrder);
    if (ended !== undefined) return ended;
    const shipments = await commerce.shipments.ofOrders([commerceOrder.entityId]);
    if (shipments.length > 0) return holdShipped(commerce, commerceOrder);

    await liftHold(commerce, commerceOrder);
    const cancelled = await commerce.orders.cancel(commerceOrder.entityId);
    // Of an order that was invoiced in part, Commerce cancels the rest and leaves it open.
    const ending = cancelled === 'cancelled' ? await endedAs(commerce, commerceOrder) : undefined;
    return ending ?? refundAll(commerce, commerceOrder);
  };

/** What was paid and not paid back yet; so that an order of which the merchant has refunded a part ends as well. */
async function refundAll(commerce: CommercePort, commerceOrder: CommerceOrderRef): Promise<CancelOrderOutcome> {
  // Commerce refunds no amount of nothing: such an order (a free replacement) can only be stopped.
  if (commerceOrder.total.amountMinor === 0) return holdUnrefundable(commerce, commerceOrder);
  const standing = await commerce.creditMemos.standing(commerceOrder.entityId);
  // Nothing has left: without this word Commerce would take it off the shelf.
  const returnedLineIds = standing === 'not-found' ? [] : unrefundedLines(standing);
  const refund = await commerce.refunds.createForAll(commerceOrder.entityId, { comment: because, returnedLineIds });
  const ended = await endedAs(commerce, commerceOrder);
  if (ended !== undefined) return ended;
  const subject = typeof refund === 'object' ? refund.refused : 'the order can be neither cancelled nor refunded';
  return { outcome: 'blocked', blocker: { code: 'commerce-refused', subject } };
}

async function endedAs(
  { orders }: CommercePort,
  { entityId }: CommerceOrderRef,
): Promise<CancelOrderOutcome | undefined> {
  const now = await orders.read(entityId);
  if (now === 'not-found') return { outcome: 'canceled' };
  if (now.state === 'canceled') return { outcome: 'canceled' };
  return now.state === 'closed' ? { outcome: 'closed' } : undefined;
}

/** An order on hold, whoever held it, is neither cancelled nor refunded by Commerce. */
async function liftHold({ orders }: CommercePort, { entityId }: CommerceOrderRef): Promise<void> {
  const now = await orders.read(entityId);
  if (now !== 'not-found' && now.state === 'holded') await orders.unhold(entityId);
}

async function holdShipped({ orders }: CommercePort, { entityId }: CommerceOrderRef): Promise<CancelOrderOutcome> {
  await sayOnce(orders, entityId, `${because}, after goods had left the house`);
  const now = await orders.read(entityId);
  // The rest must not follow. An order that is complete cannot be held, and one that waits for its invoice alone need not be.
  if (now !== 'not-found' && now.lines.some(isOpen)) await orders.hold(entityId);
  return { outcome: 'held-shipped' };
}

const isOpen = ({ quantityOrdered, quantityShipped, quantityCancelled }: CommerceOrderLine): boolean =>
  quantityOrdered > quantityShipped + quantityCancelled;

async function holdUnrefundable({ orders }: CommercePort, { entityId }: CommerceOrderRef): Promise<CancelOrderOutcome> {
  await sayOnce(orders, entityId, `${because}. Nothing was paid, so there is nothing to refund: please do not ship it`);
  await orders.hold(entityId);
  return { outcome: 'held-unrefundable' };
}

async function sayOnce(orders: CommercePort['orders'], entityId: number, note: string): Promise<void> {
  const known = await orders.comments(entityId);
  if (!known.includes(note)) await orders.comment(entityId, note);
}
