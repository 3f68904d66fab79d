/** Asks once, however many want to know at the same time, and remembers for a while. Failures are not remembered. */
export function keptFor<Value>(keptMs: number, nowMs: () => number, ask: () => Promise<Value>): () => Promise<Value> {
  let held: { readonly value: Value; readonly untilMs: number } | undefined;
  let pending: Promise<Value> | undefined;

  const askAndHold = async (): Promise<Value> => {
    const value = await ask();
    held = { value, untilMs: nowMs() + keptMs };
    return value;
  };
  return async () => {
    if (held !== undefined && nowMs() < held.untilMs) return held.value;
    pending ??= askAndHold().finally(() => {
      pending = undefined;
    });
    return pending;
  };
}
