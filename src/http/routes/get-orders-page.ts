import type { FastifyInstance } from 'fastify';
import { answerProblem } from '../error-answers.js';
import type { Composed } from '../http-deps.js';
import { ordersPage } from '../orders-page/orders-page.js';
import { parsePageQuery } from '../orders-page/page-query.js';
import { malformedRequest } from '../problem.js';

export function getOrdersPage(server: FastifyInstance, { index, accounts, nowMs }: Composed): void {
  server.get('/', async (request, reply) => {
    const query = parsePageQuery(request.query);
    if ('faults' in query) return answerProblem(request, reply, malformedRequest(query.faults));
    const { search } = query;
    const page = ordersPage({
      query,
      found: index.search(search),
      counts: index.count(search.filter),
      health: index.health(),
      accounts,
      nowMs: nowMs(),
    });
    return reply.type('text/html; charset=utf-8').send(page);
  });
}
