import type { Client, WorkflowService } from '@temporalio/client';
import { decodeMapFromPayloads } from '@temporalio/common/lib/internal-non-workflow/index.js';
import { optionalTsToMs } from '@temporalio/common/lib/time.js';
import { PayloadRefused } from '../privacy/payload-refused.js';
import { orderRowOf } from './order-index/attributes-to-row.js';
import { CallSpacing } from './order-index/call-spacing.js';
import { attributesOf, type ListedExecution } from './order-index/listed-execution.js';
import type { OrderRow } from './order-index/order-row.js';
import type { VisibilityLister, VisibilityPage, VisibilityRequest } from './order-index/visibility-lister.js';

type Visibility = Pick<Client, 'workflow' | 'withDeadline' | 'withAbortSignal'>;
type Answer = Awaited<ReturnType<WorkflowService['listWorkflowExecutions']>>;
type Raw = Answer['executions'][number];

/** A namespace allows ten calls a second, and we are not alone in it: the worker's probe and operators list too. */
const spacing = { spacingMs: 150, waitingMax: 50 };
const answerWithinMs = 10_000;

/**
 * The real lister. It pages by hand, because `client.workflow.list()` fetches pages when it likes and a page is what
 * has to be counted; and it reads rows itself, because a full load is tens of thousands of them, and the SDK decodes every
 * attribute twice by a decoder that is made for the workflow sandbox.
 */
export function createVisibilityLister(client: Visibility, turns = new CallSpacing(spacing)): VisibilityLister {
  const { namespace, loadedDataConverter } = client.workflow.options;
  const memoOf = async ({ memo, execution }: Raw): Promise<ListedExecution['memo']> => {
    const workflowId = execution?.workflowId ?? '';
    try {
      return (
        (await decodeMapFromPayloads(loadedDataConverter, memo?.fields, { type: 'workflow', namespace, workflowId })) ??
        {}
      );
    } catch (error) {
      // A note that cannot be decrypted (its key is gone) must not hide its order, and all others of the page with it.
      if (error instanceof PayloadRefused) return {};
      throw error;
    }
  };
  const ask = async ({ filter, pageSize, signal }: VisibilityRequest, pageToken?: Uint8Array): Promise<Answer> => {
    signal?.throwIfAborted();
    await turns.turn();
    const call = () =>
      client.workflow.workflowService.listWorkflowExecutions({
        namespace,
        query: filter,
        pageSize,
        ...(pageToken === undefined ? {} : { nextPageToken: pageToken }),
      });
    return client.withDeadline(Date.now() + answerWithinMs, () => abortable(client, call, signal));
  };
  const pageOf = async ({ executions }: Answer): Promise<VisibilityPage> => {
    const rows: OrderRow[] = [];
    for (const raw of executions) {
      const row = orderRowOf(listedOf(raw, await memoOf(raw)));
      if (row !== undefined) rows.push(row);
    }
    return { rows, unreadableCount: executions.length - rows.length };
  };
  return {
    pages: async function* (request) {
      let asked: Promise<Answer> | undefined = ask(request);
      while (asked !== undefined) {
        const answer: Answer = await asked;
        const { nextPageToken } = answer;
        asked = nextPageToken.length === 0 ? undefined : ask(request, nextPageToken);
        // Who wants no further page must not hear that the one which was on its way has failed.
        asked?.catch(() => undefined);
        yield await pageOf(answer);
      }
    },
  };
}

function listedOf(raw: Raw, memo: ListedExecution['memo']): ListedExecution {
  const closedAtMs = optionalTsToMs(raw.closeTime);
  return {
    workflowId: raw.execution?.workflowId ?? '',
    startedAtMs: optionalTsToMs(raw.startTime) ?? 0,
    ...(closedAtMs === undefined ? {} : { closedAtMs }),
    statusCode: raw.status ?? 0,
    attribute: attributesOf(raw.searchAttributes?.indexedFields),
    memo,
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
