import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type AmazonAtHand, amazonAtHand, everyDataset, seller } from './amazon-at-hand.js';

const path = '/orders/2026-01-01/orders';

describe('getOrder', () => {
  let amazon: AmazonAtHand;
  const read = async (id: string, includedData = everyDataset) =>
    (await amazon.call('GET', `${path}/${id}`, { query: { includedData } })).body.order;
  beforeEach(async () => {
    amazon = await amazonAtHand();
  });
  afterEach(() => amazon.close());

  it('answers 400 to what is no order id, 404 to an unknown one and to one of another seller', async () => {
    expect((await amazon.call('GET', `${path}/TEST_CASE_400`)).status).toBe(400);
    expect((await amazon.call('GET', `${path}/123-1234567-1234567`)).status).toBe(404);
    const other = { ...seller, sellerId: 'A2OTHER', refreshToken: 'Atzr|other' };
    await amazon.control('POST', '/sellers', other);
    const foreign = await amazon.order({ sellerId: other.sellerId });
    expect((await amazon.call('GET', `${path}/${foreign}`)).status).toBe(404);
  });

  it('shows the bare order when no dataset is asked for', async () => {
    const order = (await amazon.call('GET', `${path}/${await amazon.order()}`)).body.order;
    expect(Object.keys(order).sort()).toEqual([
      'createdTime',
      'lastUpdatedTime',
      'orderId',
      'orderItems',
      'salesChannel',
    ]);
    expect(Object.keys(order.orderItems[0]).sort()).toEqual(['orderItemId', 'product', 'quantityOrdered']);
  });

  it.each([
    ['BUYER', ['buyer'], []],
    ['RECIPIENT', ['recipient'], []],
    ['PROCEEDS', ['proceeds'], ['proceeds']],
    ['PROMOTION', [], ['promotion']],
    ['CANCELLATION', [], ['cancellation']],
    ['FULFILLMENT', ['fulfillment'], ['fulfillment']],
    ['PACKAGES', ['packages'], []],
    ['TAX', [], ['tax']],
    ['PAYMENT', ['payment'], []],
    ['EXPENSE', [], []],
    ['FULFILLMENT_ORDERS', [], []],
  ])('adds by %s exactly %j to the order and %j to its items', async (dataset, ofOrder, ofItem) => {
    const item = { sku: 'A', title: 'A', quantity: 2, unitPrice: '5.00', tax: '0.40', discount: '1.00' };
    const id = await amazon.order({ items: [item] });
    await amazon.control('POST', `/orders/${id}/buyer-cancel-request`);
    const { body } = await amazon.control('GET', `/orders/${id}`);
    const orderItemId = body.items[0].orderItemId;
    await amazon.control('POST', `/orders/${id}/ship`, { packages: [{ items: [{ orderItemId, quantity: 1 }] }] });
    const bare = await read(id, '');
    const order = await read(id, dataset);
    const added = (more: object, less: object) => Object.keys(more).filter((member) => !(member in less));
    expect(added(order, bare)).toEqual(ofOrder);
    expect(added(order.orderItems[0], bare.orderItems[0])).toEqual(ofItem);
  });

  it.each(['PENDING', 'PENDING_AVAILABILITY'])('shows neither prices nor people of a %s order', async (status) => {
    const order = await read(await amazon.order({ status, buyer: { name: 'Visible Never' } }));
    for (const member of ['buyer', 'recipient', 'proceeds', 'payment']) expect(order).not.toHaveProperty(member);
    expect(order.orderItems[0].product).not.toHaveProperty('price');
    expect(order.orderItems[0]).not.toHaveProperty('proceeds');
    expect(JSON.stringify(order)).not.toContain('Visible Never');
    expect(order.fulfillment.fulfillmentStatus).toBe(status);
  });

  it('shows where an order of Amazon goes, not to whom', async () => {
    const order = await read(await amazon.order({ fulfilledBy: 'AMAZON', status: 'SHIPPED' }));
    expect(order.recipient.deliveryAddress).toEqual({
      city: 'Seattle',
      stateOrRegion: 'WA',
      postalCode: '98101',
      countryCode: 'US',
    });
    expect(order).not.toHaveProperty('buyer');
    expect(order).not.toHaveProperty('packages');
    expect(order.orderItems[0].fulfillment).toEqual({ quantityFulfilled: 2, quantityUnfulfilled: 0 });
  });

  it('hides the phone once a shipped order should have arrived, and the e-mail of a cancelled one', async () => {
    const id = await amazon.order({ shipBy: '2026-01-02T00:00:00Z', deliverBy: '2026-01-03T00:00:00Z' });
    expect((await read(id)).recipient.deliveryAddress).toHaveProperty('phone');
    await amazon.control('POST', `/orders/${id}/ship`);
    expect((await read(id)).recipient.deliveryAddress).not.toHaveProperty('phone');
    const cancelled = await amazon.order();
    await amazon.control('POST', `/orders/${cancelled}/cancel`, { by: 'BUYER' });
    const order = await read(cancelled);
    expect(order.buyer).not.toHaveProperty('buyerEmail');
    expect(order.orderItems[0].cancellation.cancellationExecution.cancelledBy).toBe('BUYER');
  });

  it('leaves out what the application has no role for', async () => {
    const id = await amazon.order();
    await amazon.control('POST', `/sellers/${seller.sellerId}/roles`, { missingRoles: ['BUYER', 'RECIPIENT'] });
    const order = await read(id);
    expect(order).not.toHaveProperty('buyer');
    expect(order).not.toHaveProperty('recipient');
    expect(order).toHaveProperty('proceeds');
  });

  it('lays raw shapes over the order, and takes them away again', async () => {
    const raw = { fulfillment: { fulfillmentStatus: 'ON_THE_MOON' }, orderItems: [{ product: { sellerSku: null } }] };
    const id = await amazon.order({ raw });
    const strange = await read(id);
    expect(strange.fulfillment.fulfillmentStatus).toBe('ON_THE_MOON');
    expect(strange.fulfillment.fulfilledBy).toBe('MERCHANT');
    expect(strange.orderItems[0].product).not.toHaveProperty('sellerSku');
    await amazon.control('POST', `/orders/${id}/raw`, { raw: null });
    const healed = await read(id);
    expect(healed.fulfillment.fulfillmentStatus).toBe('UNSHIPPED');
    expect(Date.parse(healed.lastUpdatedTime)).toBeGreaterThan(Date.parse(strange.lastUpdatedTime));
  });
});

describe('the money of an order', () => {
  let amazon: AmazonAtHand;
  beforeEach(async () => {
    amazon = await amazonAtHand();
  });
  afterEach(() => amazon.close());

  const full = {
    sku: 'A',
    title: 'A',
    quantity: 3,
    unitPrice: '29.99',
    tax: '8.10',
    shipping: '4.00',
    shippingTax: '0.36',
    discount: '5.01',
    giftWrap: { price: '2.50', tax: '0.22', message: 'All the best' },
  };
  type Amounts = readonly { readonly type?: string; readonly subtotal: { readonly amount: string } }[];
  /** Adds as integers of the last decimal, whatever the currency. */
  const sum = (amounts: readonly string[]): bigint =>
    amounts.reduce((total, amount) => total + BigInt(amount.replace('.', '')), 0n);

  it.each([
    ['USD', 'ATVPDKIKX0DER', [full, { ...full, sku: 'B', quantity: 1 }], '3.00'],
    ['JPY', 'A1VC38T7YXB528', [{ sku: 'A', title: 'A', quantity: 7, unitPrice: '1980', tax: '1386' }], undefined],
  ])(
    'adds up in %s: breakdowns to item totals, those and the tip to the grand total',
    async (currency, marketplaceId, items, tip) => {
      const id = await amazon.order({ marketplaceId, items, tip });
      const { body } = await amazon.call('GET', `${path}/${id}`, { query: { includedData: 'PROCEEDS' } });
      const totals: string[] = [];
      for (const [index, item] of body.order.orderItems.entries()) {
        const breakdowns: Amounts = item.proceeds.breakdowns;
        const { amount } = item.proceeds.proceedsTotal;
        expect(sum(breakdowns.map((each) => each.subtotal.amount))).toBe(sum([amount]));
        const unitPrice = sum([item.product.price.unitPrice.amount]);
        expect(sum([breakdowns.find((each) => each.type === 'ITEM')?.subtotal.amount ?? ''])).toBe(
          unitPrice * BigInt(items[index]?.quantity ?? 0),
        );
        totals.push(amount);
      }
      const { grandTotal, breakdowns } = body.order.proceeds;
      expect(sum([...totals, tip ?? '0'])).toBe(sum([grandTotal.amount]));
      expect(grandTotal.currencyCode).toBe(currency);
      if (tip !== undefined) {
        expect(sum((breakdowns as Amounts).map((each) => each.subtotal.amount))).toBe(sum([grandTotal.amount]));
      }
      if (currency === 'JPY') expect(grandTotal.amount).toBe('15246');
    },
  );

  it('can show a discount with the other sign, its total net of it all the same', async () => {
    const items = [
      { sku: 'A', title: 'A', quantity: 1, unitPrice: '10.00', discount: '2.00', discountSign: 'positive' },
    ];
    const { body } = await amazon.call('GET', `${path}/${await amazon.order({ items })}`, {
      query: { includedData: 'PROCEEDS' },
    });
    const { proceeds } = body.order.orderItems[0];
    expect(proceeds.proceedsTotal.amount).toBe('8.00');
    expect(proceeds.breakdowns[1]).toMatchObject({ type: 'DISCOUNT', subtotal: { amount: '2.00' } });
  });

  it('refuses to seed an amount finer than its currency', async () => {
    await expect(amazon.order({ items: [{ ...full, unitPrice: '1.999' }] })).rejects.toThrow('is no amount of USD');
  });
});
