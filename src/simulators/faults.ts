/**
 * Faults that a simulator plays on request. This file knows only how often and where a fault applies; what a fault of a
 * kind *does* is up to whoever takes it (`fault-hooks.ts` for the wire, each simulator for its own kinds).
 */

/** Kinds that any HTTP simulator can play, because they touch only the wire and never the business. */
export const wireFaultKinds = [
  'status', //                  answer `status` (and `body`, `headers`) before anything is done
  'html-503', //                a load balancer's HTML page instead of the API's JSON, before anything is done
  'cut-connection', //          the socket is destroyed before anything is done
  'delay', //                   the request waits `delayMs` before it is handled
  'delayed-reply', //           the request is handled at once, its reply waits `delayMs`
  'lost-reply-after-commit', // the request is handled, then the socket is destroyed instead of a reply
] as const;
export type WireFaultKind = (typeof wireFaultKinds)[number];

export type FaultSpec<Kind extends string> = {
  /** Name of the operation as the ledger writes it, or `*` for every operation. */
  readonly operation: string;
  readonly kind: Kind;
  /** Only calls about this thing (an order id, a SKU, a marketplace: the simulator says what it passes). */
  readonly subject?: string | undefined;
  /** How many calls it hits; absent: until it is removed. */
  readonly times?: number | undefined;
  /** How many matching calls go through untouched first (0). */
  readonly after?: number | undefined;
  /** Chance per matching call, 0 to 1 (1). */
  readonly probability?: number | undefined;
  /** It ends by itself this long after it was set. */
  readonly forMs?: number | undefined;
  readonly status?: number | undefined;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly delayMs?: number | undefined;
};

export type Fault<Kind extends string> = FaultSpec<Kind> & { readonly id: string; readonly hits: number };

/** What a call shows of itself: the fault matches when one of `subjects` is the fault's subject, or it names none. */
export type FaultTarget = { readonly operation: string; readonly subjects?: readonly string[] };

type Held<Kind extends string> = {
  readonly id: string;
  readonly spec: FaultSpec<Kind>;
  readonly setAtMs: number;
  hits: number;
  seen: number;
};

export class Faults<Kind extends string> {
  readonly #nowMs: () => number;
  readonly #random: () => number;
  #held: Held<Kind>[] = [];
  #lastId = 0;

  constructor({ nowMs = Date.now, random = Math.random }: { nowMs?: () => number; random?: () => number } = {}) {
    this.#nowMs = nowMs;
    this.#random = random;
  }

  add(spec: FaultSpec<Kind>): Fault<Kind> {
    this.#lastId += 1;
    const held = { id: `fault-${this.#lastId}`, spec, setAtMs: this.#nowMs(), hits: 0, seen: 0 };
    this.#held.push(held);
    return shown(held);
  }

  list(): readonly Fault<Kind>[] {
    return this.#held.map(shown);
  }

  /** Removes one fault, or all of them when no id is given. */
  remove(id?: string): void {
    this.#held = id === undefined ? [] : this.#held.filter((held) => held.id !== id);
  }

  /** The first fault of one of `kinds` that hits this call; taking it uses up one of its `times`. */
  take(kinds: readonly Kind[], target: FaultTarget): Fault<Kind> | undefined {
    for (const held of this.#held) {
      if (!kinds.includes(held.spec.kind) || !this.#isAlive(held) || !matches(held.spec, target)) continue;
      held.seen += 1;
      if (held.seen <= (held.spec.after ?? 0)) continue;
      if (this.#random() >= (held.spec.probability ?? 1)) continue;
      held.hits += 1;
      return shown(held);
    }
    return undefined;
  }

  #isAlive(held: Held<Kind>): boolean {
    const { times, forMs } = held.spec;
    if (times !== undefined && held.hits >= times) return false;
    return forMs === undefined || this.#nowMs() < held.setAtMs + forMs;
  }
}

function matches<Kind extends string>(spec: FaultSpec<Kind>, target: FaultTarget): boolean {
  if (spec.operation !== '*' && spec.operation !== target.operation) return false;
  return spec.subject === undefined || (target.subjects ?? []).includes(spec.subject);
}

function shown<Kind extends string>(held: Held<Kind>): Fault<Kind> {
  return { ...held.spec, id: held.id, hits: held.hits };
}
