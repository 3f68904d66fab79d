import type { CommerceBuyers, CommerceOrder } from '../../src/commerce/port.js';
import { type BuyerName, buyerNameOf } from '../../src/domain/buyer-name.js';
import type { AmazonOrderId } from '../../src/domain/ids.js';
import type { OrderDraft } from '../../src/domain/order-draft.js';
import type { PlannedFaults } from './planned-faults.js';

type Kept = { readonly order: CommerceOrder; readonly draft?: OrderDraft };

/** Who bought the orders that the fake holds, by the drafts that they were created from. */
export const fakeBuyersOf = (kept: readonly Kept[], faults: PlannedFaults): CommerceBuyers => ({
  namesOf: (numbers) =>
    faults.run('readBuyers', () => new Map(named(kept.filter(({ order }) => numbers.includes(order.number))))),
  ordersOf: (name) =>
    faults.run('findOrdersOfBuyer', () => ({
      amazonOrderIds: named(kept).flatMap(([id, buyer]) => (buyer.includes(name) ? [id] : [])),
      isCut: false,
    })),
});

const named = (kept: readonly Kept[]): readonly (readonly [AmazonOrderId, BuyerName])[] =>
  kept.flatMap(({ order: { amazonOrderId }, draft }) => {
    const name = buyerNameOf(draft?.customer.firstName, draft?.customer.lastName);
    return amazonOrderId === undefined || name === undefined ? [] : [[amazonOrderId, name] as const];
  });
