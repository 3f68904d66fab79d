import { type WorkflowHandle, WorkflowNotFoundError } from '@temporalio/client';

/** What is still open when its story is told is terminated; most have ended by then. */
export async function endStory(handle: WorkflowHandle): Promise<void> {
  await handle.terminate('the story is told').catch((error: unknown) => {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  });
}
