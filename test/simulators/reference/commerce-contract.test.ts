import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { customerType } from '../../../src/simulators/commerce/customer-input-types.js';
import {
  addressType,
  orderItemType,
  orderType,
  paymentType,
} from '../../../src/simulators/commerce/order-input-types.js';
import type { ObjectType } from '../../../src/simulators/commerce/service-input.js';
import type { Document } from '../../support/json-schema.js';
import { answerViolations, requestViolations } from '../../support/openapi-schema.js';
import { amazonFulfilledOrder, invoiceAll, merchantFulfilledOrder, shipment } from '../commerce/example-orders.js';
import { type Answer, type ShopAtHand, searchFor, shopAtHand } from '../commerce/shop-at-hand.js';

/**
 * What the simulator answers, and the two example orders as requests, against the published description of Commerce's
 * REST. Where the description is known to be wrong or stricter than a shop, the deviation is listed with its reason.
 */
const folder = process.env['WAYBILL_REFERENCE'];
const file = folder === undefined ? undefined : join(folder, 'commerce', 'admin-schema-2.4.9.yaml');

const allowedDeviations: readonly { readonly what: RegExp; readonly because: string }[] = [
  {
    what: /^\$\.parameters is object, not array$/,
    because: 'named parameters of an error are a map in real answers, the description knows only a list of objects',
  },
  {
    what: /^\$\.errors\[\d+\]\.parameters is object, not array$/,
    because: 'the same, where several errors are listed',
  },
  {
    what: /^\$\.parameters\[\d+\] is (string|number), not object$/,
    because: 'numbered parameters are plain values',
  },
  {
    what: /\.(comment|account_status|cc_last4|base_cost|weight|qty|description) is null$/,
    because: 'members that the interface requires are answered even when they are null',
  },
];

type Checked = {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
};

if (file === undefined || !existsSync(file)) {
  describe('the Commerce simulator and the published description', () => {
    it.skip('are not compared: WAYBILL_REFERENCE does not name a folder with commerce/admin-schema-2.4.9.yaml', () =>
      undefined);
  });
} else {
  const document: Document = parse(readFileSync(file, 'utf8'));
  compare(document);
}

function compare(document: Document): void {
  const seen = new Set<RegExp>();
  const notAllowed = (violations: readonly string[]): readonly string[] =>
    violations.filter((violation) => {
      const deviation = allowedDeviations.find(({ what }) => what.test(violation));
      if (deviation !== undefined) seen.add(deviation.what);
      return deviation === undefined;
    });

  describe('the Commerce simulator and the published description', () => {
    let shop: ShopAtHand;
    beforeAll(async () => {
      shop = await shopAtHand();
    });
    afterAll(() => shop.close());

    /** Sends it, and checks the request as well as the answer. */
    const exchange = async ({ method, path, query, body }: Checked): Promise<Answer> => {
      const answer = await shop.rest(method, path, {
        ...(query === undefined ? {} : { query }),
        ...(body === undefined ? {} : { body }),
      });
      const request = { method, path: `/V1${path}`, query, body };
      // The description names one index of each list parameter; more filters than one are called the same.
      expect(notAllowed(requestViolations(document, request, query === undefined ? 'closed' : 'open'))).toEqual([]);
      expect(notAllowed(answerViolations(document, { ...request, status: answer.status, body: answer.body }))).toEqual(
        [],
      );
      return answer;
    };

    it('agree on both example orders, as requests and as answers', async () => {
      for (const entity of [merchantFulfilledOrder(), amazonFulfilledOrder()]) {
        const created = await exchange({ method: 'POST', path: '/orders', body: { entity } });
        expect(created.status).toBe(200);
        await exchange({ method: 'GET', path: `/orders/${created.body.entity_id}` });
      }
    });

    it('agree on documents, tracks, comments and what becomes of an order', async () => {
      const exchanges: readonly Checked[] = [
        { method: 'POST', path: '/order/1/invoice', body: invoiceAll },
        { method: 'POST', path: '/order/1/ship', body: shipment([{ order_item_id: 1, qty: 1 }]) },
        {
          method: 'POST',
          path: '/shipment/track',
          body: {
            entity: {
              order_id: 1,
              parent_id: 1,
              track_number: '1Z',
              title: 'UPS',
              carrier_code: 'ups',
              weight: 0,
              qty: 0,
              description: '',
            },
          },
        },
        {
          method: 'POST',
          path: '/orders/1/comments',
          body: {
            statusHistory: {
              comment: 'seen',
              is_customer_notified: 0,
              is_visible_on_front: 0,
              parent_id: 1,
              status: 'processing',
              entity_name: 'order',
            },
          },
        },
        { method: 'POST', path: '/orders/1/hold' },
        { method: 'POST', path: '/orders/1/unhold' },
        { method: 'POST', path: '/orders/1/cancel' },
        {
          method: 'POST',
          path: '/order/1/refund',
          body: {
            items: [{ order_item_id: 1, qty: 1 }],
            notify: false,
            arguments: {
              shipping_amount: 0,
              adjustment_positive: 0,
              extension_attributes: { return_to_stock_items: [] },
            },
          },
        },
      ];
      for (const each of exchanges) expect((await exchange(each)).status).toBe(200);
    });

    it('agree on every list and look-up', async () => {
      const ofOrder = searchFor(['order_id', '1']);
      const lists: readonly Checked[] = [
        {
          method: 'GET',
          path: '/orders',
          query: searchFor(['ext_order_id', '902-1106328-1059050'], ['store_id', '1']),
        },
        { method: 'GET', path: '/orders/1/comments' },
        { method: 'GET', path: '/orders/1/statuses' },
        { method: 'GET', path: '/invoices', query: ofOrder },
        { method: 'GET', path: '/shipments', query: ofOrder },
        { method: 'GET', path: '/creditmemos', query: ofOrder },
        { method: 'GET', path: '/products', query: searchFor(['sku', 'MUG-BLUE', 'in']) },
        { method: 'GET', path: '/inventory/source-items', query: searchFor(['sku', 'MUG-BLUE']) },
        { method: 'GET', path: '/inventory/stock-resolver/website/base' },
        {
          method: 'GET',
          path: '/inventory/are-product-salable-for-requested-qty/',
          query: { 'skuRequests[0][sku]': 'MUG-BLUE', 'skuRequests[0][qty]': '99', stockId: '1' },
        },
        { method: 'GET', path: '/store/storeViews' },
        { method: 'GET', path: '/store/websites' },
        { method: 'GET', path: '/store/storeConfigs' },
        { method: 'GET', path: '/directory/countries' },
        { method: 'GET', path: '/directory/countries/US' },
      ];
      for (const each of lists) expect((await exchange(each)).status).toBe(200);
    });

    it('agree on customers', async () => {
      const customer = {
        email: 'k3v1@marketplace.amazon.com',
        firstname: 'Jane',
        lastname: 'Doe',
        website_id: 1,
        store_id: 1,
        group_id: 1,
      };
      expect((await exchange({ method: 'PUT', path: '/customers/0', body: { customer } })).status).toBe(200);
      await exchange({
        method: 'POST',
        path: '/customers',
        body: { customer: { ...customer, email: 'other@example.com' } },
      });
      await exchange({
        method: 'GET',
        path: '/customers/search',
        query: searchFor(['email', customer.email], ['website_id', '1']),
      });
      expect((await exchange({ method: 'PUT', path: '/customers/0', body: { customer } })).status).toBe(400);
    });

    it('agree on a corrected address', async () => {
      const { billing_address: entity } = (await shop.rest('GET', '/orders/1')).body;
      expect((await exchange({ method: 'PUT', path: '/orders/1', body: { entity } })).status).toBe(200);
    });

    it('agree on refusals, but for the parameters', async () => {
      const refused: readonly Checked[] = [
        { method: 'POST', path: '/orders', body: { entity: merchantFulfilledOrder() } },
        { method: 'POST', path: '/order/1/invoice', body: invoiceAll },
        { method: 'GET', path: '/orders/99' },
        {
          method: 'POST',
          path: '/orders',
          body: { entity: merchantFulfilledOrder({ increment_id: 'another', customer_email: 'nobody' }) },
        },
        { method: 'PUT', path: '/customers/0', body: { customer: { email: '', firstname: '', lastname: '' } } },
        { method: 'GET', path: '/directory/countries/UK' },
      ];
      for (const each of refused) expect((await exchange(each)).status).toBeGreaterThanOrEqual(400);
      const anonymous = await shop.rest('GET', '/store/websites', {}, { authorization: '' });
      const checked = { method: 'GET', path: '/V1/store/websites', status: anonymous.status, body: anonymous.body };
      expect(notAllowed(answerViolations(document, checked))).toEqual([]);
    });

    it.each([
      ['sales-data-order-interface', orderType],
      ['sales-data-order-item-interface', orderItemType],
      ['sales-data-order-address-interface', addressType],
      ['sales-data-order-payment-interface', paymentType],
      ['customer-data-customer-interface', customerType],
    ])('know the same keys of %s', (definition, type) => {
      expect([...namesOf(type)].sort()).toEqual([...publishedNames(document, definition)].sort());
    });

    it('need every deviation that is allowed', () => {
      expect(allowedDeviations.map(({ what }) => what).filter((what) => !seen.has(what))).toEqual([]);
    });
  });
}

function namesOf(type: ObjectType): ReadonlySet<string> {
  return new Set([...type.values()].map(({ name }) => name));
}

function publishedNames(document: Document, definition: string): readonly string[] {
  const definitions = document['definitions'];
  if (typeof definitions !== 'object' || definitions === null) return [];
  const found: unknown = Object.entries(definitions).find(([name]) => name === definition)?.[1];
  if (typeof found !== 'object' || found === null || !('properties' in found)) return [];
  return Object.keys(found.properties ?? {});
}
