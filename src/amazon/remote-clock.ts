import type { HttpAnswer } from '../remote/http-exchange.js';

/** An answer that took longer says too little about the moment at which Amazon wrote its date. */
const tripMsMax = 5_000;
/** The header has whole seconds, cut: on average it is half a second late. */
const headerCutMs = 500;

/** What Amazon's clock shows against ours, read from the `Date` of its answers. */
export class RemoteClock {
  #skewMs = 0;

  /** Positive when Amazon is ahead of us; 0 until something is known. */
  get skewMs(): number {
    return this.#skewMs;
  }

  observe(answer: HttpAnswer, trip: { readonly sentAtMs: number; readonly receivedAtMs: number }): void {
    const dateMs = Date.parse(answer.header('date') ?? '');
    const tripMs = trip.receivedAtMs - trip.sentAtMs;
    if (Number.isNaN(dateMs) || tripMs < 0 || tripMs > tripMsMax) return;
    this.#skewMs = Math.round(dateMs + headerCutMs - (trip.sentAtMs + tripMs / 2));
  }
}
