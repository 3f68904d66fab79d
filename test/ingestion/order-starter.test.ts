import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OrderRef } from '../../activities/contract.js';
import { RemoteFailure } from '../../src/domain/remote-failure.js';
import { handOver } from '../../src/ingestion/order-starter.js';
import type { TemporalConnection } from '../../src/temporal/connection.js';
import { orderWorkflowId } from '../../src/temporal/workflow-ids.js';
import { newOrderRef, orderSettings, sighting } from '../support/order-inputs.js';
import { temporalServerForTests } from '../support/temporal-server.js';

const now = '2026-11-01T12:00:00.000Z';
const rules = {
  ...orderSettings(),
  import: true,
  since: '2025-01-01T00:00:00.000Z',
  amazonFulfilled: 'import' as const,
  resendWaitMs: 60_000,
};

/** No worker runs here: what is started stands still, and what it was told waits in its history. */
describe('an order that was seen at Amazon', () => {
  let temporal: TemporalConnection;
  const begun: OrderRef[] = [];
  beforeAll(async () => {
    temporal = await (await temporalServerForTests()).connect();
  });
  afterAll(async () => {
    for (const order of begun) {
      await handleOf(order)
        .terminate()
        .catch(() => undefined); // some have ended, or never begun
    }
    await temporal?.close();
  });

  const handleOf = (order: OrderRef) => temporal.client.workflow.getHandle(orderWorkflowId(order));
  const newOrder = (): OrderRef => {
    const order = newOrderRef();
    begun.push(order);
    return order;
  };
  const isRunning = (order: OrderRef) =>
    handleOf(order)
      .describe()
      .then(({ status }) => status.name === 'RUNNING')
      .catch(() => false);
  const signalsOf = async (order: OrderRef) =>
    ((await handleOf(order).fetchHistory()).events ?? []).flatMap(
      (event) => event.workflowExecutionSignaledEventAttributes?.signalName ?? [],
    );

  const see = (order: OrderRef, seen: ReturnType<typeof sighting>, shop: Shop = { has: false }) =>
    handOver(
      {
        client: temporal.client,
        now: () => new Date(now),
        isInCommerce: async () => {
          shop.searched = (shop.searched ?? 0) + 1;
          if (shop.has instanceof Error) throw shop.has;
          return shop.has;
        },
      },
      { order, sighting: seen },
      rules,
    );
  type Shop = { readonly has: boolean | Error; searched?: number };

  it('Pending twice runs, and its workflow is not bothered', async () => {
    const order = newOrder();
    expect(await see(order, sighting('Pending'))).toEqual({ result: 'handed-over', decision: 'start-pending' });
    expect(await see(order, sighting('Pending'))).toEqual({ result: 'running' });
    expect(await signalsOf(order)).toEqual([]);
  });

  it('shipped by Amazon twice runs, and its workflow is not bothered', async () => {
    const order = newOrder();
    const shipped = sighting('Shipped', { fulfilledBy: 'FBA' });
    await see(order, shipped);
    expect(await see(order, shipped)).toEqual({ result: 'running' });
    expect(await signalsOf(order)).toEqual([]);
  });

  it('that could not be read at first hears from here that Amazon has shipped it', async () => {
    const order = newOrder();
    await see(order, sighting('Unrecognised', { unreadableAt: 'orderItems.0' }));
    expect(await see(order, sighting('Shipped', { fulfilledBy: 'FBA' }))).toEqual({ result: 'signalled' });
    expect(await signalsOf(order)).toEqual(['amazonChanged']);
  });

  it('after its workflow has ended starts nothing', async () => {
    const order = newOrder();
    await see(order, sighting('Pending'));
    await handleOf(order).terminate();
    for (const status of ['Pending', 'Unshipped', 'Shipped'] as const) {
      expect(await see(order, sighting(status))).toEqual({ result: 'ended' });
    }
    expect(await isRunning(order)).toBe(false);
  });

  describe('and was bought longer ago than Temporal remembers', () => {
    const old = { purchasedAt: '2026-08-01T00:00:00.000Z' };

    it.each(['Pending', 'Unshipped', 'PartiallyShipped', 'Shipped'] as const)(
      'as %s starts nothing when Commerce has it',
      async (status) => {
        const order = newOrder();
        expect(await see(order, sighting(status, old), { has: true })).toEqual({ result: 'ended' });
        expect(await isRunning(order)).toBe(false);
      },
    );

    it('shipped by Amazon starts nothing when Commerce has it', async () => {
      const order = newOrder();
      const shipped = sighting('Shipped', { ...old, fulfilledBy: 'FBA' });
      expect(await see(order, shipped, { has: true })).toEqual({ result: 'ended' });
      expect(await isRunning(order)).toBe(false);
    });

    it('starts when Commerce does not have it', async () => {
      const order = newOrder();
      const shop: Shop = { has: false };
      expect(await see(order, sighting('Unshipped', old), shop)).toMatchObject({ result: 'handed-over' });
      expect(shop.searched).toBe(1);
      expect(await isRunning(order)).toBe(true);
    });

    it('is told to its workflow without a search while that runs', async () => {
      const order = newOrder();
      await see(order, sighting('Pending', old));
      const shop: Shop = { has: true };
      expect(await see(order, sighting('Unshipped', old), shop)).toMatchObject({ result: 'handed-over' });
      expect(shop.searched).toBeUndefined();
    });

    it('is not begun while Commerce cannot say', async () => {
      const order = newOrder();
      const fault = { kind: 'unavailable', isOutcomeKnown: true } as const;
      const away = new RemoteFailure({ remote: 'commerce', operation: 'findOrders', fault });
      await expect(see(order, sighting('Unshipped', old), { has: away })).rejects.toBe(away);
      expect(await isRunning(order)).toBe(false);
    });
  });

  it('of unknown shape, and so of unknown age, is searched for in Commerce before it starts', async () => {
    const order = newOrder();
    const unreadable = sighting('Unrecognised', { unreadableAt: 'orderItems.0' });
    expect(await see(order, unreadable, { has: true })).toEqual({ result: 'ended' });
    expect(await isRunning(order)).toBe(false);
  });

  it('a month ago starts without a search: Temporal would know it', async () => {
    const order = newOrder();
    const shop: Shop = { has: true };
    await see(order, sighting('Unshipped', { purchasedAt: '2026-10-01T00:00:00.000Z' }), shop);
    expect(shop.searched).toBeUndefined();
    expect(await isRunning(order)).toBe(true);
  });
});
