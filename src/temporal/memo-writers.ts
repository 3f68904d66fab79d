import type { Connection } from '@temporalio/client';
import { isEncrypted, keyIdOf } from '../privacy/payload-codec.js';

/** Who wrote the memos of workflows that are open: so many by each key, and so many in clear. */
export type MemoWriters = {
  readonly workflows: number;
  readonly clear: number;
  readonly byKeyId: ReadonlyMap<string, number>;
};

/** The most that a server gives in one answer: one look must do, since lists are granted ten times a second to all. */
const workflowsMax = 1_000;

/** A memo may be newer than the rest of its workflow: that a key is not among these does not prove that nobody needs it. */
export async function readMemoWriters(
  connection: Pick<Connection, 'workflowService'>,
  namespace: string,
): Promise<MemoWriters> {
  const { executions } = await connection.workflowService.listWorkflowExecutions({
    namespace,
    pageSize: workflowsMax,
    query: "ExecutionStatus = 'Running'",
  });
  const byKeyId = new Map<string, number>();
  let workflows = 0;
  let clear = 0;
  for (const { memo } of executions ?? []) {
    const payloads = Object.values(memo?.fields ?? {});
    if (payloads.length === 0) continue;
    workflows += 1;
    if (payloads.some((payload) => !isEncrypted(payload))) clear += 1;
    for (const keyId of new Set(payloads.filter(isEncrypted).map(keyIdOf))) {
      byKeyId.set(keyId, (byKeyId.get(keyId) ?? 0) + 1);
    }
  }
  return { workflows, clear, byKeyId };
}
