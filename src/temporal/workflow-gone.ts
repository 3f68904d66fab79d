import { WorkflowNotFoundError } from '@temporalio/client';

/** Whether the signal durably lies with a workflow that runs. Else that has ended, or never was. Other trouble is thrown. */
export async function isHeard(signalled: Promise<void>): Promise<boolean> {
  try {
    await signalled;
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}

/** Temporal gives one error for a finished workflow and for one that never was; only its words tell them apart. */
export const endedOrUnknown = ({ message }: WorkflowNotFoundError): 'ended' | 'unknown' =>
  /already completed/.test(message) ? 'ended' : 'unknown';
