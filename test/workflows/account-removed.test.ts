import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { WorkflowSignalWithStartOptions } from '@temporalio/client';
import { TypedSearchAttributes } from '@temporalio/common';
import { type AccountId, parseAccountId } from '../../src/domain/ids.js';
import type { LateFact } from '../../src/domain/late-fact.js';
import { orderAttributes } from '../../src/domain/search-attributes.js';
import { closeRemovedAccount } from '../../src/ingestion/close-account.js';
import { isServed, tellRemovedAccounts } from '../../src/ingestion/removed-accounts.js';
import { readChangePermit } from '../../src/temporal/change-permit.js';
import type { TemporalConnection } from '../../src/temporal/connection.js';
import { lateOrderWorkflowId } from '../../src/temporal/workflow-ids.js';
import { closeAccount } from '../../workflows/account-messages.js';
import { type EndedOrder, factsArrived, type LateOrderInput } from '../../workflows/late-messages.js';
import { accountClosed, accountRemoved, causeGone, shipped } from '../../workflows/messages.js';
import { tellAccount } from '../support/account-stage.js';
import { given, newOrderRef, parcel, sightedLine, sighting } from '../support/order-inputs.js';
import { type OrderStage, openOrderStage } from '../support/order-stage.js';
import { quietRuntime } from '../support/quiet-runtime.js';
import type { StageServer } from '../support/stage-server.js';
import { temporalForTests } from '../support/temporal-server.js';
import { until } from '../support/until.js';

let temporal: TemporalConnection | undefined;
let server: StageServer;
let stage: OrderStage;
beforeAll(async () => {
  quietRuntime();
  const { connect, bundlePath, namespace } = await temporalForTests();
  temporal = await connect();
  server = { client: temporal.client, connection: await temporal.nativeConnection(), namespace, bundlePath };
  stage = await openOrderStage(server);
});
afterAll(async () => {
  await stage?.close();
  await temporal?.close();
});

const never = () => new Promise<never>(() => undefined);

describe('an order whose account is in no settings any more', () => {
  it('says so although nothing was due, sends nothing, and goes on when the account is back', async () => {
    await stage.tellOrder({ startsAs: sighting('Unshipped') }, async (order) => {
      await order.until(({ status }) => status === 'AwaitingShipment');
      await order.handle.signal(accountRemoved);
      await order.handle.signal(accountRemoved);
      const removed = await order.until(({ status }) => status === 'Blocked');
      expect(removed).toMatchObject({ needsAttention: true, blocker: { code: 'account-removed' } });
      expect(removed.timeline.filter(({ what }) => what === 'blocked')).toHaveLength(1);
      await order.handle.signal(shipped, parcel('P1', 2));
      await order.until(({ packages }) => packages.length === 1);
      expect([order.callsOf('confirmAmazonShipment'), order.callsOf('shipCommerceOrder')]).toEqual([0, 0]);
      await order.handle.signal(causeGone);
      expect(await order.handle.result()).toMatchObject({ ended: 'Complete' });
    });
  });

  it('ends as skipped when the account is closed, even while a step lies in a queue that nobody reads', async () => {
    const activities = { createCommerceOrder: never };
    await stage.tellOrder({ startsAs: sighting('Unshipped'), activities }, async (order) => {
      await until(
        async () => order.callsOf('createCommerceOrder'),
        (calls) => calls === 1,
      );
      await order.handle.signal(accountClosed, { actor: 'command-line' });
      expect(await order.handle.result()).toMatchObject({ ended: 'Skipped' });
      expect(await order.attribute('orderStatus')).toBe('Skipped');
    });
  });

  it('ends as skipped too when it waited for its shipment', async () => {
    await stage.tellOrder({ startsAs: sighting('Unshipped') }, async (order) => {
      await order.until(({ status }) => status === 'AwaitingShipment');
      await order.handle.signal(accountClosed, { actor: 'command-line' });
      expect(await order.handle.result()).toMatchObject({ ended: 'Skipped' });
    });
  });
});

/** A package that became known after the end of an order, on its way into a queue that nobody reads. */
function startLate(accountId: AccountId) {
  const order = { ...newOrderRef(), accountId };
  const ended: EndedOrder = {
    ...{ order, status: 'Complete', amazonStatus: 'Shipped', fulfilledBy: 'FBM' },
    ...{ purchasedAt: '2026-11-01T09:00:00.000Z', lines: [sightedLine()], packages: [] },
  };
  const options: WorkflowSignalWithStartOptions<[readonly LateFact[]]> & { readonly args: [LateOrderInput] } = {
    workflowId: lateOrderWorkflowId(order),
    taskQueue: `orders-${accountId}`,
    args: [{ ended }],
    signal: factsArrived,
    signalArgs: [[{ kind: 'package', package: parcel('P1', 2) }]],
    typedSearchAttributes: new TypedSearchAttributes([{ key: orderAttributes.account, value: accountId }]),
  };
  return server.client.workflow.signalWithStart('lateOrder', options);
}

describe('an account that no process serves', () => {
  it('loses its permit and ends when it is closed; one that is served, or configured here, is left alone', async () => {
    await tellAccount(server, { hasIngestion: false }, async ({ handle }) => {
      const accountId = given(parseAccountId(handle.workflowId.replace('amazon-account:', '')));
      const look = (isConfigured: boolean) =>
        tellRemovedAccounts({
          client: server.client,
          isConfigured: (id) => id !== accountId || isConfigured,
          nowMs: () => Date.now(),
        });
      const late = await startLate(accountId);
      expect(await look(true)).toMatchObject({ removed: 0 });
      await until(
        () => look(false),
        ({ removed }) => removed === 1, // lists lag
      );
      await until(
        () => readChangePermit(server.client, accountId),
        ({ held }) => held === 'removed',
      );
      await until(
        async () => {
          await look(false);
          return (await late.describe()).typedSearchAttributes.get(orderAttributes.blockedBy);
        },
        (blockedBy) => blockedBy === 'account-removed',
      );
      await until(
        () => look(false),
        ({ told }) => told === 0, // once the lists know
      );
      await handle.signal(closeAccount);
      await handle.result();
      const closing = { accountId, actor: 'test', nowMs: () => Date.now() };
      expect(await closeRemovedAccount(server.client, closing)).toEqual({ orders: 0, late: 1 });
      expect(await late.result()).toMatchObject({ blockers: {} });
    });
  });

  it('cannot be closed while a process still serves it, whatever the settings here say: its orders would be lost', async () => {
    await tellAccount(server, {}, async ({ handle }) => {
      const accountId = given(parseAccountId(handle.workflowId.replace('amazon-account:', '')));
      const nowMs = () => Date.now();
      await until(
        () => isServed({ client: server.client, nowMs }, accountId), // the first poll has to reach the server
        (is) => is,
      );
      expect(await closeRemovedAccount(server.client, { accountId, actor: 'test', nowMs })).toBe('still-served');
      expect((await handle.describe()).status.name).toBe('RUNNING');
    });
  });
});
