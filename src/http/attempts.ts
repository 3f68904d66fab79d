import type { Client } from '@temporalio/client';
import { lastFailureOf, type PendingActivity } from '../temporal/pending-activity.js';

/** What an order's workflow is waiting for at this moment: a call to a remote that runs, or that failed and is tried again. */
export type Attempt = {
  /** The activity's name. */
  readonly what: string;
  readonly attempt: number;
  readonly isRunning: boolean;
  readonly lastFailure?: string;
  readonly nextAtMs?: number;
};

type Described = Awaited<ReturnType<ReturnType<Client['workflow']['getHandle']>['describe']>>['raw'];
type Asked = { readonly client: Pick<Client, 'workflow'>; readonly workflowId: string };

/** More than a story ever has under way. */
const attemptsMax = 20;
const started = 2;

export const attemptsOf = (asked: Asked, { pendingActivities }: Described): Promise<readonly Attempt[]> =>
  Promise.all((pendingActivities ?? []).slice(0, attemptsMax).map((pending) => attemptOf(asked, pending)));

/** Failures carry no personal data and no bodies by the rule of whoever throws them; here they are only shortened. */
async function attemptOf(asked: Asked, pending: PendingActivity): Promise<Attempt> {
  const { activityType, attempt, state, nextAttemptScheduleTime, scheduledTime } = pending;
  const lastFailure = await lastFailureOf(asked, pending);
  const isRunning = state === started;
  const nextAtMs = msOf(nextAttemptScheduleTime ?? scheduledTime);
  return {
    what: activityType?.name ?? 'unknown',
    attempt: attempt ?? 1,
    isRunning,
    ...(lastFailure === undefined ? {} : { lastFailure }),
    ...(isRunning || nextAtMs === undefined ? {} : { nextAtMs }),
  };
}

type Timestamp = { readonly seconds?: unknown; readonly nanos?: number | null };

function msOf(time: Timestamp | null | undefined): number | undefined {
  const seconds = Number(time?.seconds ?? Number.NaN);
  return Number.isNaN(seconds) ? undefined : seconds * 1000 + Math.floor((time?.nanos ?? 0) / 1_000_000);
}
