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

type Judged = { readonly held: HeldReason | 'not-connected-yet' | undefined; readonly judgedAtMs: number };

/**
 * Every change of an account passes here at the last moment before it is sent. What allows it is at most three seconds
 * old, and was read together with the shop's own word on which shop it is; so that a change can leave neither after a
 * switch to read-only was confirmed, nor for a shop that only looks like the right one.
 */
export class ChangeGate {
  readonly #deps: Deps;
  #openUntilMs = Number.NEGATIVE_INFINITY;
  #asking: Promise<Judged> | undefined;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Comes back while changes are allowed; else throws `held`, or trouble that is over sooner or later. */
  async pass(remote: Remote, operation: string): Promise<void> {
    const { elapsedMs } = this.#deps;
    while (elapsedMs() >= this.#openUntilMs) {
      const { held, judgedAtMs } = await this.#judgeOnce();
      if (held === 'not-connected-yet') {
        const detail = 'the account is being connected to its shop';
        throw new RemoteFailure({ remote, operation, fault: { kind: 'unavailable', isOutcomeKnown: true }, detail });
      }
      if (held !== undefined) throw new RemoteFailure({ remote, operation, fault: { kind: 'held', because: held } });
      this.#openUntilMs = judgedAtMs + permitKeptMs;
    }
  }

  /** What holds changes up at this moment, if anything. */
  async heldBecause(): Promise<HeldReason | undefined> {
    if (this.#deps.elapsedMs() < this.#openUntilMs) return undefined;
    const { held, judgedAtMs } = await this.#judgeOnce();
    if (held === undefined) this.#openUntilMs = judgedAtMs + permitKeptMs;
    return held === 'not-connected-yet' ? undefined : held;
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
    const seen = await readShop().catch(unlessSilent);
    const judgedAtMs = elapsedMs();
    const { shop, held, otherShop } = await readPermit();
    const isOther = seen !== undefined && (shop === undefined || !isSameShop(shop, seen));
    const isBack = seen !== undefined && !isOther && otherShop !== undefined;
    if (seen !== undefined && (isBack || (isOther && !isReported(otherShop, seen)))) await reportShop(seen);
    if (shop === undefined) return { held: held ?? 'not-connected-yet', judgedAtMs };
    return { held: held ?? (isOther ? 'other-shop' : undefined), judgedAtMs };
  }
}

const isReported = (otherShop: ShopIdentity | undefined, seen: ShopIdentity): boolean =>
  otherShop !== undefined && isSameShop(otherShop, seen);

/** A shop that is down must not keep tracking from Amazon; into the shop itself nothing can be written then anyway. */
function unlessSilent(error: unknown): undefined {
  if (error instanceof RemoteFailure) return undefined;
  throw error;
}
