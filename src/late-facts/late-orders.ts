import {
  type Client,
  type WorkflowHandle,
  WorkflowIdReusePolicy,
  WorkflowNotFoundError,
  type WorkflowSignalWithStartOptions,
} from '@temporalio/client';
import { TypedSearchAttributes } from '@temporalio/common';
import { type EndedOrder, factsArrived, type LateOrderInput, type LateState } from '../../workflows/late-messages.js';
import type { AmazonOrderId, SellerId } from '../domain/ids.js';
import { isKnownFact, type LateFact, packagesNow } from '../domain/late-fact.js';
import { orderAttributes } from '../domain/search-attributes.js';
import { ordersTaskQueue } from '../domain/task-queues.js';
import { isHeard } from '../temporal/workflow-gone.js';
import { lateOrderWorkflowId, orderWorkflowId } from '../temporal/workflow-ids.js';

export type OrderName = { readonly sellerId: SellerId; readonly amazonOrderId: AmazonOrderId };

/** `told`: durably in a workflow's history. `known`: no news, nothing was started. `no-such-order`: nothing ended under that name. */
export type LateAnswer = 'told' | 'known' | 'no-such-order';

export interface LateOrders {
  /** A repeat is harmless: what is known starts nothing. Throws when Temporal cannot be asked. */
  tell(order: OrderName, factsOf: (ended: EndedOrder) => readonly LateFact[]): Promise<LateAnswer>;
}

type Workflows = Pick<Client, 'workflow' | 'withDeadline'>;

/**
 * All of one telling happens within this. A late run stays open for a minute, so none can begin and end between our
 * reading of the latest one's result and our start of the next: nothing that a run learnt is forgotten.
 */
const withinMs = 20_000;
const attemptsMax = 3;

export const lateOrders = (client: Workflows, taskQueue: string = ordersTaskQueue): LateOrders => ({
  tell: (order, factsOf) =>
    client.withDeadline(Date.now() + withinMs, async () => {
      const ended = await resultOf(client.workflow.getHandle<OrderStory>(orderWorkflowId(order)));
      // An order that was only listed leaves nothing behind: nothing is written anywhere for it.
      const known = typeof ended === 'object' ? ended.order : undefined;
      if (known === undefined) return 'no-such-order';
      const facts = factsOf(known);
      return facts.length === 0 ? 'known' : tellLate({ client, taskQueue }, known, facts);
    }),
});

type OrderStory = () => Promise<{ readonly order?: EndedOrder }>;
type LateStory = () => Promise<LateState>;

type Place = { readonly client: Workflows; readonly taskQueue: string };

async function tellLate(place: Place, ended: EndedOrder, facts: readonly LateFact[]): Promise<LateAnswer> {
  const handle = place.client.workflow.getHandle<LateStory>(lateOrderWorkflowId(ended.order));
  for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
    const latest = await resultOf(handle);
    if (latest === 'running') {
      if (await isHeard(handle.signal(factsArrived, facts))) return 'told';
      continue; // it has ended since: its result is there now
    }
    const carried = latest === 'none' ? undefined : latest;
    const news = facts.filter((fact) => !isKnown(fact, ended, carried));
    if (news.length === 0) return 'known';
    await start(place, { ended, ...(carried === undefined ? {} : { carried }) }, news);
    return 'told';
  }
  throw new Error('the late workflow of an order began and ended again while it was told');
}

function isKnown(fact: LateFact, ended: EndedOrder, late: LateState | undefined): boolean {
  const packages = packagesNow(ended.packages, late?.packages ?? []);
  return isKnownFact(fact, { factIds: late?.factIds ?? [], packages });
}

/** Reading a result costs no action, and no worker has to replay the story for it. */
async function resultOf<Result>(handle: WorkflowHandle<() => Promise<Result>>): Promise<Result | 'running' | 'none'> {
  try {
    const { status } = await handle.describe();
    if (status.name === 'RUNNING') return 'running';
    return status.name === 'COMPLETED' ? await handle.result() : 'none';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 'none';
    throw error;
  }
}

async function start({ client, taskQueue }: Place, input: LateOrderInput, facts: readonly LateFact[]): Promise<void> {
  const { accountId, sellerId, amazonOrderId } = input.ended.order;
  const options: WorkflowSignalWithStartOptions<[readonly LateFact[]]> & { readonly args: [LateOrderInput] } = {
    workflowId: lateOrderWorkflowId(input.ended.order),
    workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
    taskQueue,
    args: [input],
    signal: factsArrived,
    signalArgs: [facts],
    // To be found in Temporal's own lists; ours ask for the prefix of orders, and leave it out.
    typedSearchAttributes: new TypedSearchAttributes([
      { key: orderAttributes.account, value: accountId },
      { key: orderAttributes.sellerId, value: sellerId },
      { key: orderAttributes.amazonOrderId, value: amazonOrderId },
    ]),
    staticSummary: `What came after order ${amazonOrderId} had ended`,
  };
  await client.workflow.signalWithStart('lateOrder', options);
}
