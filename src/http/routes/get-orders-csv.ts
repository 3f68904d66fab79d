import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { answerProblem } from '../error-answers.js';
import type { Composed } from '../http-deps.js';
import { operatorOf } from '../login/require-login.js';
import type { OrderIndexReader } from '../order-index/order-index.js';
import type { OrderSearch } from '../order-index/order-search.js';
import type { SortPlace } from '../order-index/order-sort.js';
import { searchWithBuyer } from '../orders-page/asked-buyers.js';
import { csvHead, csvLine } from '../orders-page/orders-csv.js';
import { parsePageQuery } from '../orders-page/page-query.js';
import { buyersNeedRole, malformedRequest } from '../problem.js';

/** Orders in one piece of the answer; between pieces other requests have their turn. */
const pieceSize = 500;

/** All orders that the page's address asks for, as a file. */
export function getOrdersCsv(server: FastifyInstance, deps: Composed): void {
  server.get('/orders.csv', async (request, reply) => {
    const query = parsePageQuery(request.query, deps.nowMs());
    if ('faults' in query) return answerProblem(request, reply, malformedRequest(query.faults));
    if (query.buyer !== undefined && !operatorOf(request).roles.has('personal-data')) {
      return answerProblem(request, reply, buyersNeedRole);
    }
    const { search } = await searchWithBuyer(deps, query);
    const day = new Date(deps.nowMs()).toISOString().slice(0, 10);
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="waybill-orders-${day}.csv"`)
      .send(Readable.from(pieces(deps.index, search)));
  });
}

/** By places and not by one long list: orders that change meanwhile move nothing, and no second copy is in memory. */
async function* pieces(index: Pick<OrderIndexReader, 'search'>, search: OrderSearch): AsyncGenerator<string> {
  yield csvHead();
  const { after: _after, ...whole } = search;
  let after: SortPlace | undefined;
  do {
    const { rows, next } = index.search({ ...whole, limit: pieceSize, ...(after === undefined ? {} : { after }) });
    if (rows.length > 0) yield rows.map(csvLine).join('');
    after = next;
    await nextTurn();
  } while (after !== undefined);
}
