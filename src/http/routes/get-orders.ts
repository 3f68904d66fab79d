import type { FastifyInstance } from 'fastify';
import type { Composed } from '../http-deps.js';
import { parseListQuery } from '../list-query.js';
import { cursorOf } from '../order-index/cursor.js';
import { orderJsonOfRow } from '../order-json.js';
import { malformedRequest, sendProblem } from '../problem.js';

export function getOrders(server: FastifyInstance, { index }: Composed): void {
  server.get('/api/orders', async (request, reply) => {
    const search = parseListQuery(request.query);
    if ('faults' in search) return sendProblem(reply, malformedRequest(search.faults));
    const { rows, next } = index.search(search);
    const { phase, refreshedAtMs } = index.health();
    // A programme that must not miss orders can see here whether the list is whole, and how fresh.
    reply.header('waybill-index', phase);
    if (refreshedAtMs !== undefined) reply.header('waybill-index-as-of', new Date(refreshedAtMs).toISOString());
    return {
      orders: rows.map(orderJsonOfRow),
      nextCursor: next === undefined ? null : cursorOf(next, search.sort),
    };
  });
}
