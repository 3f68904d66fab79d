import type { Client, WorkflowExecutionInfo } from '@temporalio/client';
import { executionInfoFromRaw } from '@temporalio/client/lib/helpers.js';
import { PayloadRefused } from '../privacy/payload-refused.js';
import { orderRowOf } from './order-index/attributes-to-row.js';
import { CallSpacing } from './order-index/call-spacing.js';
import type { VisibilityLister } from './order-index/visibility-lister.js';

type Visibility = Pick<Client, 'workflow' | 'withDeadline' | 'withAbortSignal'>;
type Info = Omit<WorkflowExecutionInfo, 'raw'>;

/** A namespace allows ten calls a second, and we are not alone in it: the worker's probe and operators list too. */
const spacing = { spacingMs: 150, waitingMax: 50 };
const answerWithinMs = 10_000;

/**
 * The real lister. It pages by hand, because `client.workflow.list()` fetches pages when it likes and a page is what
 * has to be counted; hence the SDK's own decoder of one row, which the package does not export at its top.
 */
export function createVisibilityLister(client: Visibility, turns = new CallSpacing(spacing)): VisibilityLister {
  const { namespace, loadedDataConverter } = client.workflow.options;
  type Raw = Parameters<typeof executionInfoFromRaw>[0];
  const infoOf = (raw: Raw): Promise<Info> =>
    executionInfoFromRaw(raw, loadedDataConverter, undefined, namespace).catch((error: unknown) => {
      if (!(error instanceof PayloadRefused)) throw error;
      // A note that cannot be decrypted (its key is gone) must not hide its order, and all others of the page with it.
      return executionInfoFromRaw({ ...raw, memo: null }, loadedDataConverter, undefined, namespace);
    });
  return {
    list: async ({ filter, pageSize, pageToken, signal }) => {
      await turns.turn();
      const ask = () =>
        client.workflow.workflowService.listWorkflowExecutions({
          namespace,
          query: filter,
          pageSize,
          ...(pageToken === undefined ? {} : { nextPageToken: pageToken }),
        });
      const answer = await client.withDeadline(Date.now() + answerWithinMs, () => abortable(client, ask, signal));
      const infos: Info[] = [];
      for (const raw of answer.executions) {
        infos.push(await infoOf(raw));
      }
      const rows = infos.flatMap((info) => orderRowOf(info) ?? []);
      return {
        rows,
        unreadableCount: infos.length - rows.length,
        ...(answer.nextPageToken.length === 0 ? {} : { nextPageToken: answer.nextPageToken }),
      };
    },
  };
}

/** A signal of its own for each call: the connection listens to it and never stops, and ours lives as long as the process. */
async function abortable<Answer>(
  client: Visibility,
  ask: () => Promise<Answer>,
  signal: AbortSignal | undefined,
): Promise<Answer> {
  if (signal === undefined) return ask();
  const call = new AbortController();
  const abort = (): void => call.abort();
  signal.addEventListener('abort', abort);
  try {
    return await client.withAbortSignal(call.signal, ask);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
