import { z } from 'zod';
import { type BuyerName, buyerNameOf } from '../domain/buyer-name.js';
import { type AmazonOrderId, parseAmazonOrderId } from '../domain/ids.js';
import { inGroupsOf } from './in-groups-of.js';
import { parsedAnswer } from './parsed-answer.js';
import type { CommerceBuyers } from './port.js';
import type { RestTransport } from './rest-transport.js';
import { type Filter, searchQuery } from './search-criteria.js';
import type { StoreClient } from './store-client.js';
import { storeFilter } from './store-filter.js';
import { wireList } from './wire-schemas.js';
import { maybe, wireText } from './wire-values.js';

/** Numbers in one request: short enough for any server's limit on addresses. */
const numbersMax = 50;
/** As many words of a name as leave room for the other filters, of which no more than ten can be signed. */
export const wordsMax = 5;

const wireOrder = z.object({ ext_order_id: maybe(wireText) });
const wireBuyer = z.object({
  ext_order_id: maybe(wireText),
  customer_firstname: maybe(wireText),
  customer_lastname: maybe(wireText),
});

/** Who bought, as the order in Commerce has it. */
export function createBuyersClient(deps: {
  readonly transport: RestTransport;
  readonly store: StoreClient;
}): CommerceBuyers {
  const { transport, store } = deps;
  return {
    async namesOf(numbers) {
      const storeIds = await store.storeIds();
      const names = new Map<AmazonOrderId, BuyerName>();
      for (const some of inGroupsOf(numbersMax, numbers)) {
        const query = searchQuery({
          groups: [[{ field: 'increment_id', value: some.join(','), condition: 'in' }], [storeFilter(storeIds)]],
          pageSize: numbersMax,
          fields: 'items[ext_order_id,customer_firstname,customer_lastname]',
        });
        const call = { operation: 'readBuyers', method: 'GET', path: '/V1/orders', query } as const;
        for (const wire of parsedAnswer(wireList(wireBuyer), await transport.expect(call), call).items) {
          const id = parseAmazonOrderId(wire.ext_order_id);
          const name = buyerNameOf(wire.customer_firstname, wire.customer_lastname);
          if (id !== undefined && name !== undefined) names.set(id, name);
        }
      }
      return names;
    },

    async ordersOf(name, max) {
      const words = name.trim().split(/\s+/).slice(0, wordsMax);
      const storeIds = await store.storeIds();
      const query = searchQuery({
        groups: [
          [storeFilter(storeIds)],
          [{ field: 'ext_order_id', value: 1, condition: 'notnull' }],
          ...words.map(eitherName),
        ],
        pageSize: max,
        fields: 'items[ext_order_id],total_count',
        newestFirst: 'entity_id',
      });
      const call = {
        operation: 'findOrdersOfBuyer',
        method: 'GET',
        path: '/V1/orders',
        query,
        personal: words,
      } as const;
      const answer = parsedAnswer(wireList(wireOrder), await transport.expect(call), call);
      return {
        amazonOrderIds: answer.items.flatMap(({ ext_order_id }) => parseAmazonOrderId(ext_order_id) ?? []),
        isCut: (answer.total_count ?? 0) > answer.items.length,
      };
    },
  };
}

/** `%`, `_` and `\` are the database's own signs in a pattern: typed by a person they mean themselves. */
function eitherName(word: string): readonly Filter[] {
  const value = `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`;
  return [
    { field: 'customer_firstname', value, condition: 'like' },
    { field: 'customer_lastname', value, condition: 'like' },
  ];
}
