import { createHash, randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { parseAmazonOrderId } from '../../domain/ids.js';
import { figuresOf, type OrderFigures } from '../dashboard/order-figures.js';
import { answerProblem } from '../error-answers.js';
import type { Composed } from '../http-deps.js';
import { operatorOf } from '../login/require-login.js';
import { searchWithBuyer } from '../orders-page/asked-buyers.js';
import { isStale } from '../orders-page/freshness.js';
import { ordersPage } from '../orders-page/orders-page.js';
import { parsePageQuery } from '../orders-page/page-query.js';
import { buyersNeedRole, malformedRequest } from '../problem.js';

export function getOrdersPage(server: FastifyInstance, deps: Composed): void {
  const { index, accounts, marketplaces, nowMs, adminUrlOf, leadMsOf } = deps;
  const tagOf = pageTags(deps);
  const figures = keptFigures(deps);
  server.get('/', async (request, reply) => {
    const query = parsePageQuery(request.query, { nowMs: nowMs(), leadMsOf });
    if ('faults' in query) return answerProblem(request, reply, malformedRequest(query.faults));
    const seesBuyers = operatorOf(request).roles.has('personal-data');
    if (query.buyer !== undefined && !seesBuyers) return answerProblem(request, reply, buyersNeedRole);
    const { refreshedAtMs } = index.health();
    if (refreshedAtMs !== undefined) reply.header('waybill-index-as-of', new Date(refreshedAtMs).toISOString());
    if (query.buyer === undefined) {
      const tag = tagOf(request);
      reply.header('etag', tag);
      // Pages ask every second; nothing is sorted, counted or written while nothing has changed.
      if (request.headers['if-none-match'] === tag) return reply.code(304).send();
    }
    const { search, found: buyerOrders } = await searchWithBuyer(deps, query);
    const page = ordersPage({
      query,
      found: index.search(search),
      counts: index.count(search.filter),
      health: index.health(),
      accounts,
      marketplaces,
      seesBuyers,
      ...(buyerOrders === undefined ? {} : { buyerOrders }),
      ...unlistedOf(index, search.filter.number),
      adminUrlOf,
      strip: {
        figures: figures(),
        phase: index.health().phase,
        accounts: deps.accountNews.current().accounts,
        nowMs: nowMs(),
      },
      nowMs: nowMs(),
      leadMsOf,
    });
    return reply.type('text/html; charset=utf-8').send(page);
  });
}

function unlistedOf(index: Pick<Composed['index'], 'find'>, number: string | undefined) {
  const unlisted = parseAmazonOrderId(number);
  return unlisted === undefined || index.find(unlisted) !== undefined ? {} : { unlisted };
}

/** Counted once for every change of the list, and once a minute, however many pages show them. */
function keptFigures({ index, nowMs, leadMsOf }: Pick<Composed, 'index' | 'nowMs' | 'leadMsOf'>): () => OrderFigures {
  let kept: { readonly key: string; readonly figures: OrderFigures } | undefined;
  return () => {
    const key = `${index.version()} ${Math.floor(nowMs() / 60_000)}`;
    if (kept?.key !== key) kept = { key, figures: figuresOf(index.listed(), { nowMs: nowMs(), leadMsOf }) };
    return kept.figures;
  };
}

/** What a page depends on besides the clock's seconds, which the script sets by itself. */
function pageTags({
  index,
  nowMs,
  accountNews,
}: Pick<Composed, 'index' | 'nowMs' | 'accountNews'>): (request: FastifyRequest) => string {
  const boot = randomUUID();
  return (request) => {
    const { refreshedAtMs: _clock, ...health } = index.health();
    const { name, roles } = operatorOf(request);
    const minute = Math.floor(nowMs() / 60_000); // "late" and "soon" come with time alone
    const parts = [
      boot,
      index.version(),
      accountNews.current().version,
      health,
      isStale(index.health(), nowMs()),
      minute,
      name,
      [...roles],
      request.url,
    ];
    return `"${createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22)}"`;
  };
}
