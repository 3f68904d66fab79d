import type { ChangePermit, HeldReason } from '../domain/change-permit.js';
import { permitKeptMs } from '../domain/change-permit.js';
import { type Remote, RemoteFailure } from '../domain/remote-failure.js';
import { isSameShop, type ShopIdentity } from '../domain/shop-identity.js';

type Deps = {
  /** Fresh, from the account's workflow; throws when that cannot be asked. */
  readonly readPermit: () => Promise<ChangePermit>;
  /** The shop as it shows itself to this process; may be a minute old. */
  readonly readShop: () => Promise<ShopIdentity>;
  /** Tells the account's workflow of a shop that it does not know. */
  readonly reportShop: (seen: ShopIdentity) => Promise<void>;
  /** Never goes back, and goes on while the machine's clock is set. */
  readonly elapsedMs: () => number;
};

type Judged = {
  readonly held: HeldReason | 'not-connected-yet' | undefined;
  /** Why the shop has not said which one it is. */
  readonly silence?: RemoteFailure;
  readonly judgedAtMs: number;
};

/**
 * Every change of an account passes here at the last moment before it is sent. What allows it is at most three seconds
 * old, and was read together with the shop's own word on which shop it is; so that a change can leave neither after a
 * switch to read-only was confirmed, nor for a shop that only looks like the right one.
 */
export class ChangeGate {
  readonly #deps: Deps;
  #openUntilMs: Readonly<Record<Remote, number>> = closed;
  #asking: Promise<Judged> | undefined;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Comes back while changes are allowed; else throws `held`, or trouble that is over sooner or later. */
  async pass(remote: Remote, operation: string): Promise<void> {
    const { elapsedMs } = this.#deps;
    while (elapsedMs() >= this.#openUntilMs[remote]) {
      const judged = await this.#judgeOnce();
      const { held, silence } = judged;
      if (held === 'not-connected-yet') {
        const detail = 'the account is being connected to its shop';
        throw new RemoteFailure({ remote, operation, fault: { kind: 'unavailable', isOutcomeKnown: true }, detail });
      }
      if (held !== undefined) throw new RemoteFailure({ remote, operation, fault: { kind: 'held', because: held } });
      this.#open(judged);
      // A copy that was slow to answer a moment ago may be quick to take an order: nothing is written into a shop unseen.
      if (remote === 'commerce' && silence !== undefined) throw silence;
    }
  }

  /** What holds changes up at this moment, if anything. */
  async heldBecause(): Promise<HeldReason | undefined> {
    if (this.#deps.elapsedMs() < this.#openUntilMs.amazon) return undefined;
    const judged = await this.#judgeOnce();
    if (judged.held === undefined) this.#open(judged);
    return judged.held === 'not-connected-yet' ? undefined : judged.held;
  }

  #open({ silence, judgedAtMs }: Judged): void {
    const until = judgedAtMs + permitKeptMs;
    this.#openUntilMs = { amazon: until, commerce: silence === undefined ? until : this.#openUntilMs.commerce };
  }

  /** However many wait, one asks. An answer that holds changes up is not kept: it may be over by the next question. */
  #judgeOnce(): Promise<Judged> {
    this.#asking ??= this.#judge().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  async #judge(): Promise<Judged> {
    const { readPermit, readShop, reportShop, elapsedMs } = this.#deps;
    const shown = await readShop().catch(unlessTrouble);
    const seen = shown instanceof RemoteFailure ? undefined : shown;
    const judgedAtMs = elapsedMs();
    const { shop, held, otherShop } = await readPermit();
    const isOther = seen !== undefined && (shop === undefined || !isSameShop(shop, seen));
    const isBack = seen !== undefined && !isOther && otherShop !== undefined;
    if (seen !== undefined && (isBack || (isOther && !isReported(otherShop, seen)))) await reportShop(seen);
    const because = held ?? (shop === undefined ? 'not-connected-yet' : isOther ? 'other-shop' : undefined);
    return { held: because, judgedAtMs, ...(shown instanceof RemoteFailure ? { silence: shown } : {}) };
  }
}

const closed = { amazon: Number.NEGATIVE_INFINITY, commerce: Number.NEGATIVE_INFINITY };

const isReported = (otherShop: ShopIdentity | undefined, seen: ShopIdentity): boolean =>
  otherShop !== undefined && isSameShop(otherShop, seen);

/** A shop that is down must not keep tracking from Amazon. */
function unlessTrouble(error: unknown): RemoteFailure {
  if (error instanceof RemoteFailure) return error;
  throw error;
}
