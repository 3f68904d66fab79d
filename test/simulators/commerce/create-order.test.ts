import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { merchantFulfilledOrder } from './example-orders.js';
import { type ShopAtHand, searchFor, shopAtHand } from './shop-at-hand.js';

describe('POST /V1/orders', () => {
  let shop: ShopAtHand;
  beforeEach(async () => {
    shop = await shopAtHand({
      stores: [
        { id: 1, code: 'default' },
        { id: 2, code: 'amazon_us' },
      ],
    });
  });
  afterEach(() => shop.close());

  const orderCount = async (): Promise<number> =>
    (await shop.rest('GET', '/orders', { query: searchFor() })).body.total_count;

  it('keeps an order as it was sent and fills what the shop fills', async () => {
    const { status, body } = await shop.createOrder(merchantFulfilledOrder());
    expect(status).toBe(200);
    expect(body).toMatchObject({
      entity_id: 1,
      increment_id: '902-1106328-1059050',
      state: 'processing',
      status: 'processing',
      grand_total: 55.58,
      total_due: 55.58,
      total_item_count: 1,
      store_name: 'Main Website\nMain Website Store\ndefault',
      billing_address: { entity_id: 1, region_code: 'TX', street: ['1 Main St', 'Apt 4'] },
      items: [{ item_id: 1, order_id: 1, qty_ordered: 2, qty_shipped: 0, ext_order_item_id: '05015851154158' }],
      status_histories: [{ comment: 'Amazon order 902-1106328-1059050', status: 'processing' }],
      extension_attributes: { shipping_assignments: [{ shipping: { method: 'amazon_standard' } }] },
    });
    expect(body.protect_code).toMatch(/^[0-9a-f]{32}$/);
    expect(body.created_at).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  });

  it('draws the number of the store view when none is given', async () => {
    const numbers = [];
    for (const store_id of [1, 1, 2]) {
      const { body } = await shop.createOrder(merchantFulfilledOrder({ increment_id: null, store_id }));
      numbers.push(body.increment_id);
    }
    expect(numbers).toEqual(['000000001', '000000002', '2000000001']);
  });

  it('refuses a number that its store view already has, and keeps nothing of the second order', async () => {
    await shop.createOrder(merchantFulfilledOrder());
    const repeat = await shop.createOrder(merchantFulfilledOrder({ ext_order_id: 'another' }));
    expect(repeat).toMatchObject({ status: 400, body: { message: 'Unique constraint violation found' } });
    expect(await orderCount()).toBe(1);
  });

  it('takes the same number in another store view, and twice where no store is named', async () => {
    await shop.createOrder(merchantFulfilledOrder());
    expect((await shop.createOrder(merchantFulfilledOrder({ store_id: 2 }))).status).toBe(200);
    expect((await shop.createOrder(merchantFulfilledOrder({ store_id: null }))).status).toBe(200);
    expect((await shop.createOrder(merchantFulfilledOrder({ store_id: null }))).status).toBe(200);
  });

  it('creates one order out of ten parallel repeats', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => shop.createOrder(merchantFulfilledOrder())));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await orderCount()).toBe(1);
  });

  it('sends no mail and moves no stock', async () => {
    await shop.createOrder(merchantFulfilledOrder());
    expect((await shop.control('GET', '/mails')).body).toEqual([]);
    const stock = (await shop.control('GET', '/stock?sku=MUG-BLUE')).body;
    expect(stock.stocks).toEqual([{ stockId: 1, reserved: 0, salable: 10 }]);
  });

  it('takes numeric texts and nulls for numbers', async () => {
    const { body } = await shop.createOrder(merchantFulfilledOrder({ grand_total: '55.58', weight: null }));
    expect(body.grand_total).toBe(55.58);
    expect(body.weight).toBeUndefined();
  });

  it('ignores an unknown key at the top', async () => {
    const { status } = await shop.rest('POST', '/orders', { body: { entity: merchantFulfilledOrder(), surprise: 1 } });
    expect(status).toBe(200);
  });

  it('cuts text that is longer than its column', async () => {
    const { body } = await shop.createOrder(
      merchantFulfilledOrder({ ext_order_id: 'x'.repeat(40), customer_firstname: 'y'.repeat(130) }),
    );
    expect(body.ext_order_id).toHaveLength(32);
    expect(body.customer_firstname).toHaveLength(128);
  });

  const withBilling = (changes: object): object => ({
    ...(merchantFulfilledOrder()['billing_address'] as object),
    ...changes,
  });
  const { customer_email: email, ...withoutEmail } = merchantFulfilledOrder();

  it.each([
    ['no entity', {}, 400, '"%fieldName" is required. Enter and try again.'],
    [
      'a wrong type',
      { entity: merchantFulfilledOrder({ grand_total: 'x' }) },
      400,
      'Error occurred during "grand_total" processing. The "x" value\'s type is invalid. The "float" type was expected. Verify and try again.',
    ],
    [
      'a boolean for a number',
      { entity: merchantFulfilledOrder({ customer_is_guest: true }) },
      400,
      'Error occurred during "customer_is_guest" processing. The "1" value\'s type is invalid. The "int" type was expected. Verify and try again.',
    ],
    [
      'no payment',
      { entity: merchantFulfilledOrder({ payment: undefined }) },
      400,
      'Please provide payment for the order.',
    ],
    [
      'a payment without a method',
      { entity: merchantFulfilledOrder({ payment: { method: '' } }) },
      400,
      'The payment method you requested is not available.',
    ],
    [
      'an unknown store',
      { entity: merchantFulfilledOrder({ store_id: 9 }) },
      404,
      "The store that was requested wasn't found. Verify the store and try again.",
    ],
    [
      'an e-mail after the billing address',
      { entity: { ...withoutEmail, customer_email: email } },
      400,
      "We can't save the address:\n%1",
    ],
    [
      'an e-mail that is none',
      { entity: merchantFulfilledOrder({ customer_email: 'nobody' }) },
      400,
      "We can't save the address:\n%1",
    ],
    [
      'an address without a telephone',
      { entity: merchantFulfilledOrder({ billing_address: withBilling({ telephone: undefined }) }) },
      400,
      "We can't save the address:\n%1",
    ],
  ])('refuses %s with its own text and keeps nothing', async (_what, body, status, message) => {
    expect(await shop.rest('POST', '/orders', { body })).toMatchObject({ status, body: { message } });
    expect(await orderCount()).toBe(0);
  });

  it('names what is wrong with an address in the parameters', async () => {
    const { body } = await shop.createOrder(merchantFulfilledOrder({ customer_email: 'nobody' }));
    expect(body.parameters).toEqual(['Email has a wrong format']);
  });

  it('takes an empty telephone and any country and region', async () => {
    const billing_address = withBilling({ telephone: '', country_id: 'XX', region: 'Nowhere', region_id: null });
    expect((await shop.createOrder(merchantFulfilledOrder({ billing_address }))).status).toBe(200);
  });

  it('ends a text at its first character of four bytes, unless its database holds those; half of one it does not decode', async () => {
    const billing_address = withBilling({ city: 'San 🌉 Francisco' });
    const { body } = await shop.createOrder(merchantFulfilledOrder({ billing_address }));
    expect(body.billing_address.city).toBe('San ');
    const wide = await shopAtHand({ charset: 'utf8mb4' });
    const kept = await wide.createOrder(merchantFulfilledOrder({ billing_address }));
    expect(kept.body.billing_address.city).toBe('San 🌉 Francisco');
    const cut = await wide.createOrder(merchantFulfilledOrder({ billing_address: withBilling({ city: '\ud83c' }) }));
    expect(cut).toMatchObject({ status: 400, body: { message: 'Decoding error.' } });
    await wide.close();
  });

  it('keeps an empty text as nothing, and wants company and fax where they are required, if as empty', async () => {
    const strict = await shopAtHand({ requiredOfAddresses: ['company', 'fax'] });
    expect((await strict.createOrder(merchantFulfilledOrder())).body.parameters).toEqual([
      'Company is a required field\nFax is a required field',
    ]);
    await strict.close();
    const billing_address = withBilling({ company: '', fax: '' });
    const { body } = await shop.createOrder(merchantFulfilledOrder({ billing_address }));
    expect(body.billing_address).not.toHaveProperty('company');
  });

  it.each([
    ['in the order', { total: 1 }],
    ['in an item', { items: [{ sku: 'MUG-BLUE', quantity: 1 }] }],
    ['in an address', { billing_address: withBilling({ zip: '1' }) }],
    ['in an extension', { extension_attributes: { waybill: 1 } }],
  ])('breaks on an unknown key %s, as PHP does, before it looks at types', async (_where, changes) => {
    const answer = await shop.createOrder(merchantFulfilledOrder({ ...changes, grand_total: 'x' }));
    expect(answer.status).toBe(500);
    expect(answer.body.message).toMatch(
      /^Internal Error\. Details are available in Magento log file\. Report ID: webapi-[0-9a-f]{13}$/,
    );
    expect(await orderCount()).toBe(0);
  });

  it('refuses a body that is no JSON', async () => {
    expect(await shop.rest('POST', '/orders', { rawBody: '{"entity":' })).toMatchObject({
      status: 400,
      body: { message: 'Decoding error.' },
    });
  });

  it('breaks on a customer that does not exist', async () => {
    expect((await shop.createOrder(merchantFulfilledOrder({ customer_is_guest: 0, customer_id: 57 }))).status).toBe(
      500,
    );
    expect(await orderCount()).toBe(0);
  });

  it('turns into an update when an entity id is sent', async () => {
    await shop.createOrder(merchantFulfilledOrder());
    const { body } = await shop.createOrder({ entity_id: 1, customer_note: 'changed' });
    expect(body).toMatchObject({ entity_id: 1, customer_note: 'changed', grand_total: 55.58 });
    expect(await orderCount()).toBe(1);
  });

  it('is the same as PUT /V1/orders/create', async () => {
    const { status } = await shop.rest('PUT', '/orders/create', { body: { entity: merchantFulfilledOrder() } });
    expect(status).toBe(200);
    expect(await orderCount()).toBe(1);
  });
});

describe('PUT /V1/orders/{id}', () => {
  it('corrects an address, which must be sent whole, and leaves updated_at alone', async () => {
    let nowMs = Date.UTC(2026, 0, 1);
    const shop = await shopAtHand({ nowMs: () => nowMs });
    const seconds = (): { timestampSeconds: number } => ({ timestampSeconds: Math.floor(nowMs / 1000) });
    const created = await shop.rest('POST', '/orders', { body: { entity: merchantFulfilledOrder() } }, seconds());
    nowMs += 60_000;
    const shipping = created.body.extension_attributes.shipping_assignments[0].shipping.address;
    const part = { entity_id: shipping.entity_id, city: 'Dallas' };
    expect((await shop.rest('PUT', '/orders/1', { body: { entity: part } }, seconds())).status).toBe(400);
    const whole = { ...shipping, city: 'Dallas' };
    expect((await shop.rest('PUT', '/orders/1', { body: { entity: whole } }, seconds())).body.city).toBe('Dallas');
    const { order } = await shop.truth('902-1106328-1059050');
    expect(order.extension_attributes.shipping_assignments[0].shipping.address.city).toBe('Dallas');
    expect(order.billing_address.city).toBe('Austin');
    expect(order.updated_at).toBe(created.body.updated_at);
    await shop.close();
  });
});
