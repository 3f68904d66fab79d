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

    const cancelled = await commerce.orders.cancel(commerceOrder.entityId);
    if (cancelled === 'not-possible' && (await commerce.refunds.count(commerceOrder.entityId)) === 0) {
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

async function holdShipped({ orders }: CommercePort, { entityId }: CommerceOrderRef): Promise<CancelOrderOutcome> {
  const note = `${because}, after goods had left the house`;
  const known = await orders.comments(entityId);
  if (!known.includes(note)) await orders.comment(entityId, note);
  return { outcome: 'held-shipped' };
}
