import { afterEach, describe, expect, it } from '@jest/globals';
import { cancelCommerceOrder } from '../../activities/cancel-commerce-order.js';
import { referenceTo } from '../../activities/commerce-order-ref.js';
import { clientOfShop, createdOrder } from '../commerce/client-of-shop.js';
import { merchantDraft } from '../commerce/drafts.js';
import { mug, type ShopAtHand, shopAtHand } from '../simulators/commerce/shop-at-hand.js';
import { faultOf, ref } from './shop-and-seller.js';

/** What Commerce itself makes of a cancellation, in each state that a merchant can bring an order to. */
let shop: ShopAtHand;
afterEach(() => shop.close());

const lineId = 1;

/** An order of two mugs, ten of which are on the shelf; `admin` is what happens to it in Commerce before Amazon cancels. */
async function toCancel(isInvoiced: boolean, ...admin: readonly (readonly [string, object?])[]) {
  shop = await shopAtHand({ products: [mug] });
  const commerce = clientOfShop(shop);
  const order = await createdOrder(commerce, merchantDraft);
  if (isInvoiced) await commerce.invoices.create(order.entityId);
  for (const [act, body = {}] of admin) {
    const { status } = await shop.control('POST', `/admin/${act}`, { orderId: order.entityId, ...body });
    expect(status).toBe(200);
  }
  const activity = cancelCommerceOrder({ commerceOf: () => ({ commerce, carriers: {} }) });
  const cancel = () => activity({ order: ref, commerceOrder: referenceTo(order) });
  const shown = async () => {
    const { order: now, creditmemos } = await shop.truth(order.entityId);
    return { state: now.state, memos: creditmemos.length };
  };
  const shelf = async () => (await shop.control('GET', '/stock?sku=MUG-BLUE')).body.sources[0].quantity;
  return { cancel, shown, shelf };
}

const one = { items: [{ orderItemId: lineId, qty: 1 }] };

describe('an order that Amazon has cancelled, in Commerce', () => {
  it.each<[string, boolean, readonly (readonly [string, object?])[], string, number]>([
    ['not invoiced: is cancelled', false, [], 'canceled', 0],
    ['invoiced: is closed by one credit memo', true, [], 'closed', 1],
    ['invoiced in part: the rest is cancelled, and the part paid back', false, [['invoice', one]], 'closed', 1],
    ['invoiced, and paid back in part: the rest is paid back too', true, [['refund', one]], 'closed', 2],
    ['on hold by the merchant: is freed, and cancelled', false, [['hold']], 'canceled', 0],
    ['invoiced and on hold: is freed, and closed', true, [['hold']], 'closed', 1],
    ['cancelled by the merchant before: stays so', false, [['cancel']], 'canceled', 0],
    ['paid back by the merchant before: stays closed', true, [['refund']], 'closed', 1],
  ])('%s; a second time nothing more happens', async (_name, isInvoiced, admin, state, memos) => {
    const { cancel, shown } = await toCancel(isInvoiced, ...admin);
    expect(await cancel()).toEqual({ outcome: state });
    expect(await shown()).toEqual({ state, memos });
    expect(await cancel()).toEqual({ outcome: state });
    expect(await shown()).toEqual({ state, memos });
  });

  it.each([
    ['nothing of it is invoiced', false],
    ['it was invoiced, and is closed by a credit memo', true],
  ])('keeps its goods on the shelf when %s', async (_name, isInvoiced) => {
    const { cancel, shelf } = await toCancel(isInvoiced);
    await cancel();
    expect(await shelf()).toBe(10);
  });

  it('is told of what has left, and what has not left yet is put on hold; never is it complete', async () => {
    const { cancel, shown } = await toCancel(true, ['ship', one]);
    expect(await cancel()).toEqual({ outcome: 'held-shipped' });
    expect(await shown()).toEqual({ state: 'holded', memos: 0 });
    expect(await cancel()).toEqual({ outcome: 'held-shipped' });
    const { order } = await shop.truth(merchantDraft.number ?? '');
    const comments = order.status_histories.map(({ comment }: { comment: string }) => comment);
    expect(comments.filter((text: string) => text.includes('after goods had left'))).toHaveLength(1);
  });

  it('stays complete when all of it has left', async () => {
    const { cancel, shown } = await toCancel(true, ['ship']);
    expect(await cancel()).toEqual({ outcome: 'held-shipped' });
    expect(await shown()).toEqual({ state: 'complete', memos: 0 });
  });

  it.each([
    ['cancelOrder', false, 'canceled', 0],
    ['unholdOrder', false, 'canceled', 0],
    ['refundOrder', true, 'closed', 1],
  ])('ends once although Commerce answers 500 after it has done %s', async (operation, isInvoiced, state, memos) => {
    const { cancel, shown } = await toCancel(isInvoiced, ['hold']);
    const fault = { operation, kind: 'error-after-commit', times: 1 };
    expect((await shop.control('POST', '/faults', fault)).status).toBe(200);
    expect(await faultOf(cancel())).toMatchObject({ kind: 'unavailable' });
    expect(await cancel()).toEqual({ outcome: state });
    expect(await shown()).toEqual({ state, memos });
  });
});
