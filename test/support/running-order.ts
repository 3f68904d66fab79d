import type { Client, WorkflowHandle } from '@temporalio/client';
import { TypedSearchAttributes } from '@temporalio/common';
import type { Activities, OrderRef } from '../../activities/contract.js';
import { attributesAtStart, standingAtStart } from '../../src/domain/order-attributes.js';
import type { OrderSettings } from '../../src/domain/order-settings.js';
import type { OrderSighting } from '../../src/domain/order-sighting.js';
import { orderAttributes } from '../../src/domain/search-attributes.js';
import { amazonTaskQueue, commerceTaskQueue } from '../../src/domain/task-queues.js';
import { type RunningWorker, runWorker } from '../../src/temporal/running-worker.js';
import { orderWorkflowId } from '../../src/temporal/workflow-ids.js';
import { type OrderView, order as orderQuery } from '../../workflows/messages.js';
import { commerceOrder, newOrderRef, orderSettings, sighting } from './order-inputs.js';
import { quietRuntime } from './quiet-runtime.js';
import { temporalForTests } from './temporal-server.js';

/** What the remotes answer when nothing goes wrong; a test replaces the ones it is about. */
export function obligingActivities(seen: OrderSighting = sighting('Unshipped')): Activities {
  return {
    readAmazonOrder: async () => ({ outcome: 'read', sighting: seen }),
    createCommerceCustomer: async () => ({ outcome: 'created', customerId: 57, groupId: 1 }),
    createCommerceOrder: async () => ({ outcome: 'created', commerceOrder: commerceOrder(), sighting: seen }),
    shipCommerceOrder: async () => ({ outcome: 'created', commerceState: 'complete' }),
    confirmAmazonShipment: async () => ({ outcome: 'confirmed', amazonStatus: 'Shipped' }),
    lookForAmazonPackage: async () => ({ outcome: 'confirmed', amazonStatus: 'Shipped' }),
    cancelCommerceOrder: async () => ({ outcome: 'closed' }),
  };
}

export type Calls = readonly { readonly activity: keyof Activities; readonly argument: unknown }[];

export type RunningOrder = {
  readonly handle: WorkflowHandle;
  readonly ref: OrderRef;
  readonly calls: Calls;
  readonly view: () => Promise<OrderView>;
  readonly until: (isReached: (view: OrderView) => boolean) => Promise<OrderView>;
  readonly attribute: (name: keyof typeof orderAttributes) => Promise<unknown>;
};

type Story = {
  readonly type?: 'merchantFulfilledOrder' | 'amazonFulfilledOrder' | 'viewOnlyOrder';
  readonly startsAs: OrderSighting;
  readonly settings?: Partial<OrderSettings>;
  readonly activities?: Partial<Activities>;
  readonly maxCachedWorkflows?: number;
};

/** One order with fake activities on a real server; everything is stopped when the story is told. */
export async function tellOrder<T>(story: Story, tell: (running: RunningOrder) => Promise<T>): Promise<T> {
  quietRuntime();
  const server = await temporalForTests();
  const temporal = await server.connect();
  const connection = await temporal.nativeConnection();
  const ref = newOrderRef();
  const taskQueue = server.newTaskQueue('orders');
  const calls: { activity: keyof Activities; argument: unknown }[] = [];
  const activities = recorded({ ...obligingActivities(story.startsAs), ...story.activities }, calls);
  const workers: RunningWorker[] = [];
  try {
    workers.push(
      await runWorker({
        connection,
        namespace: server.namespace,
        taskQueue,
        workflowBundle: { codePath: server.bundlePath },
        ...(story.maxCachedWorkflows === undefined ? {} : { maxCachedWorkflows: story.maxCachedWorkflows }),
      }),
      await runWorker({
        connection,
        namespace: server.namespace,
        taskQueue: amazonTaskQueue(ref.sellerId),
        activities,
      }),
      await runWorker({
        connection,
        namespace: server.namespace,
        taskQueue: commerceTaskQueue(ref.accountId),
        activities,
      }),
    );
    const handle = await start(temporal.client, { story, ref, taskQueue });
    const view = () => handle.query(orderQuery);
    return await tell({
      handle,
      ref,
      calls,
      view,
      until: (isReached) => until(view, isReached),
      attribute: async (name) => (await handle.describe()).typedSearchAttributes.get(orderAttributes[name]),
    });
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()));
    await temporal.close();
  }
}

async function start(client: Client, { story, ref, taskQueue }: { story: Story; ref: OrderRef; taskQueue: string }) {
  const { type = 'merchantFulfilledOrder', startsAs, settings } = story;
  return client.workflow.start(type, {
    workflowId: orderWorkflowId(ref),
    taskQueue,
    args: [{ order: ref, settings: orderSettings(settings), sighting: startsAs }],
    typedSearchAttributes: new TypedSearchAttributes(
      attributesAtStart(ref, {
        ...standingAtStart(startsAs),
        ...(type === 'viewOnlyOrder' ? { status: 'ViewOnly' as const } : {}),
        changedAt: new Date(),
      }),
    ),
  });
}

function recorded(activities: Activities, calls: { activity: keyof Activities; argument: unknown }[]): object {
  return Object.fromEntries(
    Object.entries(activities).map(([name, run]) => [
      name,
      (argument: never) => {
        calls.push({ activity: name as keyof Activities, argument });
        return run(argument);
      },
    ]),
  );
}

/** Waits on the state itself: the query is answered after every workflow task. The test's own time-out is the limit. */
export async function until<T>(read: () => Promise<T>, isReached: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await read();
    if (isReached(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
