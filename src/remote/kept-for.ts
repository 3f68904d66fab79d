export type Kept<Value> = (() => Promise<Value>) & {
  /** What is known is out of date, and so is an answer that is on its way: the next who asks hears it afresh. */
  readonly forget: () => void;
};

/** Asks once, however many want to know at the same time, and remembers for a while. Failures are not remembered. */
export function keptFor<Value>(keptMs: number, nowMs: () => number, ask: () => Promise<Value>): Kept<Value> {
  let held: { readonly value: Value; readonly untilMs: number } | undefined;
  let pending: Promise<Value> | undefined;

  const begin = (): Promise<Value> => {
    const asked: Promise<Value> = ask().then(
      (value) => {
        if (pending === asked) {
          held = { value, untilMs: nowMs() + keptMs };
          pending = undefined;
        }
        return value;
      },
      (error: unknown) => {
        if (pending === asked) pending = undefined;
        throw error;
      },
    );
    pending = asked;
    return asked;
  };
  const answer = async (): Promise<Value> => {
    if (held !== undefined && nowMs() < held.untilMs) return held.value;
    return pending ?? begin();
  };
  const forget = (): void => {
    held = undefined;
    pending = undefined;
  };
  return Object.assign(answer, { forget });
}
