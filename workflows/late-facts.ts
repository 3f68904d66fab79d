import { type AmazonRefund, refundText } from '../src/domain/amazon-refund.js';
import { assertNever } from '../src/domain/assert-never.js';
import { type Blocker, briefly } from '../src/domain/blocker.js';
import { standingBlocker } from '../src/domain/blocker-waits.js';
import { heldBlocker } from '../src/domain/held-blocker.js';
import { isKnownFact, type LateFact, lateFactId, packagesNow } from '../src/domain/late-fact.js';
import { decimalOf } from '../src/domain/money.js';
import { deliveriesOfBoth, type ShipmentPackage } from '../src/domain/shipment-package.js';
import { type TimelineEvent, withEntry } from '../src/domain/timeline.js';
import { AskedRetries } from './asked-retries.js';
import type { LateOrderInput, LatePackage, LateState } from './late-messages.js';
import { wholeAccount } from './order-state.js';

/** Far more than one order ever has; beyond, the oldest are forgotten first. */
const factIdsMax = 500;

const nothing: LateState = { factIds: [], packages: [], refunds: [], blockers: {}, timeline: [] };

/** Records what is heard of an order that has ended, and decides nothing: `late-steps.ts` does. */
export class LateFacts {
  readonly input: LateOrderInput;
  readonly #now: () => number;
  #state: LateState;
  #isOver = false;
  #isAccountClosed = false;
  readonly #retries = new AskedRetries();

  constructor(input: LateOrderInput, now: () => number) {
    this.input = input;
    this.#now = now;
    this.#state = input.carried ?? nothing;
  }

  get state(): LateState {
    return this.#state;
  }

  /** Nothing more is due, and nothing more has come for a while. */
  get isOver(): boolean {
    return this.#isOver;
  }

  end(): void {
    this.#isOver = true;
    // What stops here stands in nobody's way any more, and the next run begins without it.
    this.#change({ blockers: {} });
  }

  /** Nothing is sent for an account that no settings name; what is due stands as blocked until it is back. */
  recordAccountRemoved(): void {
    if (this.isAccountRemoved) return;
    const since = new Date(this.#now()).toISOString();
    const { code } = heldBlocker('removed');
    this.#change({ blockers: { ...this.#state.blockers, [wholeAccount]: { code, since, tries: 0 } } });
    this.note('blocked', 'waybill', code);
  }

  recordAccountBack(): void {
    this.recordUnblocked(wholeAccount);
  }

  get isAccountRemoved(): boolean {
    return this.#state.blockers[wholeAccount] !== undefined;
  }

  get isAccountClosed(): boolean {
    return this.#isAccountClosed;
  }

  recordAccountClosed(actor: string): void {
    if (this.#isAccountClosed) return;
    this.#isAccountClosed = true;
    this.note('operator-skipped', actor, 'the account was closed');
    this.end();
  }

  nowMs(): number {
    return this.#now();
  }

  note(what: TimelineEvent, actor: string, detail?: string): void {
    const at = new Date(this.#now()).toISOString();
    const entry = { at, what, actor, ...(detail === undefined ? {} : { detail }) };
    this.#change({ timeline: withEntry(this.#state.timeline, entry) });
  }

  record(fact: LateFact): void {
    const { factIds, packages } = this.#state;
    if (isKnownFact(fact, { factIds, packages: packagesNow(this.input.ended.packages, packages) })) return;
    this.#change({ factIds: [...factIds, lateFactId(fact)].slice(-factIdsMax) });
    switch (fact.kind) {
      case 'package':
        this.#recordPackage(fact.package);
        break;
      case 'refund':
        this.#recordRefund(fact.refund);
        break;
      case 'tip':
        this.note('tip-changed', 'amazon', `${decimalOf(fact.amount)} ${fact.amount.currency}`);
        break;
      case 'returned':
        this.note('package-returned', 'amazon', `${fact.packageId}: ${fact.how}`);
        break;
      case 'cancelled':
        this.note('cancelled-at-amazon', 'amazon', fact.status);
        break;
      case 'replaced-by':
        this.note('replaced-by', 'amazon', fact.amazonOrderId);
        break;
      case 'track-missing':
        this.note('commerce-track-missing', 'commerce', fact.packageId);
        break;
      case 'address-corrected':
        this.note('operator-corrected-address', fact.actor);
        break;
      default:
        assertNever(fact);
    }
  }

  /** Goods that Amazon ships are no business of the shipping system. */
  #recordPackage(shipmentPackage: ShipmentPackage): void {
    const { id, source } = shipmentPackage;
    const actor = { webhook: 'shipping', commerce: 'commerce', amazon: 'amazon' }[source];
    if (this.input.ended.fulfilledBy === 'FBA') {
      this.note('package-refused', actor, id);
      return;
    }
    const known = this.packageOf(id) ?? this.input.ended.packages.find((other) => other.id === id);
    const others = this.#state.packages.filter((other) => other.id !== id);
    const before = known === undefined ? {} : { trackingNumberBefore: known.trackingNumber };
    const recorded: LatePackage = {
      ...shipmentPackage,
      // A correction changes carrier and number of a package, never what is in it.
      lines: known?.lines ?? shipmentPackage.lines,
      ...before,
      ...deliveriesOfBoth(known, shipmentPackage),
      inCommerce: source === 'commerce' ? 'shipped' : 'recorded',
      atAmazon: source === 'amazon' ? 'confirmed' : 'recorded',
      resends: 0,
    };
    this.#change({ packages: [...others, recorded], blockers: this.#blockersWithout(known) });
    this.note(known === undefined ? 'package-received' : 'package-corrected', actor, id);
  }

  /** What blocked an earlier revision is nobody's business any more. */
  #blockersWithout(earlier: ShipmentPackage | undefined): LateState['blockers'] {
    if (earlier === undefined) return this.#state.blockers;
    const { id, trackingNumber } = earlier;
    const gone = [`amazon ${id} ${trackingNumber}`, `commerce ${id} ${trackingNumber}`];
    return Object.fromEntries(Object.entries(this.#state.blockers).filter(([about]) => !gone.includes(about)));
  }

  #recordRefund(refund: AmazonRefund): void {
    this.#change({ refunds: [...this.#state.refunds, { refund, inCommerce: 'recorded' }] });
    this.note('refund-seen', 'amazon', refundText(refund));
  }

  packageOf(id: string): LatePackage | undefined {
    return this.#state.packages.find((known) => known.id === id);
  }

  /** Only of the revision that the step was about: a correction that came meanwhile has its own way to go. */
  recordProgress(about: LatePackage, progress: Partial<LatePackage>): void {
    this.#change({
      packages: this.#state.packages.map((known) =>
        known.id === about.id && isSameRevision(known, about) ? { ...known, ...progress } : known,
      ),
    });
  }

  recordRefundAs(id: string, inCommerce: 'credited' | 'held'): void {
    this.#change({
      refunds: this.#state.refunds.map((known) => (known.refund.id === id ? { ...known, inCommerce } : known)),
    });
  }

  recordBlocked(about: string, blocker: Blocker): void {
    const standing = standingBlocker(this.#state.blockers[about], blocker, this.#now());
    this.#change({ blockers: { ...this.#state.blockers, [about]: standing } });
    if (standing.tries === 1) this.note('blocked', 'waybill', briefly(blocker));
  }

  recordUnblocked(about: string): void {
    const { [about]: gone, ...others } = this.#state.blockers;
    if (gone === undefined) return;
    this.#change({ blockers: others });
    this.note('unblocked', 'waybill', gone.code);
  }

  beginTry(about: string): void {
    this.#retries.begin(about);
  }

  askRetry(): void {
    this.#retries.ask(this.#state.blockers);
  }

  nextTryAtMs(about: string): number {
    return this.#retries.nextTryAtMs(about, this.#state.blockers);
  }

  #change(changes: Partial<LateState>): void {
    this.#state = { ...this.#state, ...changes };
  }
}

export const isSameRevision = (one: ShipmentPackage, other: ShipmentPackage): boolean =>
  one.trackingNumber === other.trackingNumber && one.carrier === other.carrier;
