import { describe, expect, it } from '@jest/globals';
import { orderToWire, personalOf } from '../../src/commerce/order-to-wire.js';
import type { OrderDraft } from '../../src/domain/order-draft.js';
import { amazonDraft, merchantDraft, usd } from './drafts.js';
import { amazonBody, merchantBody } from './known-bodies.js';

const store = { storeId: 1 };
const wire = (draft: OrderDraft): unknown => orderToWire(draft, store);
const entity = (draft: OrderDraft): Record<string, unknown> => Reflect.get(Object(wire(draft)), 'entity');

describe('the body of a new order', () => {
  it('fulfilled by the merchant is the known one', () => {
    expect(wire(merchantDraft)).toEqual(merchantBody);
  });

  it('fulfilled by Amazon is the known one: complete, paid, invoiced and shipped', () => {
    expect(wire(amazonDraft)).toEqual(amazonBody);
  });

  it('equal drafts make equal bytes', () => {
    expect(JSON.stringify(wire(structuredClone(merchantDraft)))).toBe(JSON.stringify(wire(merchantDraft)));
  });

  it('keeps the tax number of the buyer with the customer and with the billing address, where invoices print it', () => {
    const { customer } = merchantDraft;
    const body = entity({ ...merchantDraft, customer: { ...customer, taxNumber: 'DE123456789' } });
    expect(body).toMatchObject({ customer_taxvat: 'DE123456789', billing_address: { vat_id: 'DE123456789' } });
    expect(JSON.stringify(body['extension_attributes'])).not.toContain('DE123456789');
    expect(JSON.stringify(entity(merchantDraft))).not.toMatch(/taxvat|vat_id/);
  });

  it('names the e-mail address before the billing address, or Commerce forgets it', () => {
    const keys = Object.keys(entity(merchantDraft));
    expect(keys.indexOf('customer_email')).toBeLessThan(keys.indexOf('billing_address'));
  });

  it('never names an entity id: that would change an order instead of making one', () => {
    expect(JSON.stringify(wire(merchantDraft))).not.toContain('"entity_id"');
  });

  it('never asks for a mail', () => {
    const text = JSON.stringify([wire(merchantDraft), wire(amazonDraft)]);
    expect(text).not.toMatch(/"(is_customer_notified|customer_note_notify|email_sent|notify)":(1|true)/);
  });

  it('without a number of ours leaves it to Commerce', () => {
    const { number: _number, ...draft } = merchantDraft;
    expect(entity(draft)).not.toHaveProperty('increment_id');
  });

  it('for a customer says which', () => {
    const customer = { ...merchantDraft.customer, id: 57, groupId: 3 };
    expect(entity({ ...merchantDraft, customer })).toMatchObject({
      customer_is_guest: 0,
      customer_id: 57,
      customer_group_id: 3,
    });
  });

  it('takes a status of the shop while open, never when complete', () => {
    expect(entity({ ...merchantDraft, status: 'amazon_new' })).toMatchObject({
      state: 'processing',
      status: 'amazon_new',
      status_histories: [{ status: 'amazon_new' }],
    });
    expect(entity({ ...amazonDraft, status: 'amazon_new' })).toMatchObject({ state: 'complete', status: 'complete' });
  });

  it('complete with shipping and discount has them invoiced too', () => {
    const draft: OrderDraft = { ...merchantDraft, isComplete: true, shippingDiscount: usd('1.00') };
    expect(entity(draft)).toMatchObject({
      discount_amount: -5,
      discount_invoiced: -5,
      base_discount_invoiced: -5,
      shipping_invoiced: 5.99,
      shipping_discount_amount: 1,
      total_paid: 55.58,
      total_due: 0,
      items: [{ discount_amount: 5, discount_invoiced: 5, row_invoiced: 49.98, qty_shipped: 2 }],
    });
  });

  it('names company and fax although there are none: shops that want them refuse an address without the keys', () => {
    const { company: _company, ...address } = merchantDraft.billing;
    const body = entity({ ...merchantDraft, billing: address, shipping: address });
    expect(body['billing_address']).toMatchObject({ company: '', fax: '' });
    expect(JSON.stringify(body['extension_attributes'])).toContain('"company":"","fax":""');
  });

  it('leaves out region and product when there are none', () => {
    const { region: _region, ...address } = merchantDraft.billing;
    const lines = merchantDraft.lines.map(({ productId: _productId, ...line }) => line);
    const body = entity({ ...merchantDraft, billing: { ...address, company: 'Doe Ltd' }, lines });
    expect(body['billing_address']).toMatchObject({ company: 'Doe Ltd' });
    expect(body['billing_address']).not.toHaveProperty('region');
    expect(body['billing_address']).not.toHaveProperty('region_id');
    expect(Reflect.get(Object(body['items']), 0)).not.toHaveProperty('product_id');
  });

  it('knows what of it is personal', () => {
    expect(personalOf(merchantDraft)).toEqual(
      expect.arrayContaining([
        'k3v1@marketplace.amazon.com',
        'Jane',
        'Doe',
        '1 Main St',
        'Austin',
        '78701',
        '5125550100',
      ]),
    );
  });
});
