import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { WorkflowHandle } from '@temporalio/client';
import { connectTemporal, type TemporalConnection } from '../../src/temporal/connection.js';
import { type RunningWorker, runWorker } from '../../src/temporal/running-worker.js';
import { order as orderQuery } from '../../workflows/messages.js';
import { newKey } from '../privacy/encryption-for-tests.js';
import { newOrderRef, orderSettings, sighting } from '../support/order-inputs.js';
import { quietRuntime } from '../support/quiet-runtime.js';
import { encodedWorkflowBundlePath, temporalForTests } from '../support/temporal-server.js';
import { until } from '../support/until.js';

const connections: TemporalConnection[] = [];
const workers: RunningWorker[] = [];
afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.stop()));
  await Promise.all(connections.map((connection) => connection.close()));
});

describe('an order from before encryption was switched on', () => {
  const keys = [newKey('first')];
  let server: Awaited<ReturnType<typeof temporalForTests>>;
  let taskQueue = '';
  let started: WorkflowHandle;

  const connect = async (acceptClear: boolean): Promise<TemporalConnection> => {
    const { address, namespace } = server;
    const connection = await connectTemporal({ address, namespace, tls: false, encryption: { keys, acceptClear } });
    connections.push(connection);
    return connection;
  };
  const work = async (temporal: TemporalConnection): Promise<RunningWorker> => {
    const worker = await runWorker({
      connection: await temporal.nativeConnection(),
      ...temporal.workerDefaults,
      taskQueue,
      workflowBundle: { codePath: await encodedWorkflowBundlePath() },
    });
    workers.push(worker);
    return worker;
  };
  const hasFailedTask = async (): Promise<boolean> => {
    const { events } = await started.fetchHistory();
    return (events ?? []).some(({ workflowTaskFailedEventAttributes: failed }) => failed != null);
  };

  beforeAll(async () => {
    quietRuntime();
    server = await temporalForTests();
    taskQueue = server.newTaskQueue('encryption');
    const clear = await server.connect();
    connections.push(clear);
    const order = newOrderRef();
    started = await clear.client.workflow.start('merchantFulfilledOrder', {
      taskQueue,
      workflowId: `switched:${order.amazonOrderId}`,
      args: [{ order, settings: orderSettings(), sighting: sighting('Pending') }],
    });
  });

  it('stands still while clear payloads are refused, and goes on once they are accepted', async () => {
    const refusing = await work(await connect(false));
    await until(hasFailedTask, (hasFailed) => hasFailed);
    await refusing.stop();

    const accepting = await connect(true);
    await work(accepting);
    const handle = accepting.client.workflow.getHandle(started.workflowId);
    const view = await until(
      () => handle.query(orderQuery).catch(() => undefined), // not before its task was tried again
      (answer) => answer !== undefined,
    );
    expect(view?.status).toBe('Pending');
    await handle.terminate('the story is told');
  });
});
