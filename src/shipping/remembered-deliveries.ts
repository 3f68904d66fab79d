import type { ShipmentAnswer, ShipmentTaken } from './shipment-answer.js';

type Deps = {
  readonly nowMs: () => number;
  /** Senders of Standard Webhooks retry for up to 75 hours. */
  readonly keptMs?: number;
  readonly deliveriesMax?: number;
};

type Remembered = { readonly answer: ShipmentTaken; readonly atMs: number };

/** Some 40 MB at most. What falls out is still known by its package id, in the workflow, for the life of the order. */
const deliveriesMaxDefault = 250_000;
const keptMsDefault = 80 * 60 * 60 * 1000;

/** What was taken is answered again without a second effect; what was refused is not remembered. */
export class RememberedDeliveries {
  readonly #deps: Required<Deps>;
  readonly #taken = new Map<string, Remembered>();
  readonly #beingJudged = new Map<string, Promise<ShipmentAnswer>>();

  constructor(deps: Deps) {
    this.#deps = { keptMs: keptMsDefault, deliveriesMax: deliveriesMaxDefault, ...deps };
  }

  get size(): number {
    return this.#taken.size;
  }

  /** Two deliveries of the same message at the same moment are judged once. */
  once(key: string, judge: () => Promise<ShipmentAnswer>): Promise<ShipmentAnswer> {
    this.#forgetOld();
    const remembered = this.#taken.get(key);
    if (remembered !== undefined) return Promise.resolve(remembered.answer);
    const pending = this.#beingJudged.get(key) ?? this.#judge(key, judge);
    this.#beingJudged.set(key, pending);
    return pending;
  }

  async #judge(key: string, judge: () => Promise<ShipmentAnswer>): Promise<ShipmentAnswer> {
    try {
      const answer = await judge();
      if ('body' in answer) this.#taken.set(key, { answer, atMs: this.#deps.nowMs() });
      return answer;
    } finally {
      this.#beingJudged.delete(key);
    }
  }

  /** A Map keeps the order in which it was filled: the oldest come first. */
  #forgetOld(): void {
    const { nowMs, keptMs, deliveriesMax } = this.#deps;
    for (const [key, { atMs }] of this.#taken) {
      if (this.#taken.size <= deliveriesMax && atMs > nowMs() - keptMs) return;
      this.#taken.delete(key);
    }
  }
}
