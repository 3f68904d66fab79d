import { createHash } from 'node:crypto';
import type { AmazonOrders } from '../amazon/port.js';
import type { AmazonOrder } from '../domain/amazon-order.js';
import type { Blocker } from '../domain/blocker.js';
import { witnessOf } from '../domain/cause-witness.js';
import type { AmazonOrderId } from '../domain/ids.js';
import { RemoteFailure } from '../domain/remote-failure.js';
import type { BlockedOrder } from './blocked-orders.js';
import { Rotation } from './rotation.js';

type Deps = {
  readonly amazon: Pick<AmazonOrders, 'fetchOrder' | 'regulatedStatus'>;
  /** Calls of this account that Amazon has let through since, whoever made them. */
  readonly grantedAfter: (timeMs: number) => ReadonlySet<string>;
  /** So many single orders may be read at a look beside everything else that reads orders. */
  readonly readsMax: () => number;
  /** What was read for a look need not be read again by the order that it wakes. */
  readonly remember: (order: AmazonOrder) => void;
  readonly onFailure: (failure: RemoteFailure) => void;
  readonly nowMs: () => number;
};

export type AmazonNow = {
  /** What Amazon lets the account do. */
  readonly granted: ReadonlySet<string>;
  /** Workflows of orders of which Amazon says something else than at the look before. */
  readonly changed: ReadonlySet<string>;
  /** Amazon's word on regulated goods, by workflow. */
  readonly verifications: ReadonlyMap<string, string>;
  /** It did not answer when it was asked last, and answers again. */
  readonly isBack: boolean;
};

type Named = BlockedOrder & { readonly amazonOrderId: AmazonOrderId };

const verificationsMax = 5;

/**
 * Whether Amazon stands in the way of blocked orders still. The account's own calls are the best proof, and cost nothing; where
 * there was none since the last look, one order is read for all. Orders that wait for another word of Amazon's on
 * themselves are read in turn.
 */
export class AmazonWatch {
  readonly #deps: Deps;
  readonly #reads = new Rotation();
  readonly #looks = new Rotation();
  /** Of what was read: the order itself is personal. */
  readonly #digests = new Map<AmazonOrderId, string>();
  #lookedAtMs: number | undefined;
  #isSilent = false;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  async look(blocked: readonly BlockedOrder[]): Promise<AmazonNow> {
    const { grantedAfter, nowMs } = this.#deps;
    const named = blocked.filter((order): order is Named => order.amazonOrderId !== undefined);
    this.#forgetAllBut(named);
    const afterMs = this.#lookedAtMs ?? nowMs();
    this.#lookedAtMs = nowMs();
    const wasSilent = this.#isSilent;
    this.#isSilent = false;
    const read = await this.#read(named, grantedAfter(afterMs));
    const verifications = await this.#verify(named);
    const granted = new Set([...grantedAfter(afterMs), ...(read.isAnswered ? ['getOrder'] : [])]);
    const isBack = wasSilent && !this.#isSilent && granted.size > 0;
    if (wasSilent && !isBack) this.#isSilent = true;
    return { granted, changed: read.changed, verifications, isBack };
  }

  async #read(named: readonly Named[], granted: ReadonlySet<string>) {
    const waiting = named.filter((order) => isAbout(order, 'amazon-order'));
    const inTurn = this.#reads.next(waiting, { keyOf: ({ workflowId }) => workflowId, max: this.#deps.readsMax() });
    const unproven = named.filter(({ causes }) => causes.some((cause) => needsProof(cause, granted)));
    const changed = new Set<string>();
    let isAnswered = false;
    for (const { workflowId, amazonOrderId } of inTurn.length > 0 ? inTurn : unproven.slice(0, 1)) {
      const isNews = await this.#ask(() => this.#readOrder(amazonOrderId));
      if (isNews === 'no-answer') break;
      isAnswered = true;
      if (isNews) changed.add(workflowId);
    }
    return { changed, isAnswered };
  }

  /** Whether Amazon says something else of it than the last time. */
  async #readOrder(id: AmazonOrderId): Promise<boolean> {
    const { amazon, remember } = this.#deps;
    const order = await amazon.fetchOrder(id);
    if (order !== 'not-found' && !('unreadableAt' in order)) remember(order);
    const digest = createHash('sha256').update(JSON.stringify(order)).digest('base64');
    const before = this.#digests.get(id);
    this.#digests.set(id, digest);
    return before !== undefined && before !== digest;
  }

  #forgetAllBut(named: readonly Named[]): void {
    const kept = new Set(named.map(({ amazonOrderId }) => amazonOrderId));
    for (const id of this.#digests.keys()) if (!kept.has(id)) this.#digests.delete(id);
  }

  async #verify(named: readonly Named[]): Promise<ReadonlyMap<string, string>> {
    const waiting = named.filter((order) => isAbout(order, 'verification'));
    const found = new Map<string, string>();
    const chosen = this.#looks.next(waiting, { keyOf: ({ workflowId }) => workflowId, max: verificationsMax });
    for (const { workflowId, amazonOrderId } of chosen) {
      const status = await this.#ask(() => this.#deps.amazon.regulatedStatus(amazonOrderId));
      if (status === 'no-answer') break;
      if (status !== undefined) found.set(workflowId, status);
    }
    return found;
  }

  async #ask<Answer>(question: () => Promise<Answer>): Promise<Answer | 'no-answer'> {
    try {
      return await question();
    } catch (error) {
      if (!(error instanceof RemoteFailure)) throw error;
      if (isOwnHaste(error)) return 'no-answer'; // asked at the next look
      this.#isSilent = true;
      this.#deps.onFailure(error);
      return 'no-answer';
    }
  }
}

const isOwnHaste = ({ fault }: RemoteFailure): boolean => fault.kind === 'throttled' && fault.isOwn === true;

const isAbout = ({ causes }: BlockedOrder, witness: ReturnType<typeof witnessOf>): boolean =>
  causes.some((cause) => witnessOf(cause) === witness);

/** A read can prove it, and nothing has. */
const needsProof = (cause: Blocker, granted: ReadonlySet<string>): boolean =>
  witnessOf(cause) === 'amazon' && !isGranted(cause, granted) && isGranted(cause, readingOrders);

const readingOrders: ReadonlySet<string> = new Set(['getOrder']);

/** A role is missing for one operation, whatever others are let through. */
const isGranted = ({ code, subject = 'getOrder' }: Blocker, granted: ReadonlySet<string>): boolean =>
  code === 'amazon-permission' ? granted.has(subject) : granted.size > 0;

export function isGoneAtAmazon({ workflowId }: BlockedOrder, cause: Blocker, now: AmazonNow): boolean {
  switch (witnessOf(cause)) {
    case 'amazon':
      return isGranted(cause, now.granted);
    case 'amazon-order':
      return now.changed.has(workflowId);
    case 'verification': {
      const status = now.verifications.get(workflowId);
      return status !== undefined && status !== cause.subject;
    }
    default:
      return false;
  }
}
