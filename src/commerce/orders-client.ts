import { z } from 'zod';
import { allWithIds } from './all-pages.js';
import { orderToWire, personalOf } from './order-to-wire.js';
import { parsedAnswer } from './parsed-answer.js';
import type { CommerceOrder, CommerceOrders } from './port.js';
import { failureOf, isEntityMissing, type RestCall, type RestTransport, refusalAsFailure } from './rest-transport.js';
import { type Filter, searchQuery } from './search-criteria.js';
import type { StoreClient } from './store-client.js';
import { storeFilter } from './store-filter.js';
import { orderFields, wireChangedOrder, wireComment, wireCreatedOrder, wireList, wireOrder } from './wire-schemas.js';

/** Two would already be one too many: more are not looked at. */
const hitsMax = 10;

export function createOrdersClient(deps: {
  readonly transport: RestTransport;
  readonly store: StoreClient;
  readonly nowMs: () => number;
}): CommerceOrders {
  const { transport, store, nowMs } = deps;

  const search = async (
    operation: string,
    filter: Filter,
    storeIds: readonly number[],
  ): Promise<readonly CommerceOrder[]> => {
    const call = {
      operation,
      method: 'GET',
      path: '/V1/orders',
      query: searchQuery({
        groups: [[filter], [storeFilter(storeIds)]],
        pageSize: hitsMax,
        fields: `items[${orderFields}]`,
      }),
    } as const;
    return parsedAnswer(wireList(wireOrder), await transport.expect(call), call).items;
  };

  const read = async (entityId: number): Promise<CommerceOrder | 'not-found'> => {
    const call = {
      operation: 'readOrder',
      method: 'GET',
      path: `/V1/orders/${entityId}`,
      query: [['fields', orderFields]],
    } as const;
    const answer = await transport.call(call);
    if ('json' in answer) return parsedAnswer(wireOrder, answer.json, call);
    if (isEntityMissing(answer.refused)) return 'not-found';
    throw refusalAsFailure(call, answer.refused);
  };

  const isDone = async (call: RestCall, notPossible: RegExp): Promise<boolean> => {
    const answer = await transport.call(call);
    if ('json' in answer) return parsedAnswer(z.boolean(), answer.json, call);
    if (answer.refused.says(notPossible)) return false;
    throw refusalAsFailure(call, answer.refused);
  };

  return {
    async findByAmazonId(id) {
      // In all store views of the account: a marketplace may have been given another one since.
      const hits = await search('findOrderByAmazonId', { field: 'ext_order_id', value: id }, await store.storeIds());
      return hits.filter((order) => order.amazonOrderId === id);
    },

    async findByNumber(number) {
      const { storeId } = await store.view();
      // In this store view alone, as Commerce's unique key has it.
      const hits = await search('findOrderByNumber', { field: 'increment_id', value: number }, [storeId]);
      return hits.find((order) => order.number === number);
    },

    read,

    async create(draft) {
      const call = {
        operation: 'createOrder',
        method: 'POST',
        path: '/V1/orders',
        body: orderToWire(draft, await store.view()),
        personal: personalOf(draft),
      } as const;
      const answer = await transport.call(call);
      if ('json' in answer) {
        return parsedAnswer(wireCreatedOrder(new Date(nowMs()).toISOString()), answer.json, call);
      }
      // A number that Commerce drew itself and already has is the shop's own trouble, and nothing to adopt.
      const isNumberOurs = draft.number !== undefined;
      if (isNumberOurs && answer.refused.says(/unique constraint violation/i)) return 'exists';
      return { refused: answer.refused.text };
    },

    async cancel(entityId) {
      const call = { operation: 'cancelOrder', method: 'POST', path: `/V1/orders/${entityId}/cancel` } as const;
      const isCancelled = parsedAnswer(z.boolean(), await transport.expect(call), call);
      return isCancelled ? 'cancelled' : 'not-possible';
    },

    async hold(entityId) {
      const call = { operation: 'holdOrder', method: 'POST', path: `/V1/orders/${entityId}/hold` } as const;
      return (await isDone(call, /hold action is not available/i)) ? 'held' : 'not-possible';
    },

    async unhold(entityId) {
      const call = { operation: 'unholdOrder', method: 'POST', path: `/V1/orders/${entityId}/unhold` } as const;
      return (await isDone(call, /cannot remove the hold/i)) ? 'free' : 'not-possible';
    },

    async comment(entityId, text, status) {
      const call = { operation: 'commentOrder', method: 'POST', path: `/V1/orders/${entityId}/comments` } as const;
      // A comment writes the order's status: absent, it would become NULL. Hence the one that stands just now.
      const standing = status ?? (await read(entityId));
      if (standing === 'not-found') throw failureOf(call, { kind: 'not-found' });
      await transport.expect({
        ...call,
        isAppended: true,
        body: {
          statusHistory: {
            comment: text,
            is_customer_notified: 0,
            is_visible_on_front: 0,
            parent_id: entityId,
            status: typeof standing === 'string' ? standing : standing.status,
            entity_name: 'order',
          },
        },
      });
    },

    async comments(entityId) {
      const call = {
        operation: 'readOrderComments',
        method: 'GET',
        path: `/V1/orders/${entityId}/comments`,
        query: [['fields', 'items[comment]']],
      } as const;
      const { items } = parsedAnswer(wireList(wireComment), await transport.expect(call), call);
      return items.flatMap(({ comment }) => (comment === undefined ? [] : [comment]));
    },

    async changedSince(since, max) {
      const storeIds = await store.storeIds();
      const updatedAt = databaseTime(since.updatedAt);
      // Groups must all hold, filters of a group are alternatives: later than that second, or further on within it.
      const behind: readonly Filter[] =
        'entityId' in since
          ? [
              { field: 'updated_at', value: updatedAt, condition: 'gt' },
              { field: 'entity_id', value: since.entityId, condition: 'gt' },
            ]
          : [];
      const call = {
        operation: 'findChangedOrders',
        method: 'GET',
        path: '/V1/orders',
        query: searchQuery({
          groups: [
            [{ field: 'updated_at', value: updatedAt, condition: 'gteq' }],
            [storeFilter(storeIds)],
            [{ field: 'ext_order_id', value: 1, condition: 'notnull' }],
            ...(behind.length === 0 ? [] : [behind]),
          ],
          pageSize: max,
          fields: `items[${orderFields}],total_count`,
          sortBy: ['updated_at', 'entity_id'],
        }),
      } as const;
      const answer = parsedAnswer(wireList(wireChangedOrder), await transport.expect(call), call);
      const readTo = answer.items.at(-1)?.position;
      return {
        orders: answer.items.flatMap(({ order }) => (order === undefined ? [] : [order])),
        ...(readTo === undefined ? {} : { readTo }),
        isLast: answer.items.length === 0 || answer.items.length >= (answer.total_count ?? 0),
      };
    },

    readMany: (entityIds) =>
      allWithIds(entityIds, {
        transport,
        call: { operation: 'readOrders', method: 'GET', path: '/V1/orders' },
        field: 'entity_id',
        fields: `items[${orderFields}],total_count`,
        item: wireOrder,
      }),
  };
}

/** `2026-01-31 12:00:00` in UTC, whole seconds: cut, so that nothing of that second is left out. */
const databaseTime = (iso: string): string => new Date(iso).toISOString().slice(0, 19).replace('T', ' ');
