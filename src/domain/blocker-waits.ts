import type { Blocker } from './blocker.js';
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
export const waitAfterTriesMs = (blocker: Blocker, tries: number): number =>
  tries > closeTriesMax || isHeld(blocker) ? longWaitMs : firstWaitMs * 2 ** (tries - 1);
