import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { amazonFulfilledOrder, invoiceAll, merchantFulfilledOrder } from './example-orders.js';
import { mug, type ShopAtHand, searchFor, shopAtHand } from './shop-at-hand.js';

describe('stock', () => {
  let shop: ShopAtHand;
  beforeEach(async () => {
    shop = await shopAtHand();
  });
  afterEach(() => shop.close());

  /** On the shelf, reserved, salable. */
  const figures = async (): Promise<readonly number[]> => {
    const { sources, stocks } = (await shop.control('GET', '/stock?sku=MUG-BLUE')).body;
    return [sources[0].quantity, stocks[0].reserved, stocks[0].salable];
  };
  const ship = (body: unknown = {}) => shop.rest('POST', '/order/1/ship', { body });
  const refund = (returned: readonly number[]) =>
    shop.rest('POST', '/order/1/refund', {
      body: { arguments: { extension_attributes: { return_to_stock_items: returned } } },
    });

  it('falls on the shelf and not in what is salable when an order ships: the shop oversells', async () => {
    await shop.createOrder(merchantFulfilledOrder());
    expect(await figures()).toEqual([10, 0, 10]);
    await ship();
    expect(await figures()).toEqual([8, 2, 10]);
  });

  it('rises in what is salable when an order is cancelled that never reserved', async () => {
    await shop.createOrder(merchantFulfilledOrder());
    await shop.rest('POST', '/orders/1/cancel');
    expect(await figures()).toEqual([10, 2, 12]);
  });

  it.each([
    ['shipped and returned', true, [1], [10, 2, 12]],
    ['shipped and not returned', true, [], [8, 2, 10]],
    ['unshipped and returned', false, [1], [10, 2, 12]],
    ['unshipped and not returned', false, [], [8, 2, 10]],
  ])('moves as documented when items are refunded that were %s', async (_what, isShipped, returned, expected) => {
    await shop.createOrder(merchantFulfilledOrder());
    await shop.rest('POST', '/order/1/invoice', { body: invoiceAll });
    if (isShipped) await ship();
    expect((await refund(returned)).status).toBe(200);
    expect(await figures()).toEqual(expected);
  });

  it('moves by the credit memo of an FBA order, which has no shipment', async () => {
    await shop.createOrder(amazonFulfilledOrder());
    expect(await figures()).toEqual([10, 0, 10]);
    await refund([]);
    expect(await figures()).toEqual([9, 1, 10]);
  });

  it('does not move for an item without product_id', async () => {
    const [item] = merchantFulfilledOrder()['items'] as object[];
    await shop.createOrder(merchantFulfilledOrder({ items: [{ ...item, product_id: null }] }));
    await ship();
    expect(await figures()).toEqual([10, 0, 10]);
  });

  it.each([[{ backorders: true }], [{ backorders: false }]])(
    'that does not suffice refuses the shipment and leaves nothing (%j)',
    async (changes) => {
      await shop.control('POST', '/products/change', { sku: 'MUG-BLUE', qty: 1, ...changes });
      await shop.createOrder(merchantFulfilledOrder());
      expect(await ship()).toMatchObject({
        status: 400,
        body: { message: 'Could not save a shipment, see error log for details' },
      });
      expect(await figures()).toEqual([1, 0, 1]);
      expect((await shop.truth(1)).shipments).toEqual([]);
    },
  );

  it('that is not managed moves nowhere and always suffices', async () => {
    await shop.control('POST', '/products/change', { sku: 'MUG-BLUE', qty: 0, manageStock: false });
    await shop.createOrder(merchantFulfilledOrder());
    expect((await ship()).status).toBe(200);
    expect(await figures()).toEqual([0, 0, 0]);
  });
});

describe('what is salable', () => {
  let shop: ShopAtHand;
  beforeEach(async () => {
    shop = await shopAtHand();
  });
  afterEach(() => shop.close());

  const ask = (sku: string, qty: number, stockId = 1) =>
    shop.rest('GET', '/inventory/are-product-salable-for-requested-qty/', {
      query: { 'skuRequests[0][sku]': sku, 'skuRequests[0][qty]': String(qty), stockId: String(stockId) },
    });

  it('is asked of the stock that the website resolves to', async () => {
    const stock = await shop.rest('GET', '/inventory/stock-resolver/website/base');
    expect(stock.body).toMatchObject({ stock_id: 1, name: 'Default Stock' });
    expect((await shop.rest('GET', '/inventory/stock-resolver/website/nowhere')).status).toBe(404);
  });

  it('is what is on the shelf, to the last piece', async () => {
    expect((await ask('MUG-BLUE', 10)).body).toEqual([{ sku: 'MUG-BLUE', stock_id: 1, salable: true, errors: [] }]);
    const [answer] = (await ask('MUG-BLUE', 11)).body;
    expect(answer.errors.map(({ code }: { code: string }) => code)).toEqual([
      'back_order-disabled',
      'manage_stock-enabled',
      'is_salable_with_reservations-not_enough_qty',
    ]);
  });

  it.each([
    [{ qty: 0 }, 'is_any_source_item_in_stock-no_source_items_in_stock'],
    [{ sources: [{ sourceCode: 'elsewhere', quantity: 5 }] }, 'requested-sku-is-not-assigned-to-given-stock'],
  ])('is nothing with %j', async (changes, code) => {
    await shop.control('POST', '/products/change', { sku: 'MUG-BLUE', ...changes });
    expect((await ask('MUG-BLUE', 1)).body).toMatchObject([{ salable: false, errors: [{ code }] }]);
  });

  it.each([[{ backorders: true }], [{ manageStock: false }]])('is anything with %j', async (changes) => {
    await shop.control('POST', '/products/change', { sku: 'MUG-BLUE', qty: 0, ...changes });
    expect((await ask('MUG-BLUE', 99)).body).toMatchObject([{ salable: true }]);
  });

  it('cannot be asked for an unknown SKU, or for one in another spelling: the whole call breaks', async () => {
    expect((await ask('NOPE', 1)).status).toBe(500);
    expect((await ask('mug-blue', 1)).status).toBe(500);
  });

  it('can be listed by source', async () => {
    const { body } = await shop.rest('GET', '/inventory/source-items', { query: searchFor(['sku', 'MUG-BLUE']) });
    expect(body.items).toEqual([{ sku: 'MUG-BLUE', source_code: 'default', quantity: 10, status: 1 }]);
  });

  it('is kept apart by a stock of its own for another website', async () => {
    const separate = await shopAtHand({
      stores: [
        { id: 1, code: 'default' },
        { id: 2, code: 'fba', websiteId: 2, websiteCode: 'fba' },
      ],
      stocks: [
        { id: 1, name: 'Default Stock', websiteCodes: ['base'], sourceCodes: ['default'] },
        { id: 2, name: 'Amazon', websiteCodes: ['fba'], sourceCodes: ['amazon'] },
      ],
      products: [
        {
          ...mug,
          sources: [
            { sourceCode: 'default', quantity: 10 },
            { sourceCode: 'amazon', quantity: 3 },
          ],
        },
      ],
    });
    await separate.createOrder(amazonFulfilledOrder({ store_id: 2 }));
    await separate.rest('POST', '/order/1/refund', { body: {} });
    const { sources } = (await separate.control('GET', '/stock?sku=MUG-BLUE')).body;
    expect(sources).toMatchObject([
      { sourceCode: 'default', quantity: 10 },
      { sourceCode: 'amazon', quantity: 2 },
    ]);
    await separate.close();
  });
});
