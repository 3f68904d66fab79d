/** npm passes on a Ctrl-C that the terminal has sent to us as well: what comes this soon is the same one. */
const echoMs = 500;

/** Ctrl-C, or the orchestrator's wish. A second one ends the process at once: somebody is in a hurry. */
export function untilSignal(): { readonly received: Promise<'SIGINT' | 'SIGTERM'>; readonly forget: () => void } {
  const { promise, resolve } = promiseWithResolver<'SIGINT' | 'SIGTERM'>();
  let firstAtMs: number | undefined;
  const hear = (signal: NodeJS.Signals) => {
    if (firstAtMs !== undefined && Date.now() - firstAtMs > echoMs) process.exit(130);
    firstAtMs ??= Date.now();
    resolve(signal === 'SIGTERM' ? 'SIGTERM' : 'SIGINT');
  };
  process.on('SIGINT', hear);
  process.on('SIGTERM', hear);
  return {
    received: promise,
    forget: () => {
      process.off('SIGINT', hear);
      process.off('SIGTERM', hear);
    },
  };
}

function promiseWithResolver<T>() {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((whenResolved) => {
    resolve = whenResolved;
  });
  return { promise, resolve };
}
