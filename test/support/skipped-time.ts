import { afterAll, beforeAll } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { type OrderStage, openOrderStage } from './order-stage.js';
import { quietRuntime } from './quiet-runtime.js';
import type { StageServer } from './stage-server.js';
import { workflowBundlePath } from './temporal-server.js';
import { timeSkippingEnvironment } from './time-skipping-server.js';

type Server = Omit<StageServer, 'bundlePath'>;

/**
 * Called in a `describeWithTimeSkipping`, opens there what its stories need. One clock for all of them: they are told one
 * after the other.
 */
export function inSkippedTime<T extends { readonly close: () => Promise<void> }>(open: (server: Server) => Promise<T>) {
  let environment: TestWorkflowEnvironment | undefined;
  let opened: T | undefined;
  beforeAll(async () => {
    quietRuntime();
    environment = await timeSkippingEnvironment();
    const { client, nativeConnection: connection, namespace = 'default' } = environment;
    opened = await open({ client, connection, namespace });
  });
  afterAll(async () => {
    await opened?.close();
    await environment?.teardown();
  });
  return {
    client: () => running(environment).client,
    opened: () => running(opened),
    pass: (time: string): Promise<void> => running(environment).sleep(time),
    nowMs: (): Promise<number> => running(environment).currentTimeMs(),
  };
}

/** Orders with fake activities, for whom days pass at once. */
export function ordersInSkippedTime() {
  const { opened, ...time } = inSkippedTime(async (server) =>
    openOrderStage({ ...server, bundlePath: await workflowBundlePath() }),
  );
  const tellOrder: OrderStage['tellOrder'] = (story, tell) => opened().tellOrder(story, tell);
  return { ...time, tellOrder };
}

function running<T>(opened: T | undefined): T {
  if (opened === undefined) throw new Error('the time-skipping server does not run yet');
  return opened;
}
