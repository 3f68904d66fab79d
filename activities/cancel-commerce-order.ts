import type { CommercePort } from '../src/commerce/port.js';
import type { CommerceOf } from './account-remotes.js';
import { accountRemoved } from './account-removed.js';
import type { Activities, CancelOrderOutcome, CommerceOrderRef } from './contract.js';

type Deps = { readonly commerceOf: CommerceOf };

const because = 'Cancelled at Amazon';

/** Called twice it finds the order cancelled or closed already. Paid orders cannot be cancelled: an offline refund closes them. */
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
    if (cancelled === 'not-possible' && (await commerce.refunds.count(commerceOrder.entityId)) === 0) {
      // Commerce refunds no amount of nothing: such an order (a free replacement) can only be stopped.
      if (commerceOrder.total.amountMinor === 0) return holdUnrefundable(commerce, commerceOrder);
      const refund = await commerce.refunds.createForAll(commerceOrder.entityId, because);
      if (typeof refund === 'object') {
        return { outcome: 'blocked', blocker: { code: 'commerce-refused', subject: refund.refused } };
      }
    }
    return (
      (await endedAs(commerce, commerceOrder)) ?? {
        outcome: 'blocked',
        blocker: { code: 'commerce-refused', subject: 'the order can be neither cancelled nor refunded' },
      }
    );
  };

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
  return { outcome: 'held-shipped' };
}

async function holdUnrefundable({ orders }: CommercePort, { entityId }: CommerceOrderRef): Promise<CancelOrderOutcome> {
  await sayOnce(orders, entityId, `${because}. Nothing was paid, so there is nothing to refund: please do not ship it`);
  await orders.hold(entityId);
  return { outcome: 'held-unrefundable' };
}

async function sayOnce(orders: CommercePort['orders'], entityId: number, note: string): Promise<void> {
  const known = await orders.comments(entityId);
  if (!known.includes(note)) await orders.comment(entityId, note);
}
