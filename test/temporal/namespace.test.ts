import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Connection } from '@temporalio/client';
import { msToTs, optionalTsToMs } from '@temporalio/common/lib/time.js';
import { orderAttributes } from '../../src/domain/search-attributes.js';
import type { TemporalConnection } from '../../src/temporal/connection.js';
import { hasCode } from '../../src/temporal/has-code.js';
import { ensureNamespace } from '../../src/temporal/namespace.js';
import { indexedValueType, requiredSearchAttributes } from '../../src/temporal/search-attributes.js';
import { type TemporalServerForTests, temporalServerForTests } from '../support/temporal-server.js';

const dayMs = 24 * 60 * 60 * 1000;
const silent = (): void => undefined;

let server: TemporalServerForTests;
let temporal: TemporalConnection;
beforeAll(async () => {
  server = await temporalServerForTests();
  temporal = await server.connect();
});
afterAll(() => temporal.close());

async function describeDefault() {
  const { config } = await temporal.connection.workflowService.describeNamespace({ namespace: server.namespace });
  const { customAttributes } = await temporal.connection.operatorService.listSearchAttributes({
    namespace: server.namespace,
  });
  return { retentionDays: (optionalTsToMs(config?.workflowExecutionRetentionTtl) ?? 0) / dayMs, customAttributes };
}

describe('a namespace made ready for orders', () => {
  it('remembers closed orders for 90 days', async () => {
    expect((await describeDefault()).retentionDays).toBe(90);
  });

  it('knows every search attribute by name and type', async () => {
    const { customAttributes } = await describeDefault();
    const wanted = requiredSearchAttributes.map(({ name, type }) => [name, indexedValueType[type]]);
    expect(customAttributes).toMatchObject(Object.fromEntries(wanted));
    expect(wanted).toHaveLength(15);
  });

  it('stays as it is when another process makes it ready again', async () => {
    const before = await describeDefault();
    const options = { connection: temporal.connection, namespace: server.namespace, say: silent };
    await Promise.all([ensureNamespace(options), ensureNamespace(options)]);
    expect(await describeDefault()).toEqual(before);
  });

  it('takes an order at once, and finds it by its attributes', async () => {
    const amazonOrderId = '112-0000001-0000001';
    const handle = await temporal.client.workflow.start('anOrder', {
      taskQueue: server.newTaskQueue(),
      workflowId: `namespace-test-${amazonOrderId}`,
      typedSearchAttributes: [
        { key: orderAttributes.amazonOrderId, value: amazonOrderId },
        { key: orderAttributes.changedAt, value: new Date('2026-01-01T00:00:00Z') },
        { key: orderAttributes.orderTotal, value: 12.5 },
        { key: orderAttributes.needsAttention, value: true },
      ],
    });
    const { typedSearchAttributes } = await handle.describe();
    expect(typedSearchAttributes.get(orderAttributes.amazonOrderId)).toBe(amazonOrderId);
    await handle.terminate();
  });
});

describe('a namespace that did not exist', () => {
  it('is created with 90 days and all search attributes', async () => {
    const namespace = `made-${Date.now()}`;
    const said: string[] = [];
    const ready = await ensureNamespace({
      connection: temporal.connection,
      namespace,
      say: (line) => said.push(line),
    });
    expect(ready).toEqual({ retentionDays: 90 });
    expect(said).toEqual([`Created namespace ${namespace}.`]);
  });
});

describe('a namespace that we may not change', () => {
  const denied = Object.assign(new Error('denied'), { code: 7, details: 'Request unauthorized.', metadata: {} });
  const deny = () => Promise.reject(denied);

  /** The real connection, but for the calls that this server refuses. */
  const connectionRefusing = (service: 'workflowService' | 'operatorService', call: string): Connection =>
    Object.assign(Object.create(temporal.connection), {
      [service]: Object.assign(Object.create(temporal.connection[service]), { [call]: deny }),
    });

  it('is used with its shorter retention, and the operator is told the command that raises it', async () => {
    const namespace = `short-${Date.now()}`;
    await temporal.connection.workflowService.registerNamespace({
      namespace,
      workflowExecutionRetentionPeriod: msToTs(3 * dayMs),
    });
    const said: string[] = [];
    const ready = await ensureNamespace({
      connection: connectionRefusing('workflowService', 'updateNamespace'),
      namespace,
      say: (line) => said.push(line),
    });
    expect(ready).toEqual({ retentionDays: 3 });
    expect(said).toEqual([expect.stringContaining(`namespace update -n ${namespace} --retention 90d`)]);
  });

  it('is refused when it lacks search attributes, with the command that adds the missing ones', async () => {
    const namespace = `bare-${Date.now()}`;
    const ready = ensureNamespace({
      connection: connectionRefusing('operatorService', 'addSearchAttributes'),
      namespace,
      say: silent,
    });
    await expect(ready).rejects.toThrow(/may not add them \(Request unauthorized.\): .* --name ShipBy --type Datetime/);
  });

  it('is refused when it does not exist, with the command that creates it', async () => {
    const ready = ensureNamespace({
      connection: connectionRefusing('workflowService', 'registerNamespace'),
      namespace: 'nowhere',
      say: silent,
    });
    await expect(ready).rejects.toThrow('temporal operator namespace create -n nowhere --retention 90d');
  });

  it('is refused when a search attribute has another type, which nobody but the operator can resolve', async () => {
    const namespace = `clash-${Date.now()}`;
    await temporal.connection.workflowService.registerNamespace({
      namespace,
      workflowExecutionRetentionPeriod: msToTs(90 * dayMs),
    });
    await untilAdded(namespace, { ShipBy: indexedValueType.KEYWORD });
    await expect(ensureNamespace({ connection: temporal.connection, namespace, say: silent })).rejects.toThrow(
      'search attributes of another type: ShipBy (must be Datetime)',
    );
  });
});

/** A namespace made a moment ago is unknown to the service for search attributes until its next refresh. */
async function untilAdded(namespace: string, searchAttributes: Record<string, number>): Promise<void> {
  for (;;) {
    try {
      await temporal.connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
      return;
    } catch (error) {
      if (!hasCode(error, 5)) throw error;
      await wait(100);
    }
  }
}
