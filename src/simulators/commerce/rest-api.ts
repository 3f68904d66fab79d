import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { cutConnection, type FaultDelays, htmlUnavailablePage } from '../fault-hooks.js';
import type { FaultTarget } from '../faults.js';
import type { Ledger } from '../ledger.js';
import { type Access, type Caller, requireResource } from './access.js';
import { type CommerceFaultKind, type CommerceFaults, faultAnswer } from './commerce-faults.js';
import { trimToFields } from './fields-filter.js';
import { isRecord, type Json } from './json.js';
import type { StoreView } from './options.js';
import { parseQueryString, textChild } from './query-string.js';
import { internalError, RestError, ShopCrash } from './rest-error.js';
import { type Match, matchRoute } from './route.js';
import { catalogueRoutes, isInventoryRoute } from './routes/catalogue-routes.js';
import { customerRoutes } from './routes/customer-routes.js';
import { documentRoutes } from './routes/document-routes.js';
import { orderRoutes } from './routes/order-routes.js';
import { storeRoutes } from './routes/store-routes.js';
import { parseBody, serviceArguments } from './service-input.js';
import type { Shop } from './shop.js';
import { asStored } from './stored-text.js';

/** Everything below `/rest/`: faults of the gateway, then signature, nonce, resource, body, the service, the answer. */

const routes = [...orderRoutes, ...documentRoutes, ...customerRoutes, ...catalogueRoutes, ...storeRoutes];
export const operations: readonly string[] = [...new Set(routes.map(({ operation }) => operation))];

const routesWithoutInventory = routes.filter((route) => !isInventoryRoute(route));
const routesOf = ({ options }: Shop) => (options.hasInventoryManagement ? routes : routesWithoutInventory);

export type RestApi = {
  readonly shop: Shop;
  readonly access: Access;
  readonly faults: CommerceFaults;
  readonly delays: FaultDelays;
  readonly ledger: Ledger;
};

type Answer = { readonly status: number; readonly body: Json | unknown; readonly fault?: string };
type Visit = {
  readonly request: FastifyRequest;
  readonly url: string;
  readonly body: string;
  readonly match: Match | undefined;
  readonly store: StoreView;
};

export function serveRest(app: FastifyInstance, api: RestApi): void {
  app.all('/rest/*', (request, reply) => serve(api, request, reply));
  // Magento_Version answers everybody, with the first two numbers only.
  app.get('/magento_version', (_request, reply) =>
    reply.type('text/html; charset=UTF-8').send('Magento/2.4 (Community)'),
  );
}

async function serve(api: RestApi, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const visit = visitOf(api, request);
  const target = faultTarget(api, visit);
  const callerSeen: { caller?: Caller } = {};
  const before = api.faults.take(['status', 'html-503', 'cut-connection', 'delay'], target);
  if (before?.kind === 'delay') await api.delays.wait(before);
  const isRefused = before !== undefined && before.kind !== 'delay';
  const answer: Answer = isRefused ? refusal(before, newReportId()) : handle(api, visit, callerSeen);

  const after = isRefused
    ? undefined
    : api.faults.take(['lost-reply-after-commit', 'error-after-commit', 'delayed-reply'], target);
  const said = after?.kind === 'error-after-commit' ? faultAnswer(after, newReportId()) : answer;
  const isLost = before?.kind === 'cut-connection' || after?.kind === 'lost-reply-after-commit';
  api.ledger.write({
    at: api.shop.nowInMilliseconds(),
    operation: target.operation,
    method: request.method,
    path: visit.url.split('?')[0] ?? '',
    query: isRecord(request.query) ? request.query : undefined,
    caller: callerSeen.caller?.name,
    orderId: visit.match?.path['orderId'] ?? visit.match?.path['id'] ?? sentNumber(visit.body),
    status: isLost ? null : said.status,
    body: visit.body === '' ? undefined : (parsed(visit.body) ?? visit.body),
    fault: after?.kind ?? before?.kind,
  });
  if (after?.kind === 'delayed-reply') await api.delays.wait(after);
  if (isLost) {
    cutConnection(reply);
    return reply;
  }
  return send(reply, said, (after ?? before)?.headers);
}

function visitOf(api: RestApi, request: FastifyRequest): Visit {
  const url = request.raw.url ?? '/';
  const pathname = (url.split('?')[0] ?? '').slice('/rest'.length);
  const [, code = '', ...rest] = pathname.split('/');
  const store = api.shop.storeByCode(code);
  // An unknown code counts as part of the path; `all` and no code at all mean the default store view.
  const isCode = store !== undefined || code === 'all';
  const route = isCode ? `/${rest.join('/')}` : pathname;
  return {
    request,
    url,
    body: typeof request.body === 'string' ? request.body : '',
    // An encoded slash never gets past the web server (#8615).
    match: /%2f/i.test(route) ? undefined : matchRoute(routesOf(api.shop), request.method, route),
    store: store ?? api.shop.defaultStore,
  };
}

/** Synchronous from the first check to the commit: two requests never interleave, as if each held the row's lock. */
function handle(api: RestApi, visit: Visit, seen: { caller?: Caller }): Answer {
  try {
    const { match, request } = visit;
    if (match === undefined) throw new RestError(404, 'Request does not match any route.');
    const baseUrl = `${request.protocol}://${request.headers.host ?? ''}`;
    const caller = api.access.authenticate({
      method: request.method,
      url: `${baseUrl}${visit.url}`,
      authorization: request.headers.authorization ?? '',
    });
    if (caller !== undefined) seen.caller = caller;
    requireResource(caller, match.route.resource);
    const isWrite = request.method !== 'GET';
    const sent = isWrite ? parseBody(visit.body, request.headers['content-type']) : {};
    const body = asStored(sent, api.shop.options.charset);
    const query = parseQueryString(visit.url.split('?')[1] ?? '');
    const answered = match.route.handle({
      shop: api.shop,
      store: visit.store,
      path: match.path,
      query,
      arguments: serviceArguments(body, match.route.parameters ?? []),
      baseUrl,
    });
    return { status: 200, body: trimToFields(answered, textChild(query, 'fields')) };
  } catch (error) {
    return errorAnswer(error);
  }
}

function errorAnswer(error: unknown): Answer {
  if (error instanceof RestError) return { status: error.status, body: error.toBody() };
  if (error instanceof ShopCrash) {
    const crash = internalError(newReportId());
    return { status: crash.status, body: crash.toBody() };
  }
  throw error; // a fault of the simulator itself, not of the shop that it plays
}

function faultTarget(api: RestApi, visit: Visit): FaultTarget {
  const operation = visit.match?.route.operation ?? 'unknown';
  const path = visit.match?.path ?? {};
  const order = api.shop.orders.get(Number(path['orderId'] ?? path['id'] ?? 0));
  const columns = order === undefined ? sentColumns(visit.body) : order.fields;
  const subjects = [...Object.values(path), columns['increment_id'], columns['ext_order_id']];
  return { operation, subjects: subjects.filter((subject) => typeof subject === 'string') };
}

/** An order that is about to be created is known by the numbers that its body brings. */
function sentColumns(body: string): { readonly [key: string]: Json } {
  const sent = parsed(body);
  const entity = isRecord(sent) ? sent['entity'] : undefined;
  return isRecord(entity) ? entity : {};
}

function sentNumber(body: string): string | undefined {
  const { ext_order_id: amazonId, increment_id: number } = sentColumns(body);
  const known = amazonId ?? number;
  return typeof known === 'string' ? known : undefined;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

type Refusal = NonNullable<ReturnType<CommerceFaults['take']>>;

function refusal(fault: Refusal, reportId: string): Answer {
  const kind: CommerceFaultKind = fault.kind;
  if (kind === 'html-503') return { status: 503, body: htmlUnavailablePage, fault: kind };
  return { ...faultAnswer(fault, reportId), fault: kind };
}

function send(
  reply: FastifyReply,
  { status, body }: Answer,
  headers: Readonly<Record<string, string>> = {},
): FastifyReply {
  reply.code(status).headers(headers);
  const isPage = typeof body === 'string' && body.startsWith('<');
  if (isPage) return reply.type('text/html; charset=UTF-8').send(body);
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(body));
}

function newReportId(): string {
  return randomBytes(7).toString('hex').slice(0, 13);
}
