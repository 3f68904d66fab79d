import type { Blocker, StandingBlocker } from './blocker.js';
import { isHeld } from './held-blocker.js';

/** The first nine tries come within 43 minutes. */
const firstWaitMs = 5_000;
const closeTriesMax = 9;
/**
 * A try by timer writes eleven events. Two a day would be 22, and an order that is blocked for weeks shall write no more
 * than twenty: hence 14 hours and not twelve. What blocks is asked about every minute anyway, once for all orders.
 */
const longWaitMs = 14 * 3_600_000;

/** How long a blocked step waits after so many tries that met the same blocker. */
const waitAfterTriesMs = (blocker: Blocker, tries: number): number =>
  tries > closeTriesMax || isHeld(blocker) ? longWaitMs : firstWaitMs * 2 ** (tries - 1);

/** A blocker that is met again keeps the time it first stood, and counts one try more. */
export function standingBlocker(before: StandingBlocker | undefined, blocker: Blocker, nowMs: number): StandingBlocker {
  const same = before?.code === blocker.code && before.subject === blocker.subject ? before : undefined;
  const tries = (same?.tries ?? 0) + 1;
  return {
    ...blocker,
    since: same?.since ?? new Date(nowMs).toISOString(),
    nextTryAt: new Date(nowMs + waitAfterTriesMs(blocker, tries)).toISOString(),
    tries,
  };
}
