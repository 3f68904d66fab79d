import { setTimeout as sleep } from 'node:timers/promises';

type Repetition = {
  readonly step: () => Promise<unknown>;
  readonly everyMs: number;
  readonly onFailure: (error: unknown) => void;
};

/** One step after the other until it is stopped; a step that fails is made again after the same pause. */
export function repeat({ step, everyMs, onFailure }: Repetition): { readonly stop: () => Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      await step().catch((error: unknown) => {
        if (!signal.aborted) onFailure(error);
      });
      await sleep(everyMs, undefined, { signal }).catch(() => undefined); // an aborted wait is how stopping looks
    }
  };
  const ended = run();
  return {
    stop: async () => {
      stopping.abort();
      await ended;
    },
  };
}
