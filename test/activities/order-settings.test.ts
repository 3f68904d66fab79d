import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createAmazonActivities, createCommerceActivities } from '../../activities/index.js';
import { createCommerceClient } from '../../src/commerce/create-commerce-client.js';
import type { AmazonOrder } from '../../src/domain/amazon-order.js';
import type { OrderSettings } from '../../src/domain/order-settings.js';
import { startCommerceSimulator } from '../../src/simulators/commerce/commerce-simulator.js';
import { order as amazonOrder, amazonOrderId, line, money, orderItemId, paid, sku } from '../domain/orders.js';
import { askControl } from '../support/ask-control.js';
import { FakeAmazon } from '../support/fake-amazon.js';
import { orderSettings } from '../support/order-inputs.js';
import { SimulatedCommerce } from '../support/simulated-commerce.js';
import { toldOf } from './told-order.js';

/** Every combination of settings that creates an order, against a shop over HTTP, to where it waits for the merchant or is done. */

const integration = {
  consumerKey: 'k'.repeat(32),
  consumerSecret: 's'.repeat(32),
  token: 't'.repeat(32),
  tokenSecret: 'u'.repeat(32),
};
const piecesAtStart = 100_000;
let shop: Awaited<ReturnType<typeof startCommerceSimulator>>;
let commerce: SimulatedCommerce;
beforeAll(async () => {
  shop = await startCommerceSimulator({
    integrations: [integration],
    stores: [
      { id: 1, code: 'default' },
      { id: 2, code: 'amazon_us' },
    ],
    statuses: [{ code: 'amazon_paid', state: 'processing' }],
    products: [
      { sku: 'MUG-BLUE', name: 'Blue mug', qty: piecesAtStart },
      { sku: 'PLATE-WHITE', name: 'White plate', qty: 0 },
    ],
  });
  commerce = new SimulatedCommerce(shop.url);
});
afterAll(() => shop?.close());

let count = 0;
function newId() {
  count += 1;
  return amazonOrderId(`902-0000000-${String(count).padStart(7, '0')}`);
}

/** Two pieces, of which Amazon has seen so many leave. FBA sells what the merchant has none of. */
function sold(fulfilledBy: AmazonOrder['fulfilledBy'], status: AmazonOrder['status'], shipped: number): AmazonOrder {
  const id = newId();
  const product = fulfilledBy === 'FBA' ? sku('PLATE-WHITE') : sku('MUG-BLUE');
  const pieces = { orderItemId: orderItemId('1'), quantity: shipped };
  const { buyer: _buyer, ...bare } = amazonOrder({
    id,
    fulfilledBy,
    status,
    grandTotal: money('21.65'),
    lines: [
      line({
        orderItemId: orderItemId('1'),
        sku: product,
        quantityOrdered: 2,
        quantityShipped: shipped,
        proceeds: [paid('ITEM', '20.00'), paid('TAX/ITEM', '1.65')],
      }),
    ],
    packages:
      shipped === 0 || fulfilledBy === 'FBA'
        ? []
        : [{ reference: '7', carrier: 'UPS', trackingNumber: `1Z${id}`, lines: [pieces] }],
  });
  return fulfilledBy === 'FBA' ? bare : { ...bare, buyer: { name: 'Jane Doe', email: `${id}@marketplace.amazon.com` } };
}

async function told(order: AmazonOrder, settings: OrderSettings) {
  const client = createCommerceClient({
    baseUrl: shop.url,
    storeViewCode: 'default',
    otherStoreViewCodes: ['amazon_us'],
    auth: { kind: 'oauth1', ...integration },
    nowMs: Date.now,
  });
  const amazon = new FakeAmazon(order);
  const remotes = {
    amazon,
    cancellations: amazon,
    cancelBy: 'feed' as const,
    commerce: client,
    recentOrders: { recall: () => undefined },
    readBacks: { waitMs: () => 0 },
    carriers: {},
    skuMap: {},
  };
  const activities = {
    ...createAmazonActivities({ remotesOf: () => remotes, nowMs: Date.now, sleep: async () => undefined }),
    ...createCommerceActivities({ commerceOf: () => remotes }),
  };
  const status = await toldOf(order, settings, activities);
  return { status, ...(await commerce.onlyOrderOf(order.id)) };
}

const cases = [
  { fulfilledBy: 'FBM', status: 'Unshipped', shipped: 0, is: 'AwaitingShipment', state: 'processing', waits: 2 },
  { fulfilledBy: 'FBM', status: 'PartiallyShipped', shipped: 1, is: 'PartiallyShipped', state: 'processing', waits: 1 },
  { fulfilledBy: 'FBM', status: 'Shipped', shipped: 2, is: 'Complete', state: 'complete', waits: 0 },
  { fulfilledBy: 'FBA', status: 'Shipped', shipped: 2, is: 'Complete', state: 'complete', waits: 0 },
] as const;
const customers = ['guest', 'create'] as const;
const numbers = [
  { numberFrom: 'commerce', numberPrefix: '' },
  { numberFrom: 'amazon', numberPrefix: '' },
  { numberFrom: 'amazon', numberPrefix: 'AMZ-' },
] as const;
const rest = (['default', 'amazon_paid'] as const).flatMap((status) =>
  (['creation', 'shipment'] as const).flatMap((invoice) =>
    (['default', 'amazon_us'] as const).map((storeViewCode, index) => ({
      ...{ status, invoice, storeViewCode },
      // Neither changes anything for an order that is created: both are tried all the same.
      pending: index === 0 ? ('ignore' as const) : ('reserve' as const),
      amazonFulfilled: 'import' as const,
    })),
  ),
);

for (const { fulfilledBy, status, shipped, is, state, waits } of cases) {
  describe(`an ${fulfilledBy} order that Amazon shows as ${status}`, () => {
    for (const customer of customers) {
      for (const number of numbers) {
        const { numberFrom, numberPrefix } = number;
        const name = `with customer: ${customer}, numberFrom: ${numberFrom}, numberPrefix: ‘${numberPrefix}’`;
        it(`${name} is created as every status, invoice and store view want it, and ${waits} of 2 pieces wait`, async () => {
          for (const others of rest) {
            const bought = sold(fulfilledBy, status, shipped);
            const group = customer === 'create' ? { customerGroup: 4 } : {};
            const made = await told(bought, orderSettings({ customer, ...number, ...others, ...group }));
            const isKnown = customer === 'create' && fulfilledBy === 'FBM';
            const isInvoiced = fulfilledBy === 'FBM' && (others.invoice === 'creation' || shipped > 0);
            expect({ ...summaryOf(made), others }).toEqual({
              others,
              status: is,
              state,
              number: numberFrom === 'amazon' ? `${numberPrefix}${bought.id}` : 'drawn by Commerce',
              storeId: others.storeViewCode === 'default' ? 1 : 2,
              statusInCommerce: state === 'complete' ? 'complete' : statusOf(others, shipped),
              customer: isKnown ? 'in group 4' : 'guest',
              total: 21.65,
              invoices: isInvoiced ? [21.65] : [],
              shipments: fulfilledBy === 'FBM' && shipped > 0 ? 1 : 0,
              waits,
            });
          }
        });
      }
    }
  });
}

/** An invoice puts Commerce's own status in the place of a custom one; it is set again only where the invoice comes with the order. */
const statusOf = (
  { status, invoice }: { readonly status: string; readonly invoice: string },
  shipped: number,
): string => (status === 'default' || (invoice === 'shipment' && shipped > 0) ? 'processing' : status);

function summaryOf({ status, order, invoices, shipments }: Awaited<ReturnType<typeof told>>) {
  const ordered = order.items.reduce((sum, item) => sum + item.qty_ordered, 0);
  const shipped = order.items.reduce((sum, item) => sum + Number(Object(item).qty_shipped ?? 0), 0);
  return {
    status,
    state: order.state,
    number: /^\d{9,10}$/.test(order.increment_id) ? 'drawn by Commerce' : order.increment_id,
    storeId: order.store_id,
    statusInCommerce: order.status,
    customer: order.customer_is_guest === 1 ? 'guest' : `in group ${Object(order).customer_group_id}`,
    total: order.grand_total,
    invoices: invoices.map(({ grand_total }) => grand_total),
    shipments: shipments.length,
    waits: ordered - shipped,
  };
}

describe('afterwards', () => {
  it('the merchant’s shelf lacks what the merchant shipped, and nothing that Amazon shipped', async () => {
    const shipments = (await commerce.orders()).flatMap((made) => made.shipments.flatMap(({ items }) => items));
    const left = shipments.reduce((sum, { qty }) => sum - qty, piecesAtStart);
    expect(JSON.stringify(await stockOf('MUG-BLUE'))).toContain(String(left));
    expect(await stockOf('PLATE-WHITE')).toMatchObject({ sources: [{ quantity: 0 }] });
  });

  it('nobody was sent a mail', async () => {
    expect(await commerce.mails()).toEqual([]);
  });
});

const stockOf = (product: string): Promise<unknown> => askControl(`${shop.url}/_control/stock?sku=${product}`, {});
