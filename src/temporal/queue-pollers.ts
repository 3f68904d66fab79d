import type { Connection } from '@temporalio/client';
import { optionalTsToMs } from '@temporalio/common/lib/time.js';

export type TaskKind = 'workflow' | 'activity';
const kinds: Readonly<Record<TaskKind, number>> = { workflow: 1, activity: 2 };

/** A poll lasts a minute at most; the server remembers pollers for five. Older than this, it was the last one. */
const aliveMs = 70_000;

type Queue = { readonly namespace: string; readonly taskQueue: string; readonly kind: TaskKind };

/** Names of the processes that take tasks from a queue, as far as the server has heard of them in the last minute. */
export async function pollersOf(
  connection: Connection,
  { namespace, taskQueue, kind }: Queue,
  nowMs: number,
): Promise<readonly string[]> {
  const { pollers } = await connection.workflowService.describeTaskQueue({
    namespace,
    taskQueue: { name: taskQueue },
    taskQueueType: kinds[kind],
  });
  const alive = (pollers ?? []).filter(({ lastAccessTime }) => nowMs - (optionalTsToMs(lastAccessTime) ?? 0) < aliveMs);
  return [...new Set(alive.map(({ identity }) => identity ?? ''))];
}
