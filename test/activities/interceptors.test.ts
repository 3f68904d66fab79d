import { describe, expect, it, jest } from '@jest/globals';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { createFailureInterceptor, type FailureObserver } from '../../activities/failure-interceptor.js';
import { heartbeatInterceptor } from '../../activities/heartbeat-interceptor.js';
import { RemoteFailure } from '../../src/domain/remote-failure.js';

const silent = new DefaultLogger('ERROR', () => undefined);

function observed() {
  const seen: object[] = [];
  const observer: FailureObserver = {
    remoteFailed: (failure) => seen.push({ remoteFailed: failure }),
    activityFaulted: (fault) => seen.push({ activityFaulted: fault }),
  };
  const environment = new MockActivityEnvironment(
    { attempt: 2 },
    { interceptors: [createFailureInterceptor(observer)], logger: silent },
  );
  const run = (thrown: unknown) =>
    environment.run(async () => {
      throw thrown;
    });
  return { seen, environment, run };
}

describe('the failure interceptor', () => {
  it('makes what a client throws into a failure of Temporal, and counts it', async () => {
    const { seen, run } = observed();
    const fault = { kind: 'rejected', code: 'no' } as const;
    await expect(run(new RemoteFailure({ remote: 'commerce', operation: 'createOrder', fault }))).rejects.toMatchObject(
      {
        type: 'Blocked',
        details: [{ code: 'commerce-refused', subject: 'no' }],
      },
    );
    expect(seen).toMatchObject([{ remoteFailed: { remote: 'commerce', operation: 'createOrder', kind: 'rejected' } }]);
  });

  it('tells where a fault of ours happened, and not what its message said', async () => {
    const { seen, run } = observed();
    await expect(run(new TypeError('Zebulon\n    at Quackenbush'))).rejects.toMatchObject({ type: 'InternalFault' });
    expect(seen).toMatchObject([{ activityFaulted: { name: 'TypeError', stack: expect.stringContaining('at ') } }]);
    expect(JSON.stringify(seen)).not.toMatch(/Zebulon|Quackenbush/);
  });

  it('lets an answer pass', async () => {
    const { seen, environment } = observed();
    expect(await environment.run(async () => 'an answer')).toBe('an answer');
    expect(seen).toEqual([]);
  });
});

describe('the heartbeat interceptor', () => {
  it('sends none for what is quick, and one every four seconds for what is not', async () => {
    jest.useFakeTimers();
    try {
      const environment = new MockActivityEnvironment({}, { interceptors: [heartbeatInterceptor], logger: silent });
      const beats: unknown[] = [];
      environment.on('heartbeat', (details) => beats.push(details));
      await environment.run(async () => undefined);
      expect(beats).toHaveLength(0);
      let finish: () => void = () => undefined;
      const slow = new Promise<void>((resolve) => {
        finish = resolve;
      });
      const running = environment.run(() => slow);
      await jest.advanceTimersByTimeAsync(12_000);
      finish();
      await running;
      await jest.advanceTimersByTimeAsync(60_000);
      expect(beats).toHaveLength(3);
    } finally {
      jest.useRealTimers();
    }
  });
});
