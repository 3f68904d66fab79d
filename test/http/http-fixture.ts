import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type {
  AccountActed,
  AccountAction,
  AccountConversation,
  AccountView,
} from '../../src/http/account-conversation.js';
import type { AddressCorrection } from '../../src/http/address-request.js';
import type { Attempt } from '../../src/http/attempts.js';
import type { BuyerNames, BuyerOrders, Buyers } from '../../src/http/buyers/buyers.js';
import type { AddressAnswer } from '../../src/http/correct-address.js';
import type { DeliveryAnswer, HttpDeps, SignedDelivery } from '../../src/http/http-deps.js';
import type { ActionAnswer, OrderAction, OrderConversation, ViewAnswer } from '../../src/http/order-conversation.js';
import { createOrderFinder } from '../../src/http/order-finder.js';
import type { IndexHealth } from '../../src/http/order-index/index-feed.js';
import type { OrderFilter } from '../../src/http/order-index/order-filter.js';
import type { OrderIndexReader } from '../../src/http/order-index/order-index.js';
import type { OrderRow } from '../../src/http/order-index/order-row.js';
import { OrderRows } from '../../src/http/order-index/order-rows.js';
import { countOrders, searchOrders } from '../../src/http/order-index/order-search.js';
import { createHttpServer } from '../../src/http/server.js';
import { viewOf } from '../shipping/shipping-fixture.js';
import { FakeVisibility } from './order-index/fake-visibility.js';
import { startOfDayMs } from './order-index/order-row-builder.js';

/** Answers as the workflow of one order does, and keeps what it was asked to do. */
export class FakeConversation implements OrderConversation {
  viewAnswer: ViewAnswer = { outcome: 'view', view: viewOf() };
  actionAnswer: ActionAnswer = { outcome: 'accepted', answer: { status: 'AwaitingShipment', note: 'Trying now' } };
  readonly acted: { readonly workflowId: string; readonly action: OrderAction }[] = [];

  async view(): Promise<ViewAnswer> {
    return this.viewAnswer;
  }

  attemptsAnswer: readonly Attempt[] = [];
  async attempts(): Promise<readonly Attempt[]> {
    return this.attemptsAnswer;
  }

  async act(workflowId: string, action: OrderAction): Promise<ActionAnswer> {
    this.acted.push({ workflowId, action });
    return this.actionAnswer;
  }
}

/** Nobody bought anything, unless a test says so. */
export class FakeBuyers implements Buyers {
  names: BuyerNames = { names: new Map(), unanswered: [] };
  orders: BuyerOrders = { amazonOrderIds: new Set(), unanswered: [], isCut: false };
  readonly searched: string[] = [];

  namesOf: Buyers['namesOf'] = async () => this.names;

  async ordersOf({ name }: { readonly name: string }): Promise<BuyerOrders> {
    this.searched.push(name);
    return this.orders;
  }
}

/** Answers as the workflow of an account does. */
export class FakeAccountConversation implements AccountConversation {
  viewAnswer: AccountView = { outcome: 'unknown' };
  isAnswering: Promise<void> = Promise.resolve();
  actionAnswer: AccountActed = { outcome: 'accepted', answer: { isReadOnly: true, note: 'Nothing is changed' } };
  readonly acted: { readonly accountId: string; readonly action: AccountAction }[] = [];

  async view(): Promise<AccountView> {
    return this.viewAnswer;
  }

  async act(accountId: string, action: AccountAction): Promise<AccountActed> {
    this.acted.push({ accountId, action });
    await this.isAnswering;
    return this.actionAnswer;
  }
}

const servers: FastifyInstance[] = [];
/** To be called after each test: no server outlives it. */
export const closeServers = async (): Promise<void> => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
};

export async function httpFixture(rows: readonly OrderRow[] = [], changes: Partial<HttpDeps> = {}) {
  const held = new OrderRows({ rowsMax: 1000 });
  held.take(rows);
  const state: { health: IndexHealth; nowMs: number } = {
    nowMs: startOfDayMs,
    health: {
      phase: 'complete',
      orderCount: rows.length,
      isTruncated: false,
      unreadableCount: 0,
      refreshedAtMs: startOfDayMs,
    },
  };
  const searched = { rows: held, isListed: () => true };
  const index: OrderIndexReader = {
    search: (search) => searchOrders(searched, search),
    count: (filter: OrderFilter) => countOrders(searched, filter),
    find: (id) => [...held.all()].find((row) => row.amazonOrderId === id),
    findByCommerceNumber: () => [],
    health: () => state.health,
    version: () => held.version,
    listed: () => held.all(),
  };
  const visibility = new FakeVisibility();
  const conversation = new FakeConversation();
  const accountConversation = new FakeAccountConversation();
  const deliveries: SignedDelivery[] = [];
  const shipping: { receive: (delivery: SignedDelivery) => Promise<DeliveryAnswer> } = {
    receive: async () => ({ status: 202, body: { outcome: 'accepted' } }),
  };
  const failures: string[] = [];
  const corrections: AddressCorrection[] = [];
  const addressing: { answer: AddressAnswer } = { answer: { outcome: 'corrected', note: 'The address is corrected' } };
  const server = createHttpServer({
    index,
    finder: createOrderFinder({ index, lister: visibility }),
    conversation,
    correctAddress: async (_view, correction) => {
      corrections.push(correction);
      return addressing.answer;
    },
    buyers: new FakeBuyers(),
    accountNews: { current: () => ({ version: 0, accounts: [] }) },
    accountConversation,
    receiveShipment: async (delivery) => {
      deliveries.push(delivery);
      return shipping.receive(delivery);
    },
    accounts: ['acme-us', 'acme-eu'],
    temporalUi: (workflowId) => `http://temporal.example/${encodeURIComponent(workflowId)}`,
    metricsText: async () => 'waybill_orders_total 3\n',
    events: { requestFailed: ({ route }) => void failures.push(route) },
    nowMs: () => state.nowMs,
    ...changes,
  });
  servers.push(server);
  await server.listen({ host: '127.0.0.1', port: 0 });
  const { port } = server.server.address() as AddressInfo;
  const base = `http://127.0.0.1:${port}`;
  return {
    base,
    held,
    state,
    visibility,
    conversation,
    accountConversation,
    deliveries,
    shipping,
    failures,
    corrections,
    addressing,
    get: (path: string, headers: Readonly<Record<string, string>> = {}) =>
      fetch(`${base}${path}`, { headers: { ...headers }, redirect: 'manual' }),
    page: (path: string) => fetch(`${base}${path}`, { headers: { accept: 'text/html' } }),
    post: (path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
      fetch(`${base}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
        redirect: 'manual',
      }),
  };
}
