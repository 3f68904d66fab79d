type Repetition = {
  /** Leaves off when the signal says so. */
  readonly step: (signal: AbortSignal) => Promise<void>;
  readonly everyMs: () => number;
  /** After failures in a row the pause grows to this; it never ends the repetition. */
  readonly pauseMaxMs: number;
  readonly onFailure: (error: unknown) => void;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
};

/** Does the step again and again, one at a time. The function given back stops it and resolves when it stands still. */
export function repeatUntilStopped({ step, everyMs, pauseMaxMs, onFailure, wait }: Repetition): () => Promise<void> {
  const stopping = new AbortController();
  const run = async (): Promise<void> => {
    let failuresInRow = 0;
    while (!stopping.signal.aborted) {
      try {
        await step(stopping.signal);
        failuresInRow = 0;
      } catch (error) {
        failuresInRow += 1;
        if (!stopping.signal.aborted) onFailure(error);
      }
      const pauseMs =
        failuresInRow === 0 ? everyMs() : Math.min(pauseMaxMs, 1000 * 2 ** Math.min(failuresInRow - 1, 10));
      await wait(pauseMs, stopping.signal).catch(() => undefined); // an aborted wait is how stopping looks
    }
  };
  const standing = run();
  return async () => {
    stopping.abort();
    await standing;
  };
}
