import type { Client } from '@temporalio/client';

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
type Pending = NonNullable<Described['pendingActivities']>[number];

/** More than a story ever has under way. */
const attemptsMax = 20;
const started = 2;

export const attemptsOf = ({ pendingActivities }: Described): readonly Attempt[] =>
  (pendingActivities ?? []).slice(0, attemptsMax).map(attemptOf);

/** Failures carry no personal data and no bodies by the rule of whoever throws them; here they are only shortened. */
function attemptOf({
  activityType,
  attempt,
  state,
  lastFailure,
  nextAttemptScheduleTime,
  scheduledTime,
}: Pending): Attempt {
  const isRunning = state === started;
  const nextAtMs = msOf(nextAttemptScheduleTime ?? scheduledTime);
  return {
    what: activityType?.name ?? 'unknown',
    attempt: attempt ?? 1,
    isRunning,
    ...(lastFailure?.message ? { lastFailure: lastFailure.message } : {}),
    ...(isRunning || nextAtMs === undefined ? {} : { nextAtMs }),
  };
}

type Timestamp = { readonly seconds?: unknown; readonly nanos?: number | null };

function msOf(time: Timestamp | null | undefined): number | undefined {
  const seconds = Number(time?.seconds ?? Number.NaN);
  return Number.isNaN(seconds) ? undefined : seconds * 1000 + Math.floor((time?.nanos ?? 0) / 1_000_000);
}
