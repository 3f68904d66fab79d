import type { CommerceOrderRef } from '../activities/contract.js';
import { isFurther, isVerifiedStatus } from '../src/domain/amazon-status.js';
import type { Blocker, StandingBlocker } from '../src/domain/blocker.js';
import { parsePackageId, type Sku } from '../src/domain/ids.js';
import type { OrderSighting } from '../src/domain/order-sighting.js';
import type { PackageProgress, TrackedPackage } from '../src/domain/package-progress.js';
import { packageReferenceIdOf } from '../src/domain/package-reference.js';
import type { PackageLine, ShipmentPackage } from '../src/domain/shipment-package.js';
import { type TimelineEvent, withEntry } from '../src/domain/timeline.js';
import type { CustomerChoice, OrderInput, OrderState } from './order-state.js';

const firstWaitMs = 5_000;
const longestWaitMs = 12 * 3_600_000;

const holdsSomething = ({ lines }: ShipmentPackage): boolean => lines.some(({ quantity }) => quantity > 0);

/** Records what happened, in whatever order it arrives, and decides nothing: `order-steps.ts` does. */
export class OrderFacts {
  readonly input: OrderInput;
  readonly #now: () => number;
  readonly #state: OrderState;
  /** The blocked subjects that somebody wants tried at once. */
  #retriesAsked: ReadonlySet<string> = new Set();
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
    if (input.carried === undefined) {
      this.note('started', { actor: 'amazon', detail: input.sighting.status });
      const { unreadableAt } = input.sighting;
      if (unreadableAt !== undefined)
        this.recordBlocked('amazon-order', { code: 'order-unreadable', subject: unreadableAt });
      this.#look(input.sighting);
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
    if (sighting.buyerRequestsCancel && !known.buyerRequestsCancel) {
      this.note('cancel-requested-by-buyer', { actor: 'amazon' });
    }
    this.#state.sighting = { ...sighting, status };
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
    this.#noteCancelled(sighting.status);
    if (sighting.fulfilledBy === 'FBA') return;
    for (const seen of sighting.packages) this.#recordSeenAtAmazon(seen, sighting);
    if (sighting.status === 'Shipped') this.#recordRestShippedAtAmazon(sighting);
  }

  #noteCancelled(status: OrderSighting['status']): void {
    if (status !== 'Canceled' || this.#state.timeline.some(({ what }) => what === 'cancelled-at-amazon')) return;
    this.note('cancelled-at-amazon', { actor: 'amazon' });
  }

  /** Shipped in Seller Central without a package that Amazon would show: Commerce has to learn of these pieces all the same. */
  #recordRestShippedAtAmazon(sighting: OrderSighting): void {
    const lines = this.#restShippedAtAmazon(sighting);
    const id = parsePackageId('amazon:rest');
    if (lines.length === 0 || id === undefined) return;
    const shippedAt = sighting.lastUpdatedAt;
    this.#add(
      {
        id,
        source: 'amazon',
        carrier: '',
        trackingNumber: '',
        shippedAt,
        lines,
        inCommerce: 'recorded',
        atAmazon: 'confirmed',
      },
      'amazon',
    );
  }

  #restShippedAtAmazon({ lines }: OrderSighting): readonly PackageLine[] {
    return lines
      .map(({ orderItemId, quantityShipped }) => ({
        orderItemId,
        quantity: quantityShipped - this.quantityPacked(orderItemId),
      }))
      .filter(({ quantity }) => quantity > 0);
  }

  /** A package that Amazon shows: ours, and so proven; or made by somebody else, and then Commerce has to learn of it. */
  #recordSeenAtAmazon(seen: ShipmentPackage, sighting: OrderSighting): void {
    const own = this.#state.packages.find((known) => this.#isSamePackage(known, seen));
    if (own === undefined) {
      const lines = holdsSomething(seen) ? seen.lines : this.#linesOfOnly(sighting);
      if (lines.length > 0) this.#add({ ...seen, lines, inCommerce: 'recorded', atAmazon: 'confirmed' }, 'amazon');
      else this.#refuseWithoutLines(seen, 'amazon');
      return;
    }
    // Under another tracking number it proves an earlier revision, and a correction is still due.
    const isRevision = seen.trackingNumber === '' || seen.trackingNumber === own.trackingNumber;
    if (isRevision) this.recordConfirmed(own.id);
  }

  /** The items need not be shown to be known: the only package of an order that was shipped holds all that was shipped. */
  #linesOfOnly(sighting: OrderSighting): readonly PackageLine[] {
    const isOnly = sighting.status === 'Shipped' && sighting.packages.length === 1;
    return isOnly ? this.#restShippedAtAmazon(sighting) : [];
  }

  /** Commerce takes a shipment without lines for one of the whole order. Said once, however often it is seen. */
  #refuseWithoutLines({ id }: ShipmentPackage, actor: string): void {
    const isSaid = this.#state.timeline.some(({ what, detail }) => what === 'package-refused' && detail === id);
    if (isSaid) return;
    this.note('package-refused', { actor, detail: id });
    this.recordAttention(`Package ${id} names no item of this order`);
  }

  isConfirmed(id: string): boolean {
    return this.#state.packages.some((known) => known.id === id && known.atAmazon === 'confirmed');
  }

  /** Amazon shows the package. */
  recordConfirmed(id: string): void {
    if (this.isConfirmed(id)) return;
    this.recordProgress(id, { atAmazon: 'confirmed' });
    this.note('amazon-shipment-confirmed', { actor: 'amazon', detail: id });
  }

  #isSamePackage(known: TrackedPackage, seen: ShipmentPackage): boolean {
    if (known.id === seen.id) return true;
    const reference = packageReferenceIdOf(this.input.order.amazonOrderId, known.id);
    if (seen.id === `amazon:${reference}`) return true;
    return known.trackingNumber !== '' && known.trackingNumber === seen.trackingNumber;
  }

  /** One package left the house. The same package may be reported twice, by two systems, or before the order is verified. */
  recordPackage(shipmentPackage: ShipmentPackage): void {
    const known = this.#state.packages.find((other) => this.#isSamePackage(other, shipmentPackage));
    if (this.#state.sighting.fulfilledBy === 'FBA') {
      this.note('package-refused', { actor: 'shipping', detail: shipmentPackage.id }); // Amazon ships it itself
    } else if (known === undefined) {
      if (!holdsSomething(shipmentPackage)) {
        this.#refuseWithoutLines(shipmentPackage, shipmentPackage.source === 'commerce' ? 'commerce' : 'shipping');
        return;
      }
      if (!this.#fits(shipmentPackage)) {
        this.note('package-refused', { actor: 'shipping', detail: shipmentPackage.id });
        this.recordAttention(`Package ${shipmentPackage.id} holds more than is left of the order`);
        return;
      }
      const isFromCommerce = shipmentPackage.source === 'commerce';
      this.#add(
        { ...shipmentPackage, inCommerce: isFromCommerce ? 'shipped' : 'recorded', atAmazon: 'recorded' },
        isFromCommerce ? 'commerce' : 'shipping',
      );
    } else {
      if (shipmentPackage.source === 'commerce') this.recordProgress(known.id, { inCommerce: 'shipped' });
      if (this.#isCorrection(known, shipmentPackage)) this.#correct(known.id, shipmentPackage);
    }
  }

  /** Under another id it is another system's word for the same parcel: its name for the carrier corrects nothing. */
  #isCorrection(known: TrackedPackage, { id, carrier, trackingNumber }: ShipmentPackage): boolean {
    return known.id === id && (known.trackingNumber !== trackingNumber || known.carrier !== carrier);
  }

  /** The same reference at Amazon edits the same package, so it is simply sent again. */
  #correct(id: string, { carrier, service, trackingNumber, shippedAt }: ShipmentPackage): void {
    this.#state.packages = this.#state.packages.map((other) => {
      if (other.id !== id) return other;
      const { service: outdated, sentAt, lookAt, ...kept } = other;
      const corrected = { ...kept, carrier, trackingNumber, shippedAt, atAmazon: 'recorded' as const };
      return service === undefined ? corrected : { ...corrected, service };
    });
    this.#state.resends = { ...this.#state.resends, [id]: 0 };
    this.note('package-corrected', { actor: 'shipping', detail: id });
  }

  /** What loses a race (two systems ship the last piece) is shown to the operator, not sent. */
  #fits(shipmentPackage: ShipmentPackage): boolean {
    const { lines } = this.#state.sighting;
    if (lines.length === 0) return true;
    return shipmentPackage.lines.every(({ orderItemId, quantity }) => {
      const line = lines.find((known) => known.orderItemId === orderItemId);
      return (
        line !== undefined && quantity <= line.quantity - line.quantityCancelled - this.quantityPacked(orderItemId)
      );
    });
  }

  quantityPacked(orderItemId: string): number {
    return this.#state.packages
      .flatMap(({ lines }) => lines)
      .filter((line) => line.orderItemId === orderItemId)
      .reduce((sum, { quantity }) => sum + quantity, 0);
  }

  #add(tracked: TrackedPackage, actor: string): void {
    this.#state.packages = [...this.#state.packages, tracked];
    this.note('package-received', { actor, detail: tracked.id });
  }

  recordProgress(id: string, progress: Partial<PackageProgress & Pick<TrackedPackage, 'sentAt' | 'lookAt'>>): void {
    this.#state.packages = this.#state.packages.map((known) => (known.id === id ? { ...known, ...progress } : known));
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

  recordSendAgain(id: string): void {
    this.#state.resends = { ...this.#state.resends, [id]: this.resendsOf(id) + 1 };
    this.#state.packages = this.#state.packages.map((known) => {
      if (known.id !== id) return known;
      const { sentAt, lookAt, ...rest } = known;
      return { ...rest, atAmazon: 'recorded' };
    });
  }

  resendsOf(id: string): number {
    return this.#state.resends[id] ?? 0;
  }

  wasCorrectedSince({ id, trackingNumber, carrier }: TrackedPackage): boolean {
    const known = this.#state.packages.find((other) => other.id === id);
    return known !== undefined && (known.trackingNumber !== trackingNumber || known.carrier !== carrier);
  }

  recordMaybeSent(): void {
    this.#state.maybeSentAt = new Date(this.#now()).toISOString();
    this.note('commerce-order-maybe-sent');
  }

  recordCancellation(cancellation: OrderState['cancellation']): void {
    this.#state.cancellation = cancellation;
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

  /** The waits double from 5 seconds to 12 hours; a blocker keeps the time it first stood. */
  recordBlocked(subject: string, blocker: Blocker): void {
    const before = this.#state.blockers[subject];
    const isSame = before?.code === blocker.code && before.subject === blocker.subject;
    const tries = isSame ? before.tries + 1 : 1;
    const waitMs = Math.min(firstWaitMs * 2 ** (tries - 1), longestWaitMs);
    const standing: StandingBlocker = {
      ...blocker,
      since: isSame ? before.since : new Date(this.#now()).toISOString(),
      nextTryAt: new Date(this.#now() + waitMs).toISOString(),
      tries,
    };
    this.#state.blockers = { ...this.#state.blockers, [subject]: standing };
    if (!isSame) this.note('blocked', { detail: [blocker.code, blocker.subject].filter(Boolean).join(' ') });
  }

  recordUnblocked(subject: string): void {
    const { [subject]: gone, ...others } = this.#state.blockers;
    if (gone === undefined) return;
    this.#state.blockers = others;
    this.note('unblocked', { detail: gone.code });
  }

  /** A wish to retry that arrives during the try is kept for the next one: the cause may have gone meanwhile. */
  beginTry(subject: string): void {
    this.#retriesAsked = new Set([...this.#retriesAsked].filter((asked) => asked !== subject));
    this.#triesUnderWay += 1;
  }

  endTry(): void {
    this.#triesUnderWay -= 1;
  }

  get isTryUnderWay(): boolean {
    return this.#triesUnderWay > 0;
  }

  askRetry(): void {
    this.#retriesAsked = new Set(Object.keys(this.#state.blockers));
  }

  /** Not before this may the subject be tried; 0 when nothing holds it up. */
  nextTryAtMs(subject: string): number {
    const nextTryAt = this.#state.blockers[subject]?.nextTryAt;
    return nextTryAt === undefined || this.#retriesAsked.has(subject) ? 0 : Date.parse(nextTryAt);
  }
}
