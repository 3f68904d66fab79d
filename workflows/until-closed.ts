import { CancellationScope, condition, isCancellation } from '@temporalio/workflow';

/** When the account is closed, what a lane waits for may lie in a queue that nobody reads any more. */
export async function untilClosed(isClosed: () => boolean, work: () => Promise<unknown>): Promise<void> {
  const scope = new CancellationScope();
  void condition(isClosed).then(() => scope.cancel());
  try {
    await scope.run(work);
  } catch (error) {
    if (!isClosed() || !isCancellation(error)) throw error;
  }
}
