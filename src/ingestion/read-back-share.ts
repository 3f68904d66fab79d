type Deps = {
  /** Of getOrder. */
  readonly bucket: () => { readonly ratePerSecond: number; readonly tokens: number };
  /** Announced orders that wait for a read of their own. */
  readonly announcedCount: () => number;
  readonly nowMs: () => number;
};

/** Right after a confirmation a package is read back only out of plenty: an order that is announced now shall not wait. */
const keptForAnnouncements = 5;
/** While read-backs wait, announced orders leave so many tokens to them. */
const keptForReadBacks = 2;
/** Of the rate, while announced orders wait too. */
const shareBesideAnnouncements = 0.25;
const soonestMs = 30_000;
const latestMs = 10 * 60_000;
/** Its multiples fall evenly into any span, however many there are. */
const goldenRatio = 0.618_033_988_749_895;

/**
 * getOrder is shared by orders that are announced and packages that are read back. Neither may starve the other, and a
 * thousand packages must not all come back for the same token: each that finds none gets a time of its own. The times are
 * spread over as long as the backlog takes and not given in turn: sweeps prove a hundred packages a page from the oldest on,
 * and reading the same ones again would prove nothing more.
 */
export class ReadBackShare {
  readonly #deps: Deps;
  #lastSlotMs = 0;
  #lastReadMs = 0;
  #spread = 0;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** 0: read now. Else not before so many milliseconds. */
  waitMs(when: 'right-after-sending' | 'later'): number {
    const { bucket, announcedCount, nowMs } = this.#deps;
    const { tokens, ratePerSecond } = bucket();
    const now = nowMs();
    const isCrowded = announcedCount() > 0;
    const intervalMs = 1_000 / (ratePerSecond * (isCrowded ? shareBesideAnnouncements : 1));
    const mayRead =
      when === 'later'
        ? tokens >= 1 && (!isCrowded || now - this.#lastReadMs >= intervalMs)
        : tokens >= 1 + keptForAnnouncements && !isCrowded;
    if (mayRead) {
      this.#lastReadMs = now;
      return 0;
    }
    this.#lastSlotMs = Math.min(Math.max(this.#lastSlotMs, now) + intervalMs, now + latestMs);
    this.#spread = (this.#spread + goldenRatio) % 1;
    return Math.round(soonestMs + this.#spread * Math.max(0, this.#lastSlotMs - now - soonestMs));
  }

  /** How long an announced order waits so that the tokens that are kept for read-backs stay. */
  announcedWaitMs(): number {
    const { bucket, nowMs } = this.#deps;
    if (this.#lastSlotMs <= nowMs()) return 0;
    const { tokens, ratePerSecond } = bucket();
    const missing = 1 + keptForReadBacks - tokens;
    return missing <= 0 ? 0 : Math.ceil((missing / ratePerSecond) * 1_000);
  }
}
