import { expect, it } from '@jest/globals';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { createFailureInterceptor } from '../../activities/failure-interceptor.js';
import { RemoteFailure, type RemoteFault } from '../../src/domain/remote-failure.js';
import { tellTroubles } from '../../src/processes/tell-troubles.js';
import { CommunicationLog, watched } from '../../src/telemetry/communication-log.js';

const at = '2026-03-10T00:00:00.000Z';
const silent = new DefaultLogger('ERROR', () => undefined);
const unseen = { remoteFailed: () => undefined, activityFaulted: () => undefined };
const failing = (operation: string, fault: RemoteFault) => new RemoteFailure({ remote: 'commerce', operation, fault });

function worker(activityType: string, attempt: number) {
  const log = new CommunicationLog(() => Date.parse(at));
  const interceptors = [tellTroubles('sweep', log), createFailureInterceptor(watched(unseen, log))];
  const environment = new MockActivityEnvironment({ activityType, attempt }, { interceptors, logger: silent });
  const fail = (failure: RemoteFailure) =>
    environment.run(async () => {
      throw failure;
    });
  return { log, fail };
}

it('the failure that ends a sweep carries all that went wrong since the last one, itself among it', async () => {
  const { log, fail } = worker('sweep', 5);
  log.note(failing('createOrder', { kind: 'unavailable', isOutcomeKnown: true }));
  log.note(failing('createOrder', { kind: 'unavailable', isOutcomeKnown: true }));
  await expect(
    fail(failing('ordersChangedSince', { kind: 'unavailable', isOutcomeKnown: true })),
  ).rejects.toMatchObject({
    type: 'Blocked',
    nonRetryable: true,
    details: [
      { code: 'commerce-unavailable' },
      expect.arrayContaining([
        expect.objectContaining({ operation: 'createOrder', count: 2, lastAt: at }),
        expect.objectContaining({ operation: 'ordersChangedSince', count: 1 }),
      ]),
    ],
  });
  expect(log.list()).toEqual([]);
});

it.each([
  ['an attempt that is repeated by itself', 'sweep', 1],
  ['another activity', 'createCommerceOrder', 5],
])('%s carries nothing, and nothing is lost', async (_name, activityType, attempt) => {
  const { log, fail } = worker(activityType, attempt);
  await expect(fail(failing('createOrder', { kind: 'unavailable', isOutcomeKnown: true }))).rejects.toMatchObject({
    message: expect.stringContaining('createOrder'),
  });
  expect(log.list()).toMatchObject([{ operation: 'createOrder', count: 1 }]);
});
