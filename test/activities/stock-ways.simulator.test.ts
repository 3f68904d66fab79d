import { afterEach, describe, expect, it } from '@jest/globals';
import { cancelCommerceOrder } from '../../activities/cancel-commerce-order.js';
import { referenceTo } from '../../activities/commerce-order-ref.js';
import { creditAmazonRefund } from '../../activities/credit-amazon-refund.js';
import { shipCommerceOrder } from '../../activities/ship-commerce-order.js';
import { parseRefundId } from '../../src/domain/amazon-refund.js';
import type { OrderDraft } from '../../src/domain/order-draft.js';
import { clientOfShop, createdOrder } from '../commerce/client-of-shop.js';
import { amazonDraft, merchantDraft } from '../commerce/drafts.js';
import { mug, type ShopAtHand, shopAtHand } from '../simulators/commerce/shop-at-hand.js';
import { given } from '../support/order-inputs.js';
import { parcel, ref } from './shop-and-seller.js';

/** The ways of docs/operate.md, "Stock", over everything that Waybill does to an order. */
let shop: ShopAtHand;
afterEach(() => shop.close());

async function begun(draft: OrderDraft, manageStock = true) {
  shop = await shopAtHand({ products: [{ ...mug, manageStock }] });
  const commerce = clientOfShop(shop);
  const order = await createdOrder(commerce, draft);
  if (!draft.isComplete) await commerce.invoices.create(order.entityId);
  const commerceOf = () => ({ commerce, carriers: {} });
  const about = { order: ref, commerceOrder: referenceTo(order) };
  const [line] = draft.lines;
  if (line === undefined) throw new Error('a draft has lines');
  const lines = [{ orderItemId: line.orderItemId, quantity: line.quantity }];
  return {
    ship: () => shipCommerceOrder({ commerceOf })({ ...about, package: parcel({ lines }), mustInvoice: false }),
    cancel: () => cancelCommerceOrder({ commerceOf })(about),
    refund: () =>
      creditAmazonRefund({ commerceOf })({
        ...about,
        refund: {
          id: given(parseRefundId('R-1')),
          postedAt: '2026-11-01T00:00:00Z',
          total: draft.grandTotal,
          lines: [],
        },
        lines: [{ orderItemId: line.orderItemId, sku: line.sku }],
      }),
  };
}

/** What is on the shelf, and what the shop goes on selling. */
async function figures() {
  const { sources, stocks } = (await shop.control('GET', '/stock?sku=MUG-BLUE')).body;
  return { shelf: sources[0].quantity, salable: stocks[0].salable };
}

const compensate = () => shop.control('POST', '/admin/compensate', {});

describe('with the compensation command run by cron', () => {
  it('an open order is not sold again, and a shipped one neither', async () => {
    const { ship } = await begun(merchantDraft);
    expect(await figures()).toEqual({ shelf: 10, salable: 10 });
    await compensate();
    expect(await figures()).toEqual({ shelf: 10, salable: 8 });
    expect(await ship()).toMatchObject({ outcome: 'created' });
    await compensate();
    expect(await figures()).toEqual({ shelf: 8, salable: 8 });
  });

  it('an order that shipped between two runs is made good too', async () => {
    const { ship } = await begun(merchantDraft);
    await ship();
    expect(await figures()).toEqual({ shelf: 8, salable: 10 });
    await compensate();
    expect(await figures()).toEqual({ shelf: 8, salable: 8 });
  });

  it.each([false, true])('a cancelled order is for sale again, all of it (reserved before: %s)', async (isReserved) => {
    const { cancel } = await begun(merchantDraft);
    if (isReserved) await compensate();
    expect(await cancel()).toEqual({ outcome: 'closed' });
    await compensate();
    expect(await figures()).toEqual({ shelf: 10, salable: 10 });
  });

  it('what is paid back of an order that has shipped brings nothing onto the shelf by itself', async () => {
    const { ship, refund } = await begun(merchantDraft);
    await ship();
    expect(await refund()).toEqual({ outcome: 'credited' });
    await compensate();
    expect(await figures()).toEqual({ shelf: 8, salable: 8 });
  });

  it('what Amazon ships and pays back leaves the merchant’s own stock alone', async () => {
    const { refund } = await begun(amazonDraft);
    expect(await refund()).toEqual({ outcome: 'credited' });
    expect(await figures()).toMatchObject({ shelf: 10 });
    await compensate();
    expect(await figures()).toEqual({ shelf: 10, salable: 10 });
  });

  it('a second run has nothing to add', async () => {
    await begun(merchantDraft);
    expect((await compensate()).body).toEqual({ added: 1 });
    expect((await compensate()).body).toEqual({ added: 0 });
  });
});

describe('with stock that Commerce does not manage', () => {
  it.each(['ship', 'cancel', 'refund'] as const)('nothing moves by %s', async (act) => {
    const order = await begun(merchantDraft, false);
    await order[act]();
    expect(await figures()).toMatchObject({ shelf: 10 });
    expect((await shop.control('GET', '/stock?sku=MUG-BLUE')).body.stocks[0].reserved).toBe(0);
  });
});
