import { describe, expect, it } from '@jest/globals';
import type { ShipOrderRequest } from '../../activities/contract.js';
import { line, money, order, orderItemId, packageId, paid } from '../domain/orders.js';
import {
  createdOrder,
  createRequest,
  faultOf,
  goneAccount,
  parcel,
  shopAndSeller,
  throttled,
  unavailable,
} from './shop-and-seller.js';

const threeMugs = order({
  grandTotal: money('30.00'),
  lines: [line({ quantityOrdered: 3, proceeds: [paid('ITEM', '30.00')] })],
});
const part = (id: string, quantity: number): Partial<ShipOrderRequest> => ({
  package: parcel({
    id: packageId(id),
    trackingNumber: `1Z${id}`,
    lines: [{ orderItemId: orderItemId(), quantity }],
  }),
});

describe('shipCommerceOrder', () => {
  it('makes a shipment with the track, marked as ours, and the paid order is complete', async () => {
    const shop = shopAndSeller();
    const request = await createdOrder(shop);
    expect(await shop.activities.shipCommerceOrder(request)).toEqual({ outcome: 'created', commerceState: 'complete' });
    expect(shop.commerce.made).toMatchObject([
      {
        orderEntityId: 300,
        lines: [{ lineId: 9001, quantity: 1 }],
        tracks: [{ number: '1ZP1', carrierCode: 'ups', title: 'UPS' }],
        comments: ['Waybill package P1'],
      },
    ]);
  });

  it('called twice it makes one shipment', async () => {
    const shop = shopAndSeller(threeMugs);
    const request = { ...(await createdOrder(shop)), ...part('P1', 1) };
    const first = await shop.activities.shipCommerceOrder(request);
    const second = await shop.activities.shipCommerceOrder(request);
    expect([first, second]).toMatchObject([{ outcome: 'created' }, { outcome: 'adopted' }]);
    expect(shop.commerce.made).toHaveLength(1);
  });

  it('adds a corrected track to the shipment that it made, once', async () => {
    const shop = shopAndSeller(threeMugs);
    const request = { ...(await createdOrder(shop)), ...part('P1', 1) };
    await shop.activities.shipCommerceOrder(request);
    const corrected = { ...request, package: { ...request.package, trackingNumber: '1ZNEW' } };
    shop.commerce.faults.loseAnswer('addTrack');
    expect(await faultOf(shop.activities.shipCommerceOrder(corrected))).toMatchObject({ kind: 'unavailable' });
    expect(await shop.activities.shipCommerceOrder(corrected)).toMatchObject({ outcome: 'adopted' });
    expect(shop.commerce.made).toMatchObject([{ tracks: [{ number: '1ZP1' }, { number: '1ZNEW' }] }]);
  });

  it('names further tracking numbers in the comment, by which it finds the shipment again', async () => {
    const shop = shopAndSeller(threeMugs);
    const created = await createdOrder(shop);
    const request = {
      ...created,
      package: parcel({ trackingNumber: '', furtherTrackingNumbers: ['1ZB', '1ZC'] }),
    };
    await shop.activities.shipCommerceOrder(request);
    expect(await shop.activities.shipCommerceOrder(request)).toMatchObject({ outcome: 'adopted' });
    expect(shop.commerce.made).toMatchObject([
      { comments: ['Waybill package P1, further tracking numbers: 1ZB, 1ZC'] },
    ]);
  });

  it('after a lost answer adopts the shipment by its comment, even without a track', async () => {
    const shop = shopAndSeller(threeMugs);
    const request = { ...(await createdOrder(shop)), package: parcel({ trackingNumber: '' }) };
    shop.commerce.faults.loseAnswer('createShipment');
    expect(await faultOf(shop.activities.shipCommerceOrder(request))).toMatchObject({ kind: 'unavailable' });
    expect(await shop.activities.shipCommerceOrder(request)).toMatchObject({ outcome: 'adopted' });
    expect(shop.commerce.made).toMatchObject([{ tracks: [] }]);
  });

  it('adopts a shipment of the same tracking number, whoever made it', async () => {
    const shop = shopAndSeller(threeMugs);
    const request = await createdOrder(shop);
    await shop.commerce.shipments.create({
      orderEntityId: 300,
      lines: [{ lineId: 9001, quantity: 1 }],
      comment: 'by hand',
      tracks: [{ number: '1ZP1', carrierCode: 'ups', title: 'UPS' }],
    });
    expect(await shop.activities.shipCommerceOrder(request)).toMatchObject({ outcome: 'adopted' });
    expect(shop.commerce.made).toHaveLength(1);
  });

  it('takes goods that Commerce shipped by itself for shipped', async () => {
    const shop = shopAndSeller();
    const request = await createdOrder(shop);
    const lines = [{ lineId: 9001, quantity: 1 }];
    await shop.commerce.shipments.create({ orderEntityId: 300, lines, comment: 'by hand', tracks: [] });
    expect(await shop.activities.shipCommerceOrder(request)).toEqual({ outcome: 'adopted', commerceState: 'complete' });
  });

  it('ships parts, and the order is complete with the last of them', async () => {
    const shop = shopAndSeller(threeMugs);
    const request = await createdOrder(shop);
    const first = await shop.activities.shipCommerceOrder({ ...request, ...part('P1', 2) });
    const last = await shop.activities.shipCommerceOrder({ ...request, ...part('P2', 1) });
    expect([first, last]).toMatchObject([{ commerceState: 'processing' }, { commerceState: 'complete' }]);
  });

  it('invoices first where the invoice comes with the shipment', async () => {
    const shop = shopAndSeller();
    const request = await createdOrder(shop, createRequest({ invoice: 'shipment' }));
    expect(await shop.activities.shipCommerceOrder(request)).toMatchObject({ commerceState: 'complete' });
    expect(shop.commerce.only.isInvoiced).toBe(true);
  });

  it('ships even when Commerce refuses the invoice, since the goods are gone; the state tells', async () => {
    const shop = shopAndSeller();
    const request = await createdOrder(shop, createRequest({ invoice: 'shipment' }));
    shop.commerce.refuses = { operation: 'createInvoice', with: { refused: 'no' } };
    expect(await shop.activities.shipCommerceOrder(request)).toEqual({
      outcome: 'created',
      commerceState: 'processing',
    });
  });

  it('a refusal of Commerce blocks, in its own words', async () => {
    const shop = shopAndSeller();
    const request = await createdOrder(shop);
    expect(await shop.activities.shipCommerceOrder({ ...request, ...part('P1', 5) })).toEqual({
      outcome: 'blocked',
      blocker: { code: 'commerce-refused', subject: 'more than is left' },
    });
  });

  it('never drops an item in silence that the Commerce order does not have', async () => {
    const shop = shopAndSeller();
    const request = await createdOrder(shop);
    const lines = [{ orderItemId: orderItemId('99'), quantity: 1 }];
    await expect(shop.activities.shipCommerceOrder({ ...request, package: parcel({ lines }) })).rejects.toThrow(
      'the Commerce order has no line for order item 99',
    );
    expect(shop.commerce.made).toEqual([]);
  });

  it.each([
    ['findShipments', throttled],
    ['createShipment', unavailable],
    ['readOrder', unavailable],
  ] as const)('gives trouble with %s to whoever retries', async (operation, fault) => {
    const shop = shopAndSeller();
    const request = await createdOrder(shop);
    shop.commerce.faults.fail(operation, fault);
    expect(await faultOf(shop.activities.shipCommerceOrder(request))).toEqual(fault);
    expect(await shop.activities.shipCommerceOrder(request)).toMatchObject({ commerceState: 'complete' });
    expect(shop.commerce.made).toHaveLength(1);
  });

  it('of an account that is not in the settings any more sends nothing', async () => {
    const shop = shopAndSeller();
    const request = { ...(await createdOrder(shop)), order: goneAccount };
    expect(await shop.activities.shipCommerceOrder(request)).toMatchObject({ blocker: { code: 'account-removed' } });
    expect(shop.commerce.made).toEqual([]);
  });
});
