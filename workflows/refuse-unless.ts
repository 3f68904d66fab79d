import { ApplicationFailure } from '@temporalio/workflow';

/** What a validator of an update says no with; the sentence is for the operator. */
export function refuseUnless(isAllowed: boolean, because: string): void {
  if (!isAllowed) throw ApplicationFailure.nonRetryable(because, 'Refused');
}

export function refuseIf(because: string | undefined): void {
  if (because !== undefined) throw ApplicationFailure.nonRetryable(because, 'Refused');
}
