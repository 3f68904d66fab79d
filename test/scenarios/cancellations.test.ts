import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type OrderDetailJson, untilReached } from '../support/order-over-http.js';
import { type RunningProduct, startProduct } from '../support/running-product.js';
import { parcelOf } from '../support/shipping-system.js';
import { mug, plate } from '../support/simulated-amazon.js';
import { tellAtOnce } from '../support/tell-at-once.js';

const amazon = { cancelFeedSeconds: 1 };
const paidAtOnce = { id: 'acme-us', amazon };
const paidWithShipment = { id: 'acme-late', amazon, orders: { invoice: 'shipment' } };
const byPut = { id: 'acme-put', amazon: { ...amazon, cancelBy: 'put' } };
const ofDeadFeeds = { id: 'acme-dead', amazon };

let product: RunningProduct;
beforeAll(async () => {
  const accounts = [paidAtOnce, paidWithShipment, byPut, ofDeadFeeds] as const;
  product = await startProduct({ accounts, amazonOptions: { cancelOrderEnabled: true, gzipFeedResults: true } });
});
afterAll(() => product?.stop());

const by = (account: { readonly id: string }) => product.amazon(account);
const stateOf = async (id: string) => (await product.commerce.onlyOrderOf(id)).order.state;
const untilState = (id: string, state: string) =>
  untilReached(async () => ((await stateOf(id)) === state ? state : undefined));
const told = ({ timeline }: OrderDetailJson): readonly string[] => timeline.map(({ what }) => what);

async function act(id: string, action: 'cancel' | 'decline-cancel', body: object = {}) {
  const response = await fetch(`${product.url}/api/orders/${id}/${action}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer: { readonly detail?: string; readonly outcome?: string } = JSON.parse(await response.text());
  return { ...answer, status: response.status }; // an accepted answer has a status of its own: the order's
}

const cancel = (id: string, reason = 'NoInventory') => act(id, 'cancel', { reason, actor: 'night shift' });

async function open(account: { readonly id: string } = paidAtOnce, items: readonly object[] = [mug]): Promise<string> {
  const id = await by(account).buy({ items: items as readonly Readonly<Record<string, unknown>>[] });
  await product.untilStatus(id, 'AwaitingShipment');
  return id;
}

async function askedByBuyer(account: { readonly id: string } = paidAtOnce): Promise<string> {
  const id = await open(account);
  await by(account).askToCancel(id);
  await product.untilStatus(id, 'CancelRequested');
  await untilState(id, 'holded');
  return id;
}

const ship = (account: { readonly id: string }, id: string, quantity = 1) =>
  product.deliver({
    account: account.id,
    amazonOrderId: id,
    package: parcelOf(id, { quantity }),
  });

describe('cancelled by Amazon', () => {
  tellAtOnce({
    'an order that was not invoiced ends as canceled in Commerce, without a credit memo': async () => {
      const id = await open(paidWithShipment);
      await by(paidWithShipment).cancel(id, 'AMAZON');
      expect(await product.untilStatus(id, 'Cancelled')).toMatchObject({ amazonStatus: 'Canceled' });
      const { order, creditmemos } = await product.commerce.onlyOrderOf(id);
      expect([order.state, creditmemos.length]).toEqual(['canceled', 0]);
    },

    'an order that was invoiced ends as closed, by one offline credit memo': async () => {
      const id = await open();
      await by(paidAtOnce).cancel(id, 'AMAZON');
      const shown = await product.untilStatus(id, 'Cancelled');
      expect(told(shown).slice(-2)).toEqual(['cancelled-at-amazon', 'commerce-order-closed']);
      const { order, creditmemos } = await product.commerce.onlyOrderOf(id);
      expect([order.state, creditmemos.length]).toEqual(['closed', 1]);
    },

    'an order that was never made in Commerce ends, and Commerce never hears of it': async () => {
      const id = await by(paidAtOnce).buy({ items: [{ ...mug, sku: `NONE-${Date.now()}` }] });
      await product.untilStatus(id, 'Blocked');
      await by(paidAtOnce).cancel(id, 'AMAZON');
      await product.untilStatus(id, 'Cancelled');
      expect(await product.commerce.ordersOf(id)).toEqual([]);
    },

    'an order of which a package has left keeps its shipment on both sides, and asks for attention': async () => {
      const id = await open(paidAtOnce, [{ ...mug, quantity: 2 }]);
      await ship(paidAtOnce, id);
      await product.until(id, ({ packages }) => packages.some(({ atAmazon }) => atAmazon === 'confirmed'));
      await untilReached(async () => (await product.commerce.onlyOrderOf(id)).shipments[0]);
      await by(paidAtOnce).cancel(id, 'AMAZON');
      const shown = await product.untilStatus(id, 'Cancelled');
      expect(shown.note).toBe('Amazon cancelled this order after it had shipped');
      expect(told(shown)).toContain('cancel-lost-to-shipment');
      const { order, shipments, creditmemos } = await product.commerce.onlyOrderOf(id);
      expect([order.state, shipments.length, creditmemos.length]).toEqual(['processing', 1, 0]);
    },

    'an order whose buyer had asked for it is freed from its hold and closed': async () => {
      const id = await askedByBuyer();
      await by(paidAtOnce).cancel(id);
      const shown = await product.untilStatus(id, 'Cancelled');
      expect(told(shown)).toEqual(expect.arrayContaining(['cancel-requested-by-buyer', 'commerce-order-closed']));
      expect(await stateOf(id)).toBe('closed');
    },
  });
});

describe('the buyer asks to cancel', () => {
  tellAtOnce({
    'and the order is held, says so, and ends as cancelled once the operator follows': async () => {
      const id = await askedByBuyer();
      expect(await product.order(id)).toMatchObject({
        status: 'CancelRequested',
        note: 'The buyer asks to cancel this order: cancel it, or decline',
      });
      expect(await cancel(id, 'BuyerCanceled')).toMatchObject({ status: 200, outcome: 'accepted' });
      await product.untilStatus(id, 'Cancelled');
      expect(await stateOf(id)).toBe('closed');
      expect((await by(paidAtOnce).truth(id)).items).toMatchObject([{ quantityCancelled: 1 }]);
    },

    'and the order goes on when the operator declines, although Amazon shows the wish all the same': async () => {
      const id = await askedByBuyer(paidWithShipment);
      expect(await act(id, 'decline-cancel', { reason: 'packed already' })).toMatchObject({ outcome: 'accepted' });
      const shown = await product.untilStatus(id, 'AwaitingShipment');
      expect(shown.timeline.find(({ what }) => what === 'operator-declined-cancel')?.detail).toBe('packed already');
      await untilState(id, 'processing');
      await ship(paidWithShipment, id);
      await product.untilStatus(id, 'Complete');
      expect(await stateOf(id)).toBe('complete');
    },

    'while a package leaves: the shipment wins, and the timeline says so': async () => {
      const id = await askedByBuyer();
      expect(await ship(paidAtOnce, id)).toMatchObject({ status: 202 });
      const shown = await product.untilStatus(id, 'Complete');
      expect(told(shown)).toEqual(
        expect.arrayContaining(['commerce-order-held', 'cancel-lost-to-shipment', 'commerce-hold-lifted', 'completed']),
      );
      const { order, shipments } = await product.commerce.onlyOrderOf(id);
      expect([order.state, shipments.length]).toEqual(['complete', 1]);
    },

    'before Commerce has the order: none is made, and the operator who cancels ends it': async () => {
      const sku = `NONE-${Date.now()}`;
      const id = await by(paidAtOnce).buy({ items: [{ ...mug, sku }] });
      await product.untilStatus(id, 'Blocked');
      await by(paidAtOnce).askToCancel(id);
      await product.untilStatus(id, 'CancelRequested');
      expect(await cancel(id)).toMatchObject({ status: 200 });
      await product.untilStatus(id, 'Cancelled');
      expect(await product.commerce.ordersOf(id)).toEqual([]);
    },
  });
});

describe('the operator cancels', () => {
  tellAtOnce({
    'by feed, and the order is done when Amazon shows it as cancelled': async () => {
      const id = await open(paidAtOnce, [mug, plate]);
      expect(await cancel(id)).toMatchObject({ status: 200, outcome: 'accepted' });
      const shown = await product.untilStatus(id, 'Cancelled');
      expect(told(shown)).toEqual(
        expect.arrayContaining(['operator-cancelled', 'cancel-handed-over', 'cancelled-at-amazon']),
      );
      const { order, creditmemos } = await product.commerce.onlyOrderOf(id);
      expect([order.state, creditmemos.length]).toEqual(['closed', 1]);
      const sent = (await by(paidAtOnce).ledger('uploadFeedDocument')).map(({ body }) => String(body));
      const document = sent.find((body) => body.includes(id)) ?? '';
      expect(document.match(/<CancelReason>NoInventory<\/CancelReason>/g)?.length).toBeGreaterThanOrEqual(2);
    },

    'by the call that Amazon may offer, where the settings want it, and by feed where that has no such reason':
      async () => {
        const quick = await open(byPut);
        const slow = await open(byPut);
        await cancel(quick);
        await cancel(slow, 'GeneralAdjustment');
        expect(told(await product.untilStatus(quick, 'Cancelled'))).not.toContain('cancel-handed-over');
        expect(told(await product.untilStatus(slow, 'Cancelled'))).toContain('cancel-handed-over');
        expect([await stateOf(quick), await stateOf(slow)]).toEqual(['closed', 'closed']);
      },

    'twice, for a reason that Amazon does not know, or too late: refused, with the reason': async () => {
      const id = await open();
      expect(await cancel(id, 'BecauseISaySo')).toMatchObject({
        status: 409,
        detail: expect.stringContaining('NoInventory'),
      });
      expect(await act(id, 'cancel', {})).toMatchObject({ status: 400 });
      expect(await act(id, 'decline-cancel')).toMatchObject({ status: 409 });
      expect(await cancel(id)).toMatchObject({ status: 200 });
      const again = await cancel(id);
      expect([409]).toContain(again.status);
      await product.untilStatus(id, 'Cancelled');

      const shipped = await open(paidAtOnce, [{ ...mug, quantity: 2 }]);
      await ship(paidAtOnce, shipped);
      await product.untilStatus(shipped, 'PartiallyShipped');
      expect(await cancel(shipped)).toMatchObject({
        status: 409,
        detail: 'A package of this order has left: Amazon would refund all of it',
      });
      const unpaid = await by(paidAtOnce).buy({ status: 'PENDING' });
      await product.untilStatus(unpaid, 'Pending');
      expect(await cancel(unpaid)).toMatchObject({ status: 409, detail: expect.stringContaining('payment') });
    },

    'and Amazon refuses the line: its reason is shown, the hold is lifted, and the order can be shipped': async () => {
      const id = await open(paidWithShipment);
      await by(paidWithShipment).fault({ operation: 'createFeed', kind: 'feed-line-refused', subject: id, times: 1 });
      await cancel(id);
      const shown = await product.until(id, ({ note }) => note?.startsWith('Amazon did not cancel') === true);
      expect(shown.note).toBe(`Amazon did not cancel this order: Order ${id} cannot be changed.`);
      await product.untilStatus(id, 'AwaitingShipment');
      await untilState(id, 'processing');
      await ship(paidWithShipment, id);
      expect(await product.untilStatus(id, 'Complete')).toMatchObject({ note: null });
    },

    'and Amazon stops the feed twice: the third one is taken': async () => {
      const amazonOfDead = by(ofDeadFeeds);
      const sellerId = 'AACMEDEAD';
      const stopped = await amazonOfDead.fault({
        operation: 'createFeed',
        kind: 'feed-cancelled',
        subject: sellerId,
        times: 2,
      });
      const id = await open(ofDeadFeeds);
      await cancel(id);
      const shown = await product.untilStatus(id, 'Cancelled');
      expect(await amazonOfDead.hitsOf(stopped)).toBe(2);
      expect(told(shown).filter((what) => what === 'cancel-handed-over')).toHaveLength(3);
      expect(await stateOf(id)).toBe('closed');
    },
  });

  it('and a feed that dies in the middle has cancelled what it has cancelled', async () => {
    const fatal = { operation: 'createFeed', kind: 'feed-fatal', subject: 'AACMEDEAD', times: 1 };
    const played = await by(ofDeadFeeds).fault(fatal);
    const id = await open(ofDeadFeeds);
    await cancel(id);
    await product.untilStatus(id, 'Cancelled');
    expect(await by(ofDeadFeeds).hitsOf(played)).toBe(1);
    expect((await product.commerce.onlyOrderOf(id)).creditmemos).toHaveLength(1);
  });

  it('no buyer was sent a mail, and nothing that was cancelled is Complete in Commerce', async () => {
    expect(await product.commerce.mails()).toEqual([]);
    for (const { order, creditmemos } of await product.commerce.orders()) {
      if (creditmemos.length > 0) expect(order.state).toBe('closed');
    }
  });
});
