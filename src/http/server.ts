import fastify, { type FastifyInstance } from 'fastify';
import { addBodyParsers, bodyBytesMax } from './body-parsers.js';
import { addErrorAnswers, answerProblem } from './error-answers.js';
import type { HttpDeps } from './http-deps.js';
import { Logins } from './login/logins.js';
import { requireLogin } from './login/require-login.js';
import { usualLeadMs } from './order-index/ship-by-state.js';
import { getAccount } from './routes/get-account.js';
import { getAccounts } from './routes/get-accounts.js';
import { getAssets } from './routes/get-assets.js';
import { getBuyers } from './routes/get-buyers.js';
import { getCommerceOrder } from './routes/get-commerce-order.js';
import { getHealth } from './routes/get-health.js';
import { getMetrics } from './routes/get-metrics.js';
import { getOrder } from './routes/get-order.js';
import { getOrderPage } from './routes/get-order-page.js';
import { getOrders } from './routes/get-orders.js';
import { getOrdersCsv } from './routes/get-orders-csv.js';
import { getOrdersPage } from './routes/get-orders-page.js';
import { postAccountAction } from './routes/post-account-action.js';
import { postAddress } from './routes/post-address.js';
import { postCodec } from './routes/post-codec.js';
import { postOrderAction } from './routes/post-order-action.js';
import { postShipments } from './routes/post-shipments.js';
import { addSecurityHeaders, securityHeaders } from './security-headers.js';

/** Composes the routes. The caller starts the order index, listens, and closes. */
export function createHttpServer(deps: HttpDeps): FastifyInstance {
  const composed = {
    nowMs: Date.now,
    users: [],
    marketplaces: [],
    accountReports: async () => [],
    adminUrlOf: () => undefined,
    carriersOf: () => ({}),
    leadMsOf: () => usualLeadMs,
    ...deps,
  };
  const server = fastify({
    logger: false, // business events have their own log, and access logs would hold what people typed
    bodyLimit: bodyBytesMax,
    requestTimeout: 30_000,
    keepAliveTimeout: 10_000,
    // Pages refresh every few seconds on open connections: without this a stop would wait for them.
    forceCloseConnections: true,
    // An order id of any length is an unknown order; the size of a request's head is limited before this.
    routerOptions: { maxParamLength: 100_000 },
    frameworkErrors: (_error, request, reply) => {
      reply.headers(securityHeaders);
      answerProblem(request, reply, { status: 400, code: 'malformed-request' });
    },
  });
  addSecurityHeaders(server);
  requireLogin(server, new Logins(composed.users, composed.nowMs));
  addBodyParsers(server);
  addErrorAnswers(server, composed);
  for (const route of [
    getOrdersPage,
    getOrdersCsv,
    getBuyers,
    getCommerceOrder,
    getOrderPage,
    getOrders,
    getOrder,
    postOrderAction,
    postAddress,
    getAccount,
    postAccountAction,
    postShipments,
    postCodec,
  ]) {
    route(server, composed);
  }
  getAccounts(server, composed);
  getHealth(server, composed);
  getMetrics(server, composed);
  getAssets(server);
  return server;
}
