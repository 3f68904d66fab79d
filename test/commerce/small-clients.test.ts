import { afterEach, describe, expect, it } from '@jest/globals';
import { sendJson } from '../remote/ad-hoc-server.js';
import { thrownBy } from '../remote/thrown-by.js';
import { amazonIdOf, skuOf } from './drafts.js';
import { type Answer, type LyingCommerce, lyingCommerce, wireOrder } from './lying-commerce.js';

let commerce: LyingCommerce;
afterEach(() => commerce.server.close());

const refuse =
  (message: string, status = 400): Answer =>
  (_request, response) =>
    sendJson(response, status, { message });
const newShipment = {
  orderEntityId: 311,
  lines: [{ lineId: 9001, quantity: 1 }],
  comment: 'Waybill package pkg-1',
  tracks: [{ number: '1Z', carrierCode: 'ups', title: 'UPS' }],
};
const bodyOf = (index: number): unknown => JSON.parse(commerce.calls()[index]?.body ?? 'null');

describe('documents', () => {
  it('name the source that goods leave from, when the account has one', async () => {
    commerce = await lyingCommerce((_request, response) => sendJson(response, 200, 77), { sourceCode: 'hamburg' });
    expect(await commerce.client.shipments.create(newShipment)).toBe('created');
    expect(bodyOf(0)).toEqual({
      items: [{ order_item_id: 9001, qty: 1 }],
      notify: false,
      appendComment: false,
      comment: { comment: 'Waybill package pkg-1', is_visible_on_front: 0 },
      tracks: [{ track_number: '1Z', title: 'UPS', carrier_code: 'ups' }],
      arguments: { extension_attributes: { source_code: 'hamburg' } },
    });
  });

  it.each([
    ['no line', []],
    ['only lines of no pieces', [{ lineId: 9001, quantity: 0 }]],
  ])('that would ship the whole order, because they have %s, are never sent', async (_name, lines) => {
    commerce = await lyingCommerce((_request, response) => sendJson(response, 200, '77'));
    await expect(commerce.client.shipments.create({ ...newShipment, lines })).rejects.toThrow('without lines');
    expect(commerce.calls()).toEqual([]);
  });

  it('name no source when the account has none', async () => {
    commerce = await lyingCommerce((_request, response) => sendJson(response, 200, '77'));
    await commerce.client.shipments.create(newShipment);
    expect(bodyOf(0)).not.toHaveProperty('arguments');
  });

  it.each([
    [
      'everything is invoiced',
      "Invoice Document Validation Error(s):\nThe invoice can't be created without products. Add products and try again.\nThe order does not allow an invoice to be created.",
      'nothing-left',
    ],
    [
      'the order is complete',
      'Invoice Document Validation Error(s):\nAn invoice cannot be created when an order has a status of complete',
      'nothing-left',
    ],
    [
      'the order is closed',
      'Invoice Document Validation Error(s):\nAn invoice cannot be created when an order has a status of closed',
      'nothing-left',
    ],
    [
      'the order is canceled',
      'An invoice cannot be created when an order has a status of canceled',
      { refused: 'An invoice cannot be created when an order has a status of canceled' },
    ],
    [
      'it could not be saved',
      'Could not save an invoice, see error log for details',
      { refused: 'Could not save an invoice, see error log for details' },
    ],
  ])('invoice, where %s', async (_name, message, outcome) => {
    commerce = await lyingCommerce(refuse(message));
    expect(await commerce.client.invoices.create(311)).toEqual(outcome);
  });

  it.each([
    [
      'everything is shipped',
      "Shipment Document Validation Error(s):\nThe order does not allow a shipment to be created.\nYou can't create a shipment without products.",
      'nothing-left',
    ],
    [
      'these lines are shipped but others are not',
      "Shipment Document Validation Error(s):\nYou can't create a shipment without products.",
      { refused: "Shipment Document Validation Error(s): You can't create a shipment without products." },
    ],
    [
      'the order is held',
      'A shipment cannot be created when an order has a status of holded',
      { refused: 'A shipment cannot be created when an order has a status of holded' },
    ],
  ])('shipment, where %s', async (_name, message, outcome) => {
    commerce = await lyingCommerce(refuse(message));
    expect(await commerce.client.shipments.create(newShipment)).toEqual(outcome);
  });

  it('refund, with amounts unnamed, so that shipping is refunded too, and with the lines that are on the shelf', async () => {
    commerce = await lyingCommerce((_request, response) => sendJson(response, 200, 5));
    expect(await commerce.client.refunds.createForAll(311, { comment: 'Cancelled', returnedLineIds: [9001] })).toBe(
      'created',
    );
    expect(bodyOf(0)).toMatchObject({
      items: [],
      notify: false,
      arguments: { extension_attributes: { return_to_stock_items: [9001] } },
    });
    expect(JSON.stringify(bodyOf(0))).not.toContain('shipping_amount');
  });

  it('are read on, page after page, until all are there', async () => {
    const shipment = (id: number) => ({ entity_id: id, order_id: 1, created_at: '2026-01-31 12:00:00', items: [] });
    commerce = await lyingCommerce(({ url }, response) => {
      const page = Number(new URL(url, 'http://shop').searchParams.get('searchCriteria[currentPage]'));
      const items = page === 1 ? Array.from({ length: 100 }, (_, index) => shipment(index)) : [shipment(100)];
      sendJson(response, 200, { items, total_count: 101 });
    });
    expect(await commerce.client.shipments.ofOrders([1])).toHaveLength(101);
    expect(commerce.calls()).toHaveLength(2);
  });

  it('whose pages never end are given up on', async () => {
    const shipment = { entity_id: 1, order_id: 1, created_at: '2026-01-31 12:00:00' };
    commerce = await lyingCommerce((_request, response) =>
      sendJson(response, 200, { items: [shipment], total_count: 1_000_000 }),
    );
    const failure = await thrownBy(() => commerce.client.shipments.ofOrders([1]));
    expect(failure.fault).toEqual({ kind: 'rejected', code: 'too-many-results' });
  });
});

describe('orders', () => {
  it('found for an Amazon id are only those: a shop that ignores the search finds nothing twice', async () => {
    const other = { ...wireOrder, entity_id: 312, increment_id: '2', ext_order_id: '111-1111111-1111111' };
    const byHand = { ...wireOrder, entity_id: 313, increment_id: '3', ext_order_id: null };
    commerce = await lyingCommerce((_request, response) =>
      sendJson(response, 200, { items: [wireOrder, other, byHand] }),
    );
    const found = await commerce.client.orders.findByAmazonId(amazonIdOf('902-1106328-1059050'));
    expect(found.map(({ entityId }) => entityId)).toEqual([311]);
  });

  it('come with numbers as text, as some drivers have them, and times in one form', async () => {
    const item = { item_id: '9001', sku: 4711, qty_ordered: '2.0000', qty_shipped: '1.0000', qty_canceled: null };
    commerce = await lyingCommerce((_request, response) =>
      sendJson(response, 200, { ...wireOrder, entity_id: '311', grand_total: '55.5800', items: [item] }),
    );
    expect(await commerce.client.orders.read(311)).toMatchObject({
      entityId: 311,
      grandTotal: { amountMinor: 5558 },
      updatedAt: '2026-01-31T12:00:00Z',
      lines: [{ lineId: 9001, sku: '4711', quantityOrdered: 2, quantityShipped: 1, quantityCancelled: 0 }],
    });
  });

  it('cannot be cancelled when Commerce says false', async () => {
    commerce = await lyingCommerce((_request, response) => sendJson(response, 200, false));
    expect(await commerce.client.orders.cancel(311)).toBe('not-possible');
  });
});

describe('stock', () => {
  const mug = { sku: skuOf('MUG'), quantity: 2 };
  const shop =
    (salability: unknown): Answer =>
    ({ url }, response) =>
      sendJson(response, 200, url.includes('stock-resolver') ? { stock_id: 4 } : salability);

  it.each([
    ['salable', { salable: true, errors: [] }, []],
    [
      'too little',
      { salable: false, errors: [{ code: 'is_salable_with_reservations-not_enough_qty', message: 'x' }] },
      ['MUG'],
    ],
    [
      'no source',
      { salable: false, errors: [{ code: 'is_any_source_item_in_stock-no_source_items_in_stock' }] },
      ['MUG'],
    ],
    [
      'not in this stock',
      { salable: false, errors: [{ code: 'requested-sku-is-not-assigned-to-given-stock' }] },
      ['MUG'],
    ],
    ["only beyond a cart's limit", { salable: false, errors: [{ code: 'is_correct_qty-max_sale_qty' }] }, []],
    [
      'the limit and too little',
      { salable: false, errors: [{ code: 'is_correct_qty-max_sale_qty' }, { code: 'back_order-disabled' }] },
      ['MUG'],
    ],
  ])('is out where it is %s', async (_name, salability, out) => {
    commerce = await lyingCommerce(shop([{ sku: 'MUG', stock_id: 4, ...salability }]));
    expect(await commerce.client.catalogue.outOfStock([mug])).toEqual(out);
    expect(commerce.calls()[0]?.url).toContain('/V1/inventory/stock-resolver/website/us');
  });

  it('is never out in a shop that manages none, which is asked once', async () => {
    commerce = await lyingCommerce(refuse('Request does not match any route.', 404));
    expect(await commerce.client.catalogue.outOfStock([mug])).toEqual([]);
    expect(await commerce.client.catalogue.outOfStock([mug])).toEqual([]);
    expect(commerce.calls()).toHaveLength(1);
  });

  it('that cannot be told is trouble, and not "in stock"', async () => {
    commerce = await lyingCommerce(refuse('No such stock', 404));
    expect((await thrownBy(() => commerce.client.catalogue.outOfStock([mug]))).fault).toEqual({ kind: 'not-found' });
  });
});

describe('the directory', () => {
  it('is asked once for a country that it knows, each time for one that it does not', async () => {
    commerce = await lyingCommerce(({ url }, response) =>
      url.endsWith('/DE')
        ? sendJson(response, 200, { id: 'DE', two_letter_abbreviation: 'DE' })
        : sendJson(response, 404, { message: 'Country not found' }),
    );
    for (const code of ['DE', 'DE', 'ZZ', 'ZZ']) await commerce.client.directory.country(code);
    expect(commerce.calls()).toHaveLength(3);
    expect(await commerce.client.directory.country('DE')).toEqual({ code: 'DE', regions: [] });
  });
});

describe('a customer', () => {
  const jane = { email: 'jane@example.com', firstName: 'Jane', lastName: 'Doe' };

  it('is never made by POST', async () => {
    commerce = await lyingCommerce(({ method }, response) =>
      sendJson(response, 200, method === 'PUT' ? {} : { items: [{ id: 57, group_id: 1 }], total_count: 1 }),
    );
    expect(await commerce.client.customers.create(jane)).toEqual({ id: 57, groupId: 1 });
    expect(commerce.calls().map(({ method }) => method)).toEqual(['PUT', 'GET']);
    expect(bodyOf(0)).toEqual({
      customer: {
        email: 'jane@example.com',
        firstname: 'Jane',
        lastname: 'Doe',
        website_id: 2,
        store_id: 3,
        group_id: 1,
      },
    });
  });

  it('that cannot be read back was not made, whatever the shop answered', async () => {
    commerce = await lyingCommerce(({ method }, response) =>
      sendJson(response, 200, method === 'PUT' ? { id: 57 } : { items: [], total_count: 0 }),
    );
    expect(await commerce.client.customers.create(jane)).toEqual({
      refused: expect.stringContaining('kept no customer'),
    });
  });

  it('in a failed search is not named', async () => {
    commerce = await lyingCommerce((_request, response) =>
      sendJson(response, 400, { message: 'Bad value jane@example.com for %1', parameters: ['jane'] }),
    );
    const failure = await thrownBy(() => commerce.client.customers.findByEmail('jane@example.com'));
    expect(failure.message).not.toContain('jane');
  });
});
