import {
  ApplicationFailure,
  type Client,
  type WorkflowHandle,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
} from '@temporalio/client';
import { lateFacts } from '../../workflows/late-messages.js';
import {
  cancel,
  confirmAgain,
  correctRegion,
  declineCancel,
  mapSku,
  type OrderView,
  order,
  retryNow,
  skip,
  type UpdateAnswer,
} from '../../workflows/messages.js';
import { assertNever } from '../domain/assert-never.js';
import { heldBlocker } from '../domain/held-blocker.js';
import type { PackageId, Sku } from '../domain/ids.js';
import { packagesNow } from '../domain/late-fact.js';
import { isFinalOrderStatus } from '../domain/order-status.js';
import type { RegionCorrection } from '../domain/region-correction.js';
import { endedOrUnknown } from '../temporal/workflow-gone.js';
import { lateOrderWorkflowId, lateOrderWorkflowIdOf } from '../temporal/workflow-ids.js';
import { type Attempt, attemptsOf } from './attempts.js';

/** What pages and the API say to the workflow of one order. Answers, never throws: what went wrong is part of the answer. */
export interface OrderConversation {
  view(workflowId: string): Promise<ViewAnswer>;
  act(workflowId: string, action: OrderAction): Promise<ActionAnswer>;
  /** Calls to remotes that run or wait for their next try; none when Temporal does not tell. */
  attempts(workflowId: string): Promise<readonly Attempt[]>;
}

export type OrderAction =
  | { readonly kind: 'retry'; readonly actor: string }
  | { readonly kind: 'skip'; readonly actor: string; readonly reason: string }
  | { readonly kind: 'cancel'; readonly actor: string; readonly reason: string }
  | { readonly kind: 'decline-cancel'; readonly actor: string; readonly reason?: string }
  | { readonly kind: 'confirm-again'; readonly actor: string; readonly package: PackageId }
  | { readonly kind: 'map-sku'; readonly actor: string; readonly from: Sku; readonly to: Sku }
  | ({ readonly kind: 'correct-region'; readonly actor: string } & RegionCorrection);

export type ViewAnswer =
  | { readonly outcome: 'view'; readonly view: OrderView }
  | { readonly outcome: 'unknown' }
  /** Temporal is away, or no worker answers for the workflow. */
  | { readonly outcome: 'no-answer' };

export type ActionAnswer =
  | { readonly outcome: 'accepted'; readonly answer: UpdateAnswer }
  | { readonly outcome: 'refused'; readonly because: string }
  | { readonly outcome: 'ended' }
  | { readonly outcome: 'unknown' }
  | { readonly outcome: 'no-answer' };

type Workflows = Pick<Client, 'workflow' | 'withDeadline'>;

/** A page waits for this; a worker that is there answers in milliseconds. */
const viewWithinMs = 3000;
const actWithinMs = 5000;

export function createOrderConversation(client: Workflows): OrderConversation {
  return {
    view: async (workflowId) => {
      try {
        const view = await client.withDeadline(Date.now() + viewWithinMs, () =>
          client.workflow.getHandle(workflowId).query(order),
        );
        return { outcome: 'view', view: isFinalOrderStatus(view.status) ? await withLate(client, view) : view };
      } catch (error) {
        return error instanceof WorkflowNotFoundError ? { outcome: 'unknown' } : { outcome: 'no-answer' };
      }
    },
    attempts: async (workflowId) => {
      try {
        const { raw, status } = await client.withDeadline(Date.now() + viewWithinMs, () =>
          client.workflow.getHandle(workflowId).describe(),
        );
        const own = await attemptsOf({ client, workflowId }, raw);
        return status.name === 'RUNNING' ? own : [...own, ...(await lateAttempts(client, workflowId))];
      } catch {
        return []; // the view, asked at the same time, says on the page that nobody answers
      }
    },
    act: async (workflowId, action) => {
      const answer = await ask(client, workflowId, action);
      const late = lateOrderWorkflowIdOf(workflowId);
      if (answer.outcome !== 'ended' || action.kind !== 'retry' || late === undefined) return answer;
      // What came after its end may be blocked as well. Most orders have nothing of it.
      const lateAnswer = await ask(client, late, action);
      return lateAnswer.outcome === 'unknown' ? answer : lateAnswer;
    },
  };
}

async function ask(client: Workflows, workflowId: string, action: OrderAction): Promise<ActionAnswer> {
  try {
    const answer = await client.withDeadline(Date.now() + actWithinMs, () =>
      send(client.workflow.getHandle(workflowId), action),
    );
    return { outcome: 'accepted', answer };
  } catch (error) {
    return answerToFailure(error);
  }
}

/** What came after an order's end is part of its story. Most orders have none of it. */
async function withLate(client: Workflows, view: OrderView): Promise<OrderView> {
  try {
    const late = await client.withDeadline(Date.now() + viewWithinMs, () =>
      client.workflow.getHandle(lateOrderWorkflowId(view.order)).query(lateFacts),
    );
    const blockers = Object.values(late.blockers);
    const blocker = blockers.find(({ code }) => code === heldBlocker('removed').code) ?? blockers[0];
    return {
      ...view,
      ...(blocker === undefined ? {} : { blocker }),
      packages: packagesNow(view.packages, late.packages),
      timeline: [...view.timeline, ...late.timeline].toSorted(
        (one, other) => Date.parse(one.at) - Date.parse(other.at),
      ),
    };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return view;
    throw error;
  }
}

/** Nothing when the order has no late workflow, which most have not. */
async function lateAttempts(client: Workflows, orderWorkflow: string): Promise<readonly Attempt[]> {
  const workflowId = lateOrderWorkflowIdOf(orderWorkflow);
  if (workflowId === undefined) return [];
  try {
    const { raw } = await client.withDeadline(Date.now() + viewWithinMs, () =>
      client.workflow.getHandle(workflowId).describe(),
    );
    return await attemptsOf({ client, workflowId }, raw);
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return [];
    throw error;
  }
}

function send(handle: WorkflowHandle, action: OrderAction): Promise<UpdateAnswer> {
  const { actor } = action;
  switch (action.kind) {
    case 'retry':
      return handle.executeUpdate(retryNow, { args: [{ actor }] });
    case 'skip':
      return handle.executeUpdate(skip, { args: [{ actor, reason: action.reason }] });
    case 'confirm-again':
      return handle.executeUpdate(confirmAgain, { args: [{ actor, packageId: action.package }] });
    case 'map-sku':
      return handle.executeUpdate(mapSku, { args: [{ actor, from: action.from, to: action.to }] });
    case 'cancel':
      return handle.executeUpdate(cancel, { args: [{ actor, reason: action.reason }] });
    case 'decline-cancel': {
      const { reason } = action;
      return handle.executeUpdate(declineCancel, { args: [{ actor, ...(reason === undefined ? {} : { reason }) }] });
    }
    case 'correct-region': {
      const { kind: _kind, ...correction } = action;
      return handle.executeUpdate(correctRegion, { args: [correction] });
    }
    default:
      return assertNever(action);
  }
}

function answerToFailure(error: unknown): ActionAnswer {
  if (error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure) {
    const { cause } = error;
    // The server's own word for an update that was accepted while its workflow ended.
    if (cause.type === 'AcceptedUpdateCompletedWorkflow') return { outcome: 'ended' };
    return { outcome: 'refused', because: cause.message };
  }
  if (error instanceof WorkflowNotFoundError) return { outcome: endedOrUnknown(error) };
  return { outcome: 'no-answer' };
}
