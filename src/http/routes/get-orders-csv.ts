import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { answerProblem } from '../error-answers.js';
import type { Composed } from '../http-deps.js';
import { operatorOf } from '../login/require-login.js';
import type { OrderRow } from '../order-index/order-row.js';
import { searchWithBuyer } from '../orders-page/asked-buyers.js';
import { csvHead, csvLine } from '../orders-page/orders-csv.js';
import { parsePageQuery } from '../orders-page/page-query.js';
import { buyersNeedRole, malformedRequest, type Problem } from '../problem.js';

/** Orders in one piece of the answer; between pieces other requests have their turn. */
const pieceSize = 500;

/** All orders that the page's address asks for, as a file. */
export function getOrdersCsv(server: FastifyInstance, deps: Composed): void {
  server.get('/orders.csv', async (request, reply) => {
    const query = parsePageQuery(request.query, { nowMs: deps.nowMs(), leadMsOf: deps.leadMsOf });
    if ('faults' in query) return answerProblem(request, reply, malformedRequest(query.faults));
    if (query.buyer !== undefined && !operatorOf(request).roles.has('personal-data')) {
      return answerProblem(request, reply, buyersNeedRole);
    }
    if (deps.index.health().phase !== 'complete') return answerProblem(request, reply, stillLoading);
    const { search, found } = await searchWithBuyer(deps, query);
    if (found !== undefined && found.unanswered.length > 0) {
      return answerProblem(request, reply, shopsSilent(found.unanswered));
    }
    // References to what is in memory, all taken at once: an order that changes meanwhile is neither missing nor there twice.
    const { after: _after, ...whole } = search;
    const { rows } = deps.index.search({ ...whole, limit: Number.POSITIVE_INFINITY });
    const part = found?.isCut === true || deps.index.health().isTruncated ? '-newest' : '';
    const day = new Date(deps.nowMs()).toISOString().slice(0, 10);
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="waybill-orders-${day}${part}.csv"`)
      .send(Readable.from(pieces(rows)));
  });
}

async function* pieces(rows: readonly OrderRow[]): AsyncGenerator<string> {
  yield csvHead();
  for (let from = 0; from < rows.length; from += pieceSize) {
    yield rows
      .slice(from, from + pieceSize)
      .map(csvLine)
      .join('');
    await nextTurn();
  }
}

/** A file that lacks orders looks like a whole one: better none. */
const stillLoading: Problem = {
  status: 503,
  code: 'not-ready',
  detail: 'Finished orders are still being loaded, and the file would lack them: try again in half a minute',
};

const shopsSilent = (accounts: readonly string[]): Problem => ({
  status: 503,
  code: 'shop-silent',
  detail: `The shop of ${accounts.join(', ')} does not answer just now, and the file would lack its orders: try again in a moment`,
});
