import type { Client } from '@temporalio/client';
import {
  decodeArrayFromPayloads,
  decodeOptionalFailureToOptionalError,
} from '@temporalio/common/lib/internal-non-workflow/index.js';

type Described = Awaited<ReturnType<ReturnType<Client['workflow']['getHandle']>['describe']>>['raw'];
export type PendingActivity = NonNullable<Described['pendingActivities']>[number];
type Asked = { readonly client: Pick<Client, 'workflow'>; readonly workflowId: string };

/** What the activity said with its last heartbeat. The SDK hands it over as the worker encoded it. */
export async function heartbeatOf(asked: Asked, pending: PendingActivity): Promise<unknown> {
  const { loadedDataConverter } = asked.client.workflow.options;
  const { payloads } = pending.heartbeatDetails ?? {};
  const [details] = await decodeArrayFromPayloads(loadedDataConverter, payloads, contextOf(asked, pending));
  return details;
}

/** Why its last try failed, in words; undefined: it has not failed, or says nothing. Costs a decoder only where one is needed. */
export async function lastFailureOf(asked: Asked, pending: PendingActivity): Promise<string | undefined> {
  const { lastFailure } = pending;
  if (lastFailure === null || lastFailure === undefined) return undefined;
  if (!lastFailure.encodedAttributes) return lastFailure.message || undefined;
  const { loadedDataConverter } = asked.client.workflow.options;
  const error = await decodeOptionalFailureToOptionalError(
    loadedDataConverter,
    lastFailure,
    contextOf(asked, pending),
  ).catch(() => undefined); // of a key that is gone: better the attempt without its reason than no attempt
  return error?.message || undefined;
}

/** As the worker encoded it: the codec binds what it encrypts to where it belongs. */
const contextOf = ({ client, workflowId }: Asked, { activityId }: PendingActivity) =>
  ({
    type: 'activity',
    namespace: client.workflow.options.namespace,
    workflowId,
    isLocal: false,
    activityId: activityId ?? '',
  }) as const;
