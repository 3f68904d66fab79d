import { describe, expect, it } from '@jest/globals';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { toTemporalFailure } from '../../activities/failure-mapping.js';
import { type Remote, RemoteFailure, type RemoteFault } from '../../src/domain/remote-failure.js';

const remoteFailure = (remote: Remote, fault: RemoteFault) =>
  new RemoteFailure({ remote, operation: 'getOrder', fault });

function failureOf(error: unknown, attempt = 1): ApplicationFailure {
  const failure = toTemporalFailure(error, attempt);
  if (!(failure instanceof ApplicationFailure)) throw new Error('not made into a failure of Temporal');
  return failure;
}

describe('trouble with a remote', () => {
  it.each<readonly [string, Remote, RemoteFault, object]>([
    ['credentials', 'amazon', { kind: 'unauthorised', because: 'credentials' }, { code: 'amazon-credentials' }],
    [
      'a role',
      'amazon',
      { kind: 'unauthorised', because: 'permission' },
      { code: 'amazon-permission', subject: 'getOrder' },
    ],
    ['the clock', 'commerce', { kind: 'unauthorised', because: 'clock' }, { code: 'commerce-clock' }],
    [
      'a refusal',
      'commerce',
      { kind: 'rejected', code: 'bad region' },
      { code: 'commerce-refused', subject: 'bad region' },
    ],
    ['nothing there', 'commerce', { kind: 'not-found' }, { code: 'commerce-refused', subject: 'not found' }],
  ])('that lasts (%s) is a blocker at once', (_, remote, fault, blocker) => {
    const failure = failureOf(remoteFailure(remote, fault));
    expect(failure).toMatchObject({ type: 'Blocked', nonRetryable: true, details: [blocker] });
  });

  it.each<RemoteFault>([
    { kind: 'unavailable', isOutcomeKnown: false },
    { kind: 'malformed-answer', at: 'items.0' },
  ])('that may pass ($kind) is retried in silence four times, and then shown', (fault) => {
    const failures = [1, 4, 5].map((attempt) => failureOf(remoteFailure('commerce', fault), attempt));
    expect(failures).toMatchObject([
      { type: 'Unavailable', nonRetryable: false },
      { type: 'Unavailable', nonRetryable: false },
      { type: 'Blocked', nonRetryable: true, details: [{ code: 'commerce-unavailable' }] },
    ]);
  });

  it('that leaves open whether a write is still under way waits until that must have arrived', () => {
    const fault: RemoteFault = { kind: 'unavailable', isOutcomeKnown: false, mayStillArrive: true };
    expect(failureOf(remoteFailure('commerce', fault))).toMatchObject({ type: 'Unavailable', nextRetryDelay: 60_000 });
    const lost: RemoteFault = { kind: 'unavailable', isOutcomeKnown: false };
    expect(failureOf(remoteFailure('commerce', lost)).nextRetryDelay).toBeUndefined();
  });

  it('that is only haste waits as long as the remote asks, and is shown after twenty times', () => {
    const fault: RemoteFault = { kind: 'throttled', retryAfterMs: 1_500.4 };
    expect(failureOf(remoteFailure('amazon', fault), 19)).toMatchObject({
      type: 'Throttled',
      nonRetryable: false,
      nextRetryDelay: 1_501,
      category: 'BENIGN',
    });
    expect(failureOf(remoteFailure('amazon', fault), 20)).toMatchObject({
      type: 'Blocked',
      details: [{ code: 'amazon-busy' }],
    });
  });

  it('never waits for nothing: a delay of zero would mean the usual one', () => {
    expect(failureOf(remoteFailure('amazon', { kind: 'throttled', retryAfterMs: 0 })).nextRetryDelay).toBe(1);
  });
});

describe('a fault of ours', () => {
  it('is retried four times, and then shown as one', () => {
    const failures = [1, 4, 5].map((attempt) => failureOf(new TypeError('x is undefined'), attempt));
    expect(failures).toMatchObject([
      { type: 'InternalFault', nonRetryable: false },
      { type: 'InternalFault', nonRetryable: false },
      { type: 'Blocked', nonRetryable: true, details: [{ code: 'internal-fault', subject: 'TypeError' }] },
    ]);
  });

  const personal = 'cannot read Zebulon Quackenbush';
  const named = (name: string) => Object.assign(new Error(personal), { name });
  it.each<readonly [string, unknown]>([
    ['an error', new Error(personal)],
    ['an error with a cause', new Error('outer', { cause: new Error(personal) })],
    ['several errors', new AggregateError([new Error(personal)], personal)],
    ['an aborted request', named('AbortError')],
    ['what calls itself a cancellation', named('CancelledFailure')],
    ['what calls itself complete', named('CompleteAsyncError')],
    ['a text', personal],
    ['an object', { message: personal }],
    ['an error that is called like a person', named('Zebulon Quackenbush')],
  ])('lets nothing through of %s that is not ours', (_, thrown) => {
    for (const attempt of [1, 5]) {
      const failure = failureOf(thrown, attempt);
      const { message, stack, cause, details, type } = failure;
      expect(JSON.stringify({ message, stack, cause, details, type })).not.toMatch(/Zebulon|Quackenbush/);
    }
  });

  it('leaves to Temporal what is Temporal’s own', () => {
    const cancelled = new CancelledFailure('CANCELLED');
    const failed = ApplicationFailure.nonRetryable('said by an activity', 'Refused');
    expect([toTemporalFailure(cancelled, 1), toTemporalFailure(failed, 1)]).toEqual([cancelled, failed]);
  });
});
