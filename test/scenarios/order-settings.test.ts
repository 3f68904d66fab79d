import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { booksOf, expectDoneOnce } from '../support/books.js';
import { type RunningProduct, startProduct } from '../support/running-product.js';
import type { SampleAccount } from '../support/sample-accounts.js';
import { parcelOf } from '../support/shipping-system.js';
import { newAmazonOrderId } from '../support/simulated-amazon.js';
import { tellAtOnce } from '../support/tell-at-once.js';

/** Each with settings of its own, all on one shop. */
const creating = { id: 'acme-creating', orders: { customer: 'create' } };
const drawn = { id: 'acme-drawn', orders: { numberFrom: 'commerce' } };
const prefixed = { id: 'acme-prefixed', orders: { numberPrefix: 'AMZ-' } };
const ownStatus = { id: 'acme-status', orders: { status: 'amazon_paid' } };
const late = { id: 'acme-late', orders: { invoice: 'shipment' } };
const listing = { id: 'acme-listing', orders: { import: false } };
const merchantOnly = { id: 'acme-merchant', orders: { amazonFulfilled: 'ignore' } };
const tomorrow = { id: 'acme-tomorrow', orders: { since: new Date(Date.now() + 24 * 3_600_000).toISOString() } };

let product: RunningProduct;
beforeAll(async () => {
  product = await startProduct({
    accounts: [creating, drawn, prefixed, ownStatus, late, listing, merchantOnly, tomorrow],
    shop: { statuses: [{ code: 'amazon_paid', state: 'processing' }] },
  });
});
afterAll(() => product?.stop());

const buyerNamed = (email: string) => ({ name: 'Jane Doe', email });
const newEmail = (): string => `${randomBytes(6).toString('hex')}@marketplace.amazon.com`;

async function reportOneMug(account: SampleAccount, id: string): Promise<void> {
  const parcel = parcelOf(id);
  const delivery = { account: account.id, amazonOrderId: id, package: parcel };
  expect(await product.deliver(delivery)).toMatchObject({ status: 202 });
}

/** One after the other: a refused customer has no number by which the fault could be meant for it alone. */
describe('customer: create', () => {
  it('makes a customer for a new e-mail, adopts it for the next order, and mails nobody', async () => {
    const amazon = product.amazon(creating);
    const email = newEmail();
    const first = await amazon.buy({ buyer: buyerNamed(email) });
    await product.untilStatus(first, 'AwaitingShipment');
    const second = await amazon.buy({ buyer: buyerNamed(email) });
    await product.untilStatus(second, 'AwaitingShipment');
    const customers = (await product.commerce.customers()).filter((customer) => customer.email === email);
    expect(customers).toHaveLength(1);
    for (const id of [first, second]) {
      const { commerce } = await booksOf(product, id);
      expect(commerce.order).toMatchObject({ customer_id: customers[0]?.id, customer_is_guest: 0 });
    }
  });

  it('for two orders of a new buyer at the same moment makes one customer', async () => {
    const amazon = product.amazon(creating);
    const email = newEmail();
    const bought = await Promise.all([1, 2, 3].map(() => amazon.buy({ buyer: buyerNamed(email) })));
    for (const id of bought) await product.untilStatus(id, 'AwaitingShipment');
    expect((await product.commerce.customers()).filter((customer) => customer.email === email)).toHaveLength(1);
  });

  it('of a shop that refuses customers gives a guest order, and says so', async () => {
    const amazon = product.amazon(creating);
    const refusal = { message: 'Customer creation is disabled.' };
    const id = newAmazonOrderId();
    await product.commerce.fault({ operation: 'saveCustomer', kind: 'status', status: 400, body: refusal, times: 1 });
    await amazon.buy({ amazonOrderId: id, buyer: buyerNamed(newEmail()) });
    const shown = await product.untilStatus(id, 'AwaitingShipment');
    expect((await booksOf(product, id)).commerce.order).toMatchObject({ customer_is_guest: 1 });
    expect(shown.timeline.map(({ what }) => what)).toContain('commerce-customer-refused');
  });

  it('whose reply is lost adopts the customer that was made', async () => {
    const amazon = product.amazon(creating);
    const email = newEmail();
    await product.commerce.fault({ operation: 'saveCustomer', kind: 'lost-reply-after-commit', times: 1 });
    const id = await amazon.buy({ buyer: buyerNamed(email) });
    await product.untilStatus(id, 'AwaitingShipment');
    expect((await product.commerce.customers()).filter((customer) => customer.email === email)).toHaveLength(1);
    expect((await booksOf(product, id)).commerce.order).toMatchObject({ customer_is_guest: 0 });
  });
});

describe('the order’s number', () => {
  tellAtOnce({
    'is drawn by Commerce with numberFrom: commerce, and shown with the Amazon order': async () => {
      const id = await product.amazon(drawn).buy();
      const { commerceOrderNumber } = await product.untilStatus(id, 'AwaitingShipment');
      const { commerce } = await booksOf(product, id);
      expect(commerce.order.increment_id).toMatch(/^\d{9}$/);
      expect(commerceOrderNumber).toBe(commerce.order.increment_id);
      await reportOneMug(drawn, id);
      await product.untilStatus(id, 'Complete');
      await expectDoneOnce(product, id, [{ trackingNumber: `1Z${id}`, pieces: { 'MUG-BLUE': 1 } }]);
    },

    'is Amazon’s behind the prefix with numberFrom: amazon': async () => {
      const id = await product.amazon(prefixed).buy();
      const { commerceOrderNumber } = await product.untilStatus(id, 'AwaitingShipment');
      expect(commerceOrderNumber).toBe(`AMZ-${id}`);
      expect((await booksOf(product, id)).commerce.order.increment_id).toBe(`AMZ-${id}`);
    },
  });
});

describe('the order’s status and invoice', () => {
  tellAtOnce({
    'a custom processing status outlives the invoice': async () => {
      const id = await product.amazon(ownStatus).buy();
      await product.untilStatus(id, 'AwaitingShipment');
      const { commerce } = await booksOf(product, id);
      expect(commerce.invoices).toHaveLength(1);
      expect(commerce.order).toMatchObject({ state: 'processing', status: 'amazon_paid' });
    },

    'a custom processing status outlives an invoice whose reply was lost': async () => {
      const id = newAmazonOrderId();
      await product.commerce.fault({
        operation: 'invoiceOrder',
        subject: id,
        kind: 'lost-reply-after-commit',
        times: 1,
      });
      await product.amazon(ownStatus).buy({ amazonOrderId: id });
      await product.untilStatus(id, 'AwaitingShipment');
      const { commerce } = await booksOf(product, id);
      expect(commerce.invoices).toHaveLength(1);
      expect(commerce.order).toMatchObject({ state: 'processing', status: 'amazon_paid' });
    },

    'with invoice: shipment the order stays unpaid until it ships, and is complete then': async () => {
      const id = await product.amazon(late).buy();
      await product.untilStatus(id, 'AwaitingShipment');
      expect((await booksOf(product, id)).commerce.invoices).toEqual([]);
      await reportOneMug(late, id);
      await product.untilStatus(id, 'Complete');
      await expectDoneOnce(product, id, [{ trackingNumber: `1Z${id}`, pieces: { 'MUG-BLUE': 1 } }]);
    },
  });
});

describe('what is not imported', () => {
  tellAtOnce({
    'import: false lists orders to their end and writes nothing to Commerce': async () => {
      const amazon = product.amazon(listing);
      const id = await amazon.buy();
      const fba = await amazon.buy({ fulfilledBy: 'AMAZON', status: 'SHIPPED' });
      const shown = await product.untilStatus(id, 'ViewOnly');
      expect(shown).toMatchObject({ amazonStatus: 'Unshipped', commerceOrderNumber: null });
      await product.untilStatus(fba, 'ViewOnly');
      await amazon.moveTo(id, 'SHIPPED');
      await product.until(id, ({ amazonStatus }) => amazonStatus === 'Shipped');
      for (const each of [id, fba]) expect(await product.commerce.ordersOf(each)).toEqual([]);
      const bodies = (await product.commerce.ledger()).filter(({ method }) => method !== 'GET');
      expect(JSON.stringify(bodies)).not.toContain(id);
      expect(JSON.stringify(bodies)).not.toContain(fba);
    },

    'amazonFulfilled: ignore lists FBA orders only, and imports the merchant’s own': async () => {
      const amazon = product.amazon(merchantOnly);
      const fba = await amazon.buy({ fulfilledBy: 'AMAZON', status: 'SHIPPED' });
      const fbm = await amazon.buy();
      await product.untilStatus(fba, 'ViewOnly');
      await product.untilStatus(fbm, 'AwaitingShipment');
      expect(await product.commerce.ordersOf(fba)).toEqual([]);
    },

    'nothing that was bought before `since` is started': async () => {
      const amazon = product.amazon(tomorrow);
      const before = await amazon.buy();
      const searches = (await amazon.ledger('searchOrders')).length;
      await product.untilStatus(await product.amazon(merchantOnly).buy(), 'AwaitingShipment');
      expect((await amazon.ledger('searchOrders')).length).toBeGreaterThan(searches);
      expect(await product.order(before)).toBeUndefined();
      expect(await product.commerce.ordersOf(before)).toEqual([]);
    },
  });

  it('sent no buyer a mail', async () => {
    expect(await product.commerce.mails()).toEqual([]);
  });
});
