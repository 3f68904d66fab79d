import { expect, it } from '@jest/globals';
import { versioned } from '../../src/processes/worker.js';
import { runWorker } from '../../src/temporal/running-worker.js';
import { amazonChanged } from '../../workflows/messages.js';
import { newOrderRef, orderSettings, sighting } from '../support/order-inputs.js';
import { quietRuntime } from '../support/quiet-runtime.js';
import { temporalForTests } from '../support/temporal-server.js';
import { until } from '../support/until.js';

it('an order moves on to the build that is made current, in the middle of its life', async () => {
  quietRuntime();
  const server = await temporalForTests();
  const temporal = await server.connect();
  const connection = await temporal.nativeConnection();
  const taskQueue = server.newTaskQueue('versioned');
  const deploymentName = 'waybill';
  const { workflowService } = temporal.connection;
  const startBuild = (buildId: string) =>
    runWorker({
      connection,
      namespace: server.namespace,
      taskQueue,
      workflowBundle: { codePath: server.bundlePath },
      ...versioned(buildId),
    });
  const makeCurrent = (buildId: string) =>
    until(
      () =>
        workflowService
          .setWorkerDeploymentCurrentVersion({
            namespace: server.namespace,
            deploymentName,
            buildId,
            ignoreMissingTaskQueues: true,
          })
          .then(
            () => true,
            () => false,
          ), // the server learns of a build when its worker has polled
      (isDone) => isDone,
    );

  const first = await startBuild('one');
  await makeCurrent('one');
  const order = newOrderRef();
  const handle = await temporal.client.workflow.start('merchantFulfilledOrder', {
    taskQueue,
    workflowId: `versioned:${order.amazonOrderId}`,
    args: [{ order, settings: orderSettings(), sighting: sighting('Pending') }],
  });
  const historyLength = () => handle.describe().then((described) => described.historyLength);
  await until(historyLength, (length) => length >= 4);
  const second = await startBuild('two');
  await makeCurrent('two');
  await first.stop();
  await handle.signal(amazonChanged, sighting('Canceled'));
  expect(await handle.result()).toMatchObject({ ended: 'Cancelled' });

  await second.stop();
  await temporal.close();
});
