import { randomInt, randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TypedSearchAttributes } from '@temporalio/common';
import { Worker } from '@temporalio/worker';
import type { FastifyInstance } from 'fastify';
import {
  parseAccountId,
  parseAmazonOrderId,
  parseMarketplaceId,
  parseOrderItemId,
  parseSellerId,
  parseSku,
} from '../../src/domain/ids.js';
import { attributesAtStart, standingAtStart } from '../../src/domain/order-attributes.js';
import type { OrderSighting } from '../../src/domain/order-sighting.js';
import { createAccountConversation } from '../../src/http/account-conversation.js';
import { createBuyers } from '../../src/http/buyers/buyers.js';
import { createOrderConversation } from '../../src/http/order-conversation.js';
import { createOrderFinder } from '../../src/http/order-finder.js';
import { createOrderIndex, type OrderIndex } from '../../src/http/order-index/order-index.js';
import { defaultSort } from '../../src/http/order-index/order-sort.js';
import { openOrders } from '../../src/http/order-index/visibility-filter.js';
import { createHttpServer } from '../../src/http/server.js';
import { createVisibilityLister } from '../../src/http/visibility-orders.js';
import { lateOrders } from '../../src/late-facts/late-orders.js';
import { createShipmentWebhook } from '../../src/shipping/shipment-webhook.js';
import { recordLatePackageWith, recordPackageWith } from '../../src/shipping/shipped-orders.js';
import type { TemporalConnection } from '../../src/temporal/connection.js';
import { orderWorkflowId } from '../../src/temporal/workflow-ids.js';
import { bodyOf, currentSecret, signed } from '../shipping/shipping-fixture.js';
import { given, money } from '../support/order-inputs.js';
import { quietRuntime } from '../support/quiet-runtime.js';
import { type TemporalForTests, temporalForTests } from '../support/temporal-server.js';

/** An account of this run alone: other tests use the same server. */
const accountId = given(parseAccountId(`http-${randomUUID().slice(0, 8)}`));
const sellerId = given(parseSellerId(`HTTP${randomInt(1e9)}`));
const marketplaceId = given(parseMarketplaceId('ATVPDKIKX0DER'));
const total = money('55.58');

const sighting: OrderSighting = {
  status: 'Pending',
  fulfilledBy: 'FBM',
  lastUpdatedAt: '2026-03-10T08:00:00Z',
  purchasedAt: '2026-03-10T08:00:00Z',
  shipBy: '2099-03-12T08:00:00Z',
  deliverBy: '2099-03-15T08:00:00Z',
  total,
  buyerRequestsCancel: false,
  lines: [
    {
      orderItemId: given(parseOrderItemId('item-1')),
      sku: given(parseSku('MUG')),
      quantity: 3,
      quantityShipped: 0,
      quantityCancelled: 0,
    },
  ],
  packages: [],
};
const settings = {
  customer: 'guest',
  numberFrom: 'commerce',
  numberPrefix: '',
  pending: 'ignore',
  status: 'default',
  amazonFulfilled: 'import',
  invoice: 'creation',
} as const;

describe('against a real Temporal server', () => {
  let temporal: TemporalForTests;
  let connection: TemporalConnection;
  let index: OrderIndex;
  let server: FastifyInstance;
  let base: string;
  let taskQueue: string;
  const refreshFailures: unknown[] = [];

  beforeAll(async () => {
    quietRuntime();
    temporal = await temporalForTests();
    connection = await temporal.connect();
    taskQueue = temporal.newTaskQueue('orders');
    const { client } = connection;
    const lister = createVisibilityLister(client);
    index = createOrderIndex({
      lister,
      accounts: [accountId],
      indexDays: 90,
      events: { orderIndexFailed: ({ error }) => void refreshFailures.push(error) },
    });
    const finder = createOrderFinder({ index, lister });
    const conversation = createOrderConversation(client);
    const receiveShipment = createShipmentWebhook({
      account: (id) => (id === accountId ? { sellerId, webhookSecrets: [currentSecret], carriers: {} } : undefined),
      orders: {
        view: conversation.view,
        recordPackage: recordPackageWith(client),
        recordLatePackage: recordLatePackageWith(lateOrders(client, taskQueue)),
        findByCommerceNumber: finder.byCommerceNumber,
      },
      events: { shipmentAnswered: () => undefined },
    });
    server = createHttpServer({
      index,
      finder,
      conversation,
      accountNews: { current: () => ({ version: 0, accounts: [] }) },
      buyers: createBuyers(() => undefined),
      accountConversation: createAccountConversation(client),
      receiveShipment,
      correctAddress: async () => ({ outcome: 'refused', because: 'not here' }),
      accounts: [accountId],
      metricsText: async () => '',
      events: { requestFailed: () => undefined },
    });
    await server.listen({ host: '127.0.0.1', port: 0 });
    base = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
    index.start();
  }, 600_000);

  afterAll(async () => {
    await server?.close();
    await index?.stop();
    await connection?.close();
  });

  const order = (serial: number) => ({
    accountId,
    sellerId,
    marketplaceId,
    amazonOrderId: given(parseAmazonOrderId(`999-${String(serial).padStart(7, '0')}-0000000`)),
  });
  const start = (serial: number) =>
    connection.client.workflow.start('merchantFulfilledOrder', {
      taskQueue,
      workflowId: orderWorkflowId(order(serial)),
      args: [{ order: order(serial), settings, sighting }],
      memo: { deliverBy: given(sighting.deliverBy) },
      typedSearchAttributes: new TypedSearchAttributes(
        attributesAtStart(order(serial), { ...standingAtStart(sighting), changedAt: new Date() }),
      ),
    });
  const statusOf = (serial: number) => index.find(order(serial).amazonOrderId)?.status;
  /** Waits on the state, however long the server takes; jest's own limit ends what never comes. */
  const until = async (test: () => boolean): Promise<void> => {
    while (!test()) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  const api = async (path: string, init?: RequestInit) => {
    const response = await fetch(`${base}${path}`, init);
    return { status: response.status, body: JSON.parse(await response.text()) };
  };
  const withWorker = async (work: () => Promise<void>): Promise<void> => {
    const worker = await Worker.create({
      connection: await connection.nativeConnection(),
      namespace: temporal.namespace,
      taskQueue,
      workflowBundle: { codePath: temporal.bundlePath },
    });
    await worker.runUntil(work);
  };

  it('lists orders that started, with what their attributes and memo say, also while no worker runs', async () => {
    await Promise.all([start(1), start(2), start(3)]);
    await until(() => [1, 2, 3].every((serial) => statusOf(serial) !== undefined));
    const { body } = await api(`/api/orders?limit=2&account=${accountId}`);
    expect(body.nextCursor).toEqual(expect.any(String));
    expect(body.orders[0]).toEqual({
      account: accountId,
      amazonOrderId: order(3).amazonOrderId,
      status: 'Pending',
      amazonStatus: 'Pending',
      fulfilledBy: 'FBM',
      purchaseDate: '2026-03-10T08:00:00.000Z',
      shipBy: '2099-03-12T08:00:00.000Z',
      total: { amount: '55.58', currency: 'USD' },
      commerceOrderNumber: null,
      blockedBy: null,
      note: null,
      workflowId: orderWorkflowId(order(3)),
    });
    expect(index.find(order(3).amazonOrderId)?.deliverByMs).toBe(Date.parse('2099-03-15T08:00:00Z'));
    expect(refreshFailures).toEqual([]);
  }, 60_000);

  it('answers the row of the list while no worker answers, and 404 for an unknown order', async () => {
    expect((await api(`/api/orders/${order(1).amazonOrderId}`)).body).toMatchObject({
      answeredBy: 'index',
      status: 'Pending',
    });
    expect((await api('/api/orders/999-7654321-0000000')).status).toBe(404);
  }, 60_000);

  it('pages through visibility, page by page', async () => {
    const lister = createVisibilityLister(connection.client);
    const seen: string[] = [];
    for await (const { rows, unreadableCount } of lister.pages({ filter: openOrders(), pageSize: 1 })) {
      // A last page may be empty: this server does not look whether anything follows a full one.
      expect(rows.length + unreadableCount).toBeLessThanOrEqual(1);
      seen.push(...rows.map(({ workflowId }) => workflowId));
    }
    expect(seen.length).toBeGreaterThan(1);
    expect(new Set(seen).size).toBe(seen.length);
  }, 60_000);

  it('asks the workflow, records a signed package in it, acts on it, and sees it end', async () => {
    await withWorker(async () => {
      const id = order(1).amazonOrderId;
      const body = bodyOf({ account: accountId, amazonOrderId: id });
      const delivery = signed(body);
      const headers = {
        'webhook-id': delivery.webhookId,
        'webhook-timestamp': delivery.timestamp,
        'webhook-signature': delivery.signature,
      };
      const shipped = await api('/webhooks/shipments', { method: 'POST', headers, body: delivery.body });
      expect(shipped).toMatchObject({ status: 202, body: { outcome: 'accepted' } });
      expect((await api(`/api/orders/${id}`)).body).toMatchObject({
        answeredBy: 'workflow',
        items: [{ orderItemId: 'item-1', sku: 'MUG', quantity: 3 }],
        packages: [{ id: 'P-1', trackingNumber: '1Z999', items: [{ orderItemId: 'item-1', quantity: 2 }] }],
      });

      const refused = await api(`/api/orders/${order(2).amazonOrderId}/retry`, { method: 'POST' });
      expect(refused).toMatchObject({
        status: 409,
        body: { type: 'urn:waybill:problem:refused', detail: expect.any(String) },
      });
      const skip = () =>
        api(`/api/orders/${order(2).amazonOrderId}/skip`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ reason: 'handled by hand' }),
        });
      expect((await skip()).status).toBe(200);
      await until(() => statusOf(2) === 'Skipped' && index.find(order(2).amazonOrderId)?.closedAtMs !== undefined);
      expect(await skip()).toMatchObject({ status: 409 });
      expect(index.search({ filter: { account: accountId }, sort: defaultSort, limit: 10 }).rows).toHaveLength(3);

      const late = signed(bodyOf({ account: accountId, amazonOrderId: order(2).amazonOrderId }), {
        webhookId: 'msg_2',
      });
      const lateHeaders = {
        ...headers,
        'webhook-id': late.webhookId,
        'webhook-signature': late.signature,
        'webhook-timestamp': late.timestamp,
      };
      expect(await api('/webhooks/shipments', { method: 'POST', headers: lateHeaders, body: late.body })).toMatchObject(
        {
          status: 409,
          body: { type: 'urn:waybill:problem:order-ended' },
        },
      );
    });
  }, 60_000);

  it('shows that the workflow of an order was terminated', async () => {
    await connection.client.workflow.getHandle(orderWorkflowId(order(3))).terminate('by hand');
    await until(() => index.find(order(3).amazonOrderId)?.abnormalEnd === 'terminated');
    expect(
      await api(`/api/orders/${order(3).amazonOrderId}/skip`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"reason":"x"}',
      }),
    ).toMatchObject({ status: 409, body: { type: 'urn:waybill:problem:order-ended' } });
  }, 60_000);
});
