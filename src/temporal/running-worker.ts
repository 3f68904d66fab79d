import { Worker, type WorkerOptions } from '@temporalio/worker';

export type RunningWorker = {
  /** Rejects when the worker fails by itself; a stop that was asked for resolves it. */
  readonly ended: Promise<void>;
  readonly isRunning: () => boolean;
  /** Takes no new tasks, and ends when those under way have. */
  readonly stop: () => Promise<void>;
};

const pollers = { type: 'autoscaling', initial: 2, maximum: 20 } as const;

/** A worker that polls from now on. Activities under way get five seconds to end, and three more to hear that they are cancelled; each is safe to repeat. */
export async function runWorker(options: WorkerOptions): Promise<RunningWorker> {
  const worker = await Worker.create({
    shutdownGraceTime: '5 seconds',
    shutdownForceTime: '8 seconds',
    workflowTaskPollerBehavior: pollers,
    activityTaskPollerBehavior: pollers,
    ...options,
  });
  const ended = worker.run();
  ended.catch(() => undefined); // whoever waits for `ended` hears of it; a stop must not fail because of it
  return {
    ended,
    isRunning: () => worker.getState() === 'RUNNING',
    stop: async () => {
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await ended.catch(() => undefined);
    },
  };
}

/** Several as one: it runs while all do, and fails with the first. */
export const runningTogether = (workers: readonly RunningWorker[]): RunningWorker => ({
  ended: Promise.all(workers.map(({ ended }) => ended)).then(() => undefined),
  isRunning: () => workers.every((worker) => worker.isRunning()),
  stop: async () => {
    await Promise.all(workers.map((worker) => worker.stop()));
  },
});
