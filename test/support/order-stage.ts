import type { Client, WorkflowHandle } from '@temporalio/client';
import { TypedSearchAttributes } from '@temporalio/common';
import type { Activities, OrderRef } from '../../activities/contract.js';
import { createFailureInterceptor } from '../../activities/failure-interceptor.js';
import { type AmazonOrderId, parseAmazonOrderId } from '../../src/domain/ids.js';
import { attributesAtStart, standingAtStart } from '../../src/domain/order-attributes.js';
import type { OrderSettings } from '../../src/domain/order-settings.js';
import type { OrderSighting } from '../../src/domain/order-sighting.js';
import { orderAttributes } from '../../src/domain/search-attributes.js';
import { amazonTaskQueue, commerceTaskQueue, confirmationTaskQueue } from '../../src/domain/task-queues.js';
import { type RunningWorker, runWorker } from '../../src/temporal/running-worker.js';
import { orderWorkflowId } from '../../src/temporal/workflow-ids.js';
import { type OrderView, order as orderQuery } from '../../workflows/messages.js';
import { endStory } from './end-story.js';
import { commerceOrder, newOrderRef, orderSettings, sighting } from './order-inputs.js';
import type { StageServer } from './stage-server.js';
import { until } from './until.js';

/** What the remotes answer when nothing goes wrong; a story replaces the ones it is about. */
export function obligingActivities(seen: OrderSighting = sighting('Unshipped')): Activities {
  return {
    readAmazonOrder: async () => ({ outcome: 'read', sighting: seen }),
    createCommerceCustomer: async () => ({ outcome: 'created', customerId: 57, groupId: 1 }),
    createCommerceOrder: async () => ({ outcome: 'created', commerceOrder: commerceOrder(), sighting: seen }),
    lookForCommerceOrder: async () => ({ outcome: 'not-there' }),
    shipCommerceOrder: async () => ({ outcome: 'created', commerceState: 'complete' }),
    confirmAmazonShipment: async () => ({ outcome: 'confirmed', amazonStatus: 'Shipped' }),
    lookForAmazonPackage: async () => ({ outcome: 'confirmed', amazonStatus: 'Shipped' }),
    cancelCommerceOrder: async () => ({ outcome: 'closed' }),
    holdCommerceOrder: async () => ({ outcome: 'held' }),
    liftCommerceHold: async () => ({ outcome: 'lifted' }),
    cancelAmazonOrder: async () => ({ outcome: 'accepted' }),
    trackLatePackage: async () => ({ outcome: 'tracked' }),
    creditAmazonRefund: async () => ({ outcome: 'credited' }),
  };
}

type Call = { readonly activity: keyof Activities; readonly argument: unknown };
export type Calls = readonly Call[];

export type RunningOrder = {
  readonly handle: WorkflowHandle;
  readonly ref: OrderRef;
  readonly calls: Calls;
  readonly callsOf: (activity: keyof Activities) => number;
  readonly view: () => Promise<OrderView>;
  readonly until: (isReached: (view: OrderView) => boolean) => Promise<OrderView>;
  readonly attribute: (name: keyof typeof orderAttributes) => Promise<unknown>;
};

export type Story = {
  readonly type?: 'merchantFulfilledOrder' | 'amazonFulfilledOrder' | 'viewOnlyOrder';
  readonly startsAs: OrderSighting;
  readonly settings?: Partial<OrderSettings>;
  readonly activities?: Partial<Activities>;
  readonly maxCachedWorkflows?: number;
};

export type OrderStage = {
  /** One order with activities of its own; what is still open when the story is told is terminated. */
  readonly tellOrder: <T>(story: Story, tell: (running: RunningOrder) => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
};

type Told = { readonly activities: Activities; readonly calls: Call[] };

const unobserved = { remoteFailed: () => undefined, activityFaulted: () => undefined };

/** Workers take longer to start than most stories to tell: all orders of one stage share them, as orders of one account. */
export async function openOrderStage(server: StageServer): Promise<OrderStage> {
  const { client, connection, namespace, bundlePath } = server;
  const account = newOrderRef();
  const taskQueue = `orders-${account.accountId}`;
  const stories = new Map<AmazonOrderId, Told>();
  const activities = byStory(stories);
  const ordersWorker = (queue: string, cache: { readonly maxCachedWorkflows?: number } = {}) =>
    runWorker({ connection, namespace, taskQueue: queue, workflowBundle: { codePath: bundlePath }, ...cache });
  const activityWorker = (queue: string) =>
    runWorker({
      connection,
      namespace,
      taskQueue: queue,
      activities,
      interceptors: { activity: [createFailureInterceptor(unobserved)] },
    });
  const workers: RunningWorker[] = await Promise.all([
    ordersWorker(taskQueue),
    activityWorker(amazonTaskQueue(account.sellerId)),
    activityWorker(confirmationTaskQueue(account.sellerId)),
    activityWorker(commerceTaskQueue(account.accountId)),
  ]);

  return {
    async tellOrder(story, tell) {
      const ref = { ...account, amazonOrderId: newOrderRef().amazonOrderId };
      const told: Told = { activities: { ...obligingActivities(story.startsAs), ...story.activities }, calls: [] };
      stories.set(ref.amazonOrderId, told);
      const { maxCachedWorkflows } = story;
      const queue = maxCachedWorkflows === undefined ? taskQueue : `${taskQueue}-${ref.amazonOrderId}`;
      if (maxCachedWorkflows !== undefined) workers.push(await ordersWorker(queue, { maxCachedWorkflows }));
      const handle = await start(client, { story, ref, taskQueue: queue });
      try {
        return await tell(runningOrder({ handle, ref, calls: told.calls }));
      } finally {
        await endStory(handle);
      }
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.stop()));
    },
  };
}

function runningOrder(told: Pick<RunningOrder, 'handle' | 'ref' | 'calls'>): RunningOrder {
  const { handle, calls } = told;
  const view = () => handle.query(orderQuery);
  return {
    ...told,
    view,
    callsOf: (activity) => calls.filter((call) => call.activity === activity).length,
    until: (isReached) => until(view, isReached),
    attribute: async (name) => (await handle.describe()).typedSearchAttributes.get(orderAttributes[name]),
  };
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

/** Each call finds its story by the order that it is about. */
function byStory(stories: ReadonlyMap<AmazonOrderId, Told>): object {
  return Object.fromEntries(
    Object.keys(obligingActivities()).map((name) => {
      const activity = name as keyof Activities;
      const run = (argument: never) => {
        const told = stories.get(orderIdIn(argument));
        if (told === undefined) throw new Error('no story is told of this order');
        told.calls.push({ activity, argument });
        return told.activities[activity](argument);
      };
      return [activity, run];
    }),
  );
}

/** Some activities take the order's names themselves, most take a request that holds them. */
function orderIdIn(argument: { readonly amazonOrderId?: unknown; readonly order?: OrderRef }): AmazonOrderId {
  const id = parseAmazonOrderId(argument.order?.amazonOrderId ?? argument.amazonOrderId);
  if (id === undefined) throw new Error('an activity was asked about no order');
  return id;
}
