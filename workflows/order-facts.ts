import type { CommerceOrderRef } from '../activities/contract.js';
import { type AmazonRefund, refundText } from '../src/domain/amazon-refund.js';
import { isFurther, isVerifiedStatus } from '../src/domain/amazon-status.js';
import { type Blocker, briefly } from '../src/domain/blocker.js';
import { standingBlocker } from '../src/domain/blocker-waits.js';
import { heldBlocker } from '../src/domain/held-blocker.js';
import type { Sku } from '../src/domain/ids.js';
import type { OrderSighting } from '../src/domain/order-sighting.js';
import { type RegionCorrection, regionText } from '../src/domain/region-correction.js';
import { type TimelineEvent, withEntry } from '../src/domain/timeline.js';
import { AskedRetries } from './asked-retries.js';
import { recordWish } from './cancel-facts.js';
import type { Cancelling } from './cancel-state.js';
import type { LateRefund } from './late-messages.js';
import { type CustomerChoice, type OrderInput, type OrderState, wholeAccount } from './order-state.js';
import { PackageFacts } from './package-facts.js';
import { recordPackagesSeen, recordShippedBefore } from './packages-seen.js';

/** Records what happened, in whatever order it arrives, and decides nothing: `order-steps.ts` does. Of packages: `package-facts.ts`. */
export class OrderFacts {
  readonly input: OrderInput;
  readonly packages: PackageFacts;
  readonly #now: () => number;
  readonly #state: OrderState;
  readonly #retries = new AskedRetries();
  #triesUnderWay = 0;

  constructor(input: OrderInput, now: () => number) {
    this.input = input;
    this.#now = now;
    this.#state = input.carried ?? {
      sighting: input.sighting,
      isVerified: false,
      customer: { kind: 'undecided' },
      skuMap: {},
      packages: [],
      blockers: {},
      cancellation: 'none',
      shipBy: 'in-time',
      resends: {},
      timeline: [],
    };
    this.packages = new PackageFacts({
      order: input.order,
      state: this.#state,
      note: (what, about) => this.note(what, about),
      recordAttention: (attention) => this.recordAttention(attention),
    });
    if (input.carried === undefined) {
      this.note('started', { actor: 'amazon', detail: input.sighting.status });
      const { unreadableAt } = input.sighting;
      if (unreadableAt !== undefined)
        this.recordBlocked('amazon-order', { code: 'order-unreadable', subject: unreadableAt });
      recordWish(this, false, input.sighting);
      this.#look(input.sighting);
      if (input.sighting.fulfilledBy === 'FBM') recordShippedBefore(this.packages, input.sighting);
    }
  }

  get state(): Readonly<OrderState> {
    return this.#state;
  }

  nowMs(): number {
    return this.#now();
  }

  note(what: TimelineEvent, about: { readonly actor?: string; readonly detail?: string } = {}): void {
    const { actor = 'waybill', detail } = about;
    const at = new Date(this.#now()).toISOString();
    this.#state.timeline = withEntry(this.#state.timeline, {
      at,
      what,
      actor,
      ...(detail === undefined ? {} : { detail }),
    });
  }

  noteOnce(what: TimelineEvent, about: { readonly actor: string; readonly detail: string }): void {
    const isSaid = this.#state.timeline.some((entry) => entry.what === what && entry.detail === about.detail);
    if (!isSaid) this.note(what, about);
  }

  /** What Amazon said, late, early or again: only news counts, and an order never goes back. */
  recordSighting(sighting: OrderSighting): void {
    const known = this.#state.sighting;
    const isNews =
      isFurther(sighting.status, known.status) ||
      sighting.lastUpdatedAt > known.lastUpdatedAt ||
      known.unreadableAt !== undefined;
    if (!isNews) return;
    if (sighting.unreadableAt !== undefined && known.unreadableAt === undefined) {
      this.#state.latestUnreadableAt = sighting.unreadableAt;
      return;
    }
    delete this.#state.latestUnreadableAt;
    if (sighting.shipBy !== known.shipBy) this.#state.shipBy = 'in-time';
    const status =
      isFurther(sighting.status, known.status) || known.unreadableAt !== undefined ? sighting.status : known.status;
    if (status !== known.status) this.note('amazon-changed', { actor: 'amazon', detail: status });
    recordWish(this, known.buyerRequestsCancel, sighting);
    // A notification tells less than a reading: what it leaves out has not changed.
    const { tip, replaces } = known;
    const kept = { ...(tip === undefined ? {} : { tip }), ...(replaces === undefined ? {} : { replaces }) };
    this.#state.sighting = { ...kept, ...sighting, status };
    if (known.unreadableAt !== undefined) this.#leaveIfOlder(sighting);
    this.#look(this.#state.sighting);
  }

  #leaveIfOlder({ purchasedAt }: OrderSighting): void {
    const { since } = this.input;
    if (since === undefined || Date.parse(purchasedAt) >= Date.parse(since)) return;
    this.recordSkip('bought before the account was connected', 'waybill');
  }

  /** Amazon's word on the whole order, heard while a package was looked for. */
  recordAmazonStatus(status: OrderSighting['status']): void {
    if (!isFurther(status, this.#state.sighting.status)) return;
    this.#state.sighting = { ...this.#state.sighting, status };
    this.#noteCancelled(status);
  }

  #look(sighting: OrderSighting): void {
    if (!this.#state.isVerified && isVerifiedStatus(sighting.status)) {
      this.#state.isVerified = true;
      this.note('verified', { actor: 'amazon' });
    }
    if (sighting.replaces !== undefined) this.noteOnce('replaces', { actor: 'amazon', detail: sighting.replaces });
    this.#noteCancelled(sighting.status);
    if (sighting.fulfilledBy === 'FBA') return;
    recordPackagesSeen(this.packages, sighting);
  }

  #noteCancelled(status: OrderSighting['status']): void {
    if (status !== 'Canceled' || this.#state.timeline.some(({ what }) => what === 'cancelled-at-amazon')) return;
    this.note('cancelled-at-amazon', { actor: 'amazon' });
  }

  recordCustomer(customer: CustomerChoice): void {
    this.#state.customer = customer;
  }

  recordCommerceOrder(commerceOrder: CommerceOrderRef): void {
    this.#state.commerceOrder = commerceOrder;
    this.recordNothingSent();
    if (this.#state.skippedBecause !== undefined) this.recordSkipTooLate();
  }

  recordSkipTooLate(): void {
    delete this.#state.skippedBecause;
    this.recordAttention('The Commerce order was created before the skip could take effect');
  }

  /** What is in Commerce is known, and nothing of ours is under way to it any more. */
  recordNothingSent(): void {
    delete this.#state.maybeSentAt;
    delete this.#state.mayExist;
  }

  /** The attempt ended without telling whether Commerce has the order. */
  recordMayExist(): void {
    this.#state.mayExist = true;
  }

  recordInvoiceOwed(): void {
    this.#state.isInvoiceOwed = true;
  }

  recordMaybeSent(): void {
    this.#state.maybeSentAt = new Date(this.#now()).toISOString();
    this.note('commerce-order-maybe-sent');
  }

  recordCancellation(cancellation: OrderState['cancellation']): void {
    this.#state.cancellation = cancellation;
  }

  changeCancelling(change: (known: Cancelling) => Cancelling): void {
    this.#state.cancelling = change(this.#state.cancelling ?? {});
  }

  recordShipBy(shipBy: OrderState['shipBy']): void {
    this.#state.shipBy = shipBy;
  }

  recordAttention(attention: string): void {
    this.#state.attention = attention;
  }

  recordSkip(because: string, actor: string): void {
    this.#state.skippedBecause = because;
    this.note('operator-skipped', { actor, detail: because });
  }

  recordSkuMapping(from: string, to: Sku, actor: string): void {
    this.#state.skuMap = { ...this.#state.skuMap, [from]: to };
    this.note('operator-mapped-sku', { actor, detail: `${from} → ${to}` });
  }

  recordRegion(correction: RegionCorrection, actor: string): void {
    this.#state.region = correction;
    this.note('operator-corrected-region', { actor, detail: regionText(correction) });
  }

  recordRefund(refund: AmazonRefund): void {
    const known = this.#state.refunds ?? [];
    if (known.some((other) => other.refund.id === refund.id)) return;
    this.#state.refunds = [...known, { refund, inCommerce: 'recorded' }];
    this.note('refund-seen', { actor: 'amazon', detail: refundText(refund) });
  }

  recordRefundAs(id: string, inCommerce: LateRefund['inCommerce']): void {
    const known = this.#state.refunds ?? [];
    this.#state.refunds = known.map((other) => (other.refund.id === id ? { ...other, inCommerce } : other));
  }

  recordBlocked(subject: string, blocker: Blocker): void {
    const standing = standingBlocker(this.#state.blockers[subject], blocker, this.#now());
    this.#state.blockers = { ...this.#state.blockers, [subject]: standing };
    if (standing.tries === 1) this.note('blocked', { detail: briefly(blocker) });
  }

  /** A blocker of the whole order, that no try of its own can end. */
  recordAccountRemoved(): void {
    if (this.isAccountRemoved) return;
    const since = new Date(this.#now()).toISOString();
    const { code } = heldBlocker('removed');
    this.#state.blockers = { ...this.#state.blockers, [wholeAccount]: { code, since, tries: 0 } };
    this.note('blocked', { detail: code });
  }

  recordAccountBack(): void {
    this.recordUnblocked(wholeAccount);
  }

  recordAccountClosed(actor: string): void {
    if (this.#state.isAccountClosed === true) return;
    this.#state.isAccountClosed = true;
    this.recordSkip('the account was closed', actor);
  }

  get isAccountRemoved(): boolean {
    return this.#state.blockers[wholeAccount] !== undefined;
  }

  recordUnblocked(subject: string): void {
    const { [subject]: gone, ...others } = this.#state.blockers;
    if (gone === undefined) return;
    this.#state.blockers = others;
    this.note('unblocked', { detail: gone.code });
  }

  beginTry(subject: string): void {
    this.#retries.begin(subject);
    this.#triesUnderWay += 1;
  }

  endTry(): void {
    this.#triesUnderWay -= 1;
  }

  get isTryUnderWay(): boolean {
    return this.#triesUnderWay > 0;
  }

  askRetry(isMeant?: (blocker: Blocker) => boolean): void {
    this.#retries.ask(this.#state.blockers, isMeant);
  }

  nextTryAtMs(subject: string): number {
    return this.#retries.nextTryAtMs(subject, this.#state.blockers);
  }
}
