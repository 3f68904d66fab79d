import fastify, { type FastifyInstance } from 'fastify';
import { ZodError } from 'zod';
import { FaultDelays } from '../fault-hooks.js';
import { Faults } from '../faults.js';
import { Ledger } from '../ledger.js';
import { openStateFile } from '../state-file.js';
import { AccessTokens } from './access-tokens.js';
import type { AmazonFaultKind } from './amazon-faults.js';
import { cancelOrderOperation } from './cancel-order.js';
import { confirmShipmentOperation } from './confirm-shipment.js';
import { grantQuotas, serveControl } from './control.js';
import { serveControlOrders } from './control-orders.js';
import { serveControlRefunds } from './control-refunds.js';
import { ControlRefused } from './control-refused.js';
import { definedOf } from './defined-of.js';
import { accessDenied, internalFailure, newRequestId, requestTooLarge } from './error-list.js';
import { feedFinishedNotification } from './feed-finished-notification.js';
import { feedOperations } from './feed-operations.js';
import { Feeds } from './feeds.js';
import { listTransactionsOperation } from './list-transactions.js';
import { marketplaceParticipationsOperation } from './marketplace-participations.js';
import { notificationOperations } from './notification-operations.js';
import { NotificationOutbox } from './notification-outbox.js';
import type { Operation } from './operation.js';
import { OrderBook } from './order-book.js';
import { PageTokens } from './page-tokens.js';
import { PresignedUrls } from './presigned-urls.js';
import { readOperations } from './read-orders.js';
import { regulatedInfoOperation } from './regulated-info.js';
import { Sellers } from './sellers.js';
import { serveFeedDocuments } from './serve-feed-documents.js';
import { type Door, send, serveOperation } from './serve-operation.js';
import { serveToken } from './serve-token.js';
import { type AmazonSimulatorOptions, defaultSettings, type SimulatorSettings } from './simulator-options.js';
import { Subscriptions } from './subscriptions.js';
import { TokenBuckets } from './token-buckets.js';
import { Transactions } from './transactions.js';
import { wireTime } from './wire-times.js';

/**
 * Amazon's Selling Partner API as a real HTTP server, as far as Waybill meets it: token endpoint, Orders 2026-01-01,
 * confirmShipment and regulated info of v0, feeds, notifications, sellers. It shares no code with the product, so that
 * it cannot agree with the product's mistakes. What it does where Amazon's documents are silent is listed in
 * docs/decisions/0002-amazon-simulator.md; how to drive it, in `control.ts` and `control-orders.ts`.
 */
export type AmazonSimulator = { readonly url: string; close(): Promise<void> };

export async function startAmazonSimulator(options: AmazonSimulatorOptions): Promise<AmazonSimulator> {
  const state = openStateFile(options.stateFile);
  const clock = clockOf(options, state.read('clock').get('offset'));
  const { nowMs } = clock;
  let settings = { ...defaultSettings, ...settingsOf(options) };
  const sellers = new Sellers({ state, sellers: options.sellers });
  const tokens = new AccessTokens({ state, nowMs });
  const buckets = new TokenBuckets({ state, nowMs, startsEmpty: options.emptyBucketsAtStart ?? false });
  for (const seller of sellers.list()) grantQuotas(seller, buckets);
  const faults = new Faults<AmazonFaultKind>({ nowMs, ...definedOf({ random: options.random }) });
  const ledger = new Ledger({ state });
  const subscriptions = new Subscriptions(state);
  const outbox = new NotificationOutbox({ state, nowMs, faults, subscriptions, deliver: options.deliverNotification });
  const book = new OrderBook({
    state,
    nowMs,
    eventAgeMs: options.eventAgeMs ?? 0,
    settings: () => settings,
    announce: (change) => outbox.announceOrderChange(change),
  });
  const feeds = new Feeds({
    state,
    nowMs,
    book,
    faults,
    settings: () => settings,
    announceEnd: (feed) => {
      for (const subscription of subscriptions.ofSeller(feed.sellerId, 'FEED_PROCESSING_FINISHED')) {
        const body = feedFinishedNotification(feed, subscription, wireTime(nowMs()));
        outbox.announce({ sellerId: feed.sellerId, orderId: undefined, body });
      }
    },
  });
  const urls = new PresignedUrls(nowMs);
  const transactions = new Transactions(state);
  const pageTokens = new PageTokens({ state, nowMs });
  const delays = new FaultDelays();
  const door: Door = { sellers, tokens, buckets, faults, delays, ledger, nowMs, settings: () => settings };

  const app = newServer(door);
  app.addHook('onRequest', async () => feeds.endDue());
  // Callers learn Amazon's time from here: it must be the simulator's own, also when that runs ahead.
  app.addHook('onSend', async (_request, reply) => {
    reply.header('date', new Date(nowMs()).toUTCString());
  });
  serveToken(app, door);
  const operations: readonly Operation[] = [
    ...readOperations({ book, pageTokens, faults, nowMs }),
    cancelOrderOperation({ book, isEnabled: () => settings.cancelOrderEnabled }),
    confirmShipmentOperation({ book, faults, nowMs }),
    regulatedInfoOperation(book),
    ...feedOperations({ feeds, urls, nowMs, settings: () => settings }),
    ...notificationOperations(subscriptions),
    listTransactionsOperation({ transactions, pageTokens, nowMs }),
    marketplaceParticipationsOperation,
  ];
  for (const operation of operations) serveOperation(app, operation, door);
  serveFeedDocuments(app, { feeds, urls, door });
  serveControlOrders(app, { book, sellers, nowMs });
  serveControlRefunds(app, { book, transactions });
  serveControl(app, {
    ledger,
    faults,
    buckets,
    sellers,
    tokens,
    outbox,
    nowMs,
    settings: () => settings,
    changeSettings: (changes) => {
      settings = { ...settings, ...changes };
    },
    advanceClock: (byMs) => state.put('clock', 'offset', clock.advance(byMs)),
    orderCount: () => book.list().length,
  });

  const url = await listen(app, options).catch((error: unknown) => {
    state.close();
    throw error;
  });
  return {
    url,
    close: async () => {
      delays.endAll();
      outbox.close();
      feeds.close();
      await app.close();
      state.close();
    },
  };
}

const requestBytesMax = 12 * 1024 * 1024;

function newServer(door: Door): FastifyInstance {
  const app = fastify({ logger: false, bodyLimit: requestBytesMax, forceCloseConnections: true });
  // Bodies are read as they came: each operation decides what it can make of them, after quota and access.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof ControlRefused) return reply.code(400).send({ error: error.message });
    if (error instanceof ZodError) return reply.code(400).send({ error: error.issues });
    const isTooLarge = error instanceof Error && 'statusCode' in error && error.statusCode === 413;
    return send({ reply, answer: isTooLarge ? requestTooLarge : internalFailure, requestId: newRequestId() });
  });
  // What Amazon's gateway does not know it does not admit to be missing. The six v0 order reads are among it: they end.
  app.setNotFoundHandler((request, reply) => {
    const requestId = newRequestId();
    const path = request.url.split('?')[0] ?? request.url;
    if (path.startsWith('/_control/')) return reply.code(404).send({ error: `there is no ${request.method} ${path}` });
    door.ledger.write({
      at: wireTime(door.nowMs()),
      operation: 'unknown',
      method: request.method,
      path,
      status: accessDenied.status,
      requestId,
    });
    return send({ reply, answer: accessDenied, requestId });
  });
  return app;
}

async function listen(app: FastifyInstance, { port = 0, host = '127.0.0.1' }: AmazonSimulatorOptions): Promise<string> {
  return app.listen({ port, host });
}

function clockOf({ nowMs = Date.now }: AmazonSimulatorOptions, kept: unknown) {
  let aheadMs = typeof kept === 'number' ? kept : 0;
  return {
    nowMs: (): number => nowMs() + aheadMs,
    advance: (byMs: number): number => {
      aheadMs += byMs;
      return aheadMs;
    },
  };
}

function settingsOf(options: AmazonSimulatorOptions): Partial<SimulatorSettings> {
  const isSetting = ([name, value]: readonly [string, unknown]): boolean =>
    name in defaultSettings && value !== undefined;
  return Object.fromEntries(Object.entries(options).filter(isSetting));
}
