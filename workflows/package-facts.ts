import type { OrderRef } from '../activities/contract.js';
import { parsePackageId } from '../src/domain/ids.js';
import type { OrderSighting } from '../src/domain/order-sighting.js';
import type { PackageProgress, TrackedPackage } from '../src/domain/package-progress.js';
import { packageReferenceIdOf } from '../src/domain/package-reference.js';
import {
  deliveriesOfBoth,
  isRepeatedDelivery,
  type PackageLine,
  type ShipmentPackage,
} from '../src/domain/shipment-package.js';
import type { TimelineEvent } from '../src/domain/timeline.js';
import type { OrderState } from './order-state.js';

/** The order's own record, in which its packages are kept. */
type Book = {
  readonly order: OrderRef;
  readonly state: OrderState;
  readonly note: (what: TimelineEvent, about?: { readonly actor?: string; readonly detail?: string }) => void;
  readonly recordAttention: (attention: string) => void;
};

const holdsSomething = ({ lines }: ShipmentPackage): boolean => lines.some(({ quantity }) => quantity > 0);

/** Records what is heard of an order's packages, from whichever side and in whatever order it arrives. */
export class PackageFacts {
  readonly #book: Book;

  constructor(book: Book) {
    this.#book = book;
  }

  /** What Amazon shows of packages, and of pieces that were shipped without one. */
  recordSighting(sighting: OrderSighting): void {
    for (const seen of sighting.packages) this.#recordSeenAtAmazon(seen, sighting);
    if (sighting.status === 'Shipped') this.#recordRestShippedAtAmazon(sighting);
  }

  /**
   * Found partly shipped when it began, and Amazon shows no package yet: what is gone must not wait to be shipped again.
   * Later on a package may simply be late, and then it brings its tracking.
   */
  recordShippedBefore(sighting: OrderSighting): void {
    const isUnseen = sighting.status === 'PartiallyShipped' && sighting.packages.length === 0;
    if (isUnseen) this.#recordRestShippedAtAmazon(sighting);
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
    const own = this.#book.state.packages.find((known) => this.#isSamePackage(known, seen));
    if (own === undefined) {
      if (this.#isWithinRest(seen, sighting)) return;
      const lines = holdsSomething(seen) ? seen.lines : this.#linesOfOnly(sighting);
      const isTaken = lines.length > 0 && !this.#fits({ ...seen, lines });
      if (isTaken) this.#recordTaken(seen, lines);
      else if (lines.length > 0) this.#add({ ...seen, lines, inCommerce: 'recorded', atAmazon: 'confirmed' }, 'amazon');
      else this.#refuseWithoutLines(seen, 'amazon');
      return;
    }
    // Under another tracking number it proves an earlier revision, and a correction is still due.
    const isRevision = seen.trackingNumber === '' || seen.trackingNumber === own.trackingNumber;
    if (isRevision) this.recordConfirmed(own.id);
  }

  /** A package that Amazon shows late, of pieces that were counted as shipped without one. */
  #isWithinRest({ lines }: ShipmentPackage, sighting: OrderSighting): boolean {
    const hasRest = this.#book.state.packages.some(({ id }) => id === 'amazon:rest');
    if (!hasRest) return false;
    const left = this.#restShippedAtAmazon(sighting);
    return lines.every(
      (line) => line.quantity > (left.find(({ orderItemId }) => orderItemId === line.orderItemId)?.quantity ?? 0),
    );
  }

  /** Two systems have told of the same goods: what left the house left once, and Commerce has it from the other one. */
  #recordTaken(seen: ShipmentPackage, lines: readonly PackageLine[]): void {
    const items = lines.map(({ orderItemId }) => orderItemId);
    const holders = this.#book.state.packages.filter((known) =>
      known.lines.every(({ orderItemId }) => items.includes(orderItemId)),
    );
    const twin = holders.find(({ atAmazon }) => atAmazon !== 'confirmed');
    if (twin !== undefined) this.recordShippedOtherwise(twin.id);
    else if (!holders.some(({ id }) => this.#isNoted('amazon-shipped-otherwise', id)))
      this.#refuseOnce(seen, 'amazon', `Amazon shows more packages than the order has goods for (${seen.id})`);
  }

  /** The goods of the package are shipped at Amazon, under another package and perhaps another number. */
  recordShippedOtherwise(id: string): void {
    if (this.isConfirmed(id)) return;
    this.recordProgress(id, { atAmazon: 'confirmed' });
    this.#book.note('amazon-shipped-otherwise', { actor: 'amazon', detail: id });
    this.#book.recordAttention(
      `Amazon has the goods of package ${id} as shipped in another package: compare the tracking numbers there`,
    );
  }

  /** An operator distrusts what Amazon shows: the same reference edits the same package there. */
  askConfirmAgain(id: string, actor: string): void {
    this.#book.state.resends = { ...this.#book.state.resends, [id]: 0 };
    this.#recordToSend(id);
    this.#book.note('operator-confirmed-again', { actor, detail: id });
  }

  /** The items need not be shown to be known: the only package of an order that was shipped holds all that was shipped. */
  #linesOfOnly(sighting: OrderSighting): readonly PackageLine[] {
    const isOnly = sighting.status === 'Shipped' && sighting.packages.length === 1;
    return isOnly ? this.#restShippedAtAmazon(sighting) : [];
  }

  /** Commerce takes a shipment without lines for one of the whole order. */
  #refuseWithoutLines(seen: ShipmentPackage, actor: string): void {
    this.#refuseOnce(seen, actor, `Package ${seen.id} names no item of this order`);
  }

  /** Said once, however often it is seen. */
  #refuseOnce({ id }: ShipmentPackage, actor: string, attention: string): void {
    if (this.#isNoted('package-refused', id)) return;
    this.#book.note('package-refused', { actor, detail: id });
    this.#book.recordAttention(attention);
  }

  #isNoted(event: TimelineEvent, id: string): boolean {
    return this.#book.state.timeline.some(({ what, detail }) => what === event && detail === id);
  }

  isConfirmed(id: string): boolean {
    return this.#book.state.packages.some((known) => known.id === id && known.atAmazon === 'confirmed');
  }

  /** Amazon shows the package. */
  recordConfirmed(id: string): void {
    if (this.isConfirmed(id)) return;
    this.recordProgress(id, { atAmazon: 'confirmed' });
    this.#book.note('amazon-shipment-confirmed', { actor: 'amazon', detail: id });
  }

  #isSamePackage(known: TrackedPackage, seen: ShipmentPackage): boolean {
    if (known.id === seen.id) return true;
    const reference = packageReferenceIdOf(this.#book.order.amazonOrderId, known.id);
    if (seen.id === `amazon:${reference}`) return true;
    return known.trackingNumber !== '' && known.trackingNumber === seen.trackingNumber;
  }

  /** One package left the house. The same package may be reported twice, by two systems, or before the order is verified. */
  record(shipmentPackage: ShipmentPackage): void {
    const known = this.#book.state.packages.find((other) => this.#isSamePackage(other, shipmentPackage));
    if (this.#book.state.sighting.fulfilledBy === 'FBA') {
      this.#book.note('package-refused', { actor: 'shipping', detail: shipmentPackage.id }); // Amazon ships it itself
    } else if (known === undefined) {
      if (!holdsSomething(shipmentPackage)) {
        this.#refuseWithoutLines(shipmentPackage, shipmentPackage.source === 'commerce' ? 'commerce' : 'shipping');
        return;
      }
      if (!this.#fits(shipmentPackage)) {
        this.#book.note('package-refused', { actor: 'shipping', detail: shipmentPackage.id });
        this.#book.recordAttention(`Package ${shipmentPackage.id} holds more than is left of the order`);
        return;
      }
      const isFromCommerce = shipmentPackage.source === 'commerce';
      this.#add(
        { ...shipmentPackage, inCommerce: isFromCommerce ? 'shipped' : 'recorded', atAmazon: 'recorded' },
        isFromCommerce ? 'commerce' : 'shipping',
      );
    } else if (!isRepeatedDelivery(shipmentPackage, known)) {
      if (shipmentPackage.source === 'commerce') this.recordProgress(known.id, { inCommerce: 'shipped' });
      if (this.#isCorrection(known, shipmentPackage)) this.#correct(known, shipmentPackage);
    }
  }

  /** Under another id it is another system's word for the same parcel: its name for the carrier corrects nothing. */
  #isCorrection(known: TrackedPackage, { id, carrier, trackingNumber }: ShipmentPackage): boolean {
    return known.id === id && (known.trackingNumber !== trackingNumber || known.carrier !== carrier);
  }

  /** The same reference at Amazon edits the same package, so it is simply sent again. */
  #correct({ id }: TrackedPackage, news: ShipmentPackage): void {
    const { source, carrier, service, trackingNumber, shippedAt } = news;
    this.#book.state.packages = this.#book.state.packages.map((other) => {
      if (other.id !== id) return other;
      const { service: outdated, sentAt, lookAt, ...kept } = other;
      // What Commerce corrects it has; what another system corrects, Commerce has to learn.
      const inCommerce = source === 'commerce' ? kept.inCommerce : ('recorded' as const);
      const progress = { inCommerce, atAmazon: 'recorded' as const };
      const deliveries = deliveriesOfBoth(other, news);
      const corrected = { ...kept, carrier, trackingNumber, shippedAt, ...deliveries, ...progress };
      return service === undefined ? corrected : { ...corrected, service };
    });
    this.#book.state.resends = { ...this.#book.state.resends, [id]: 0 };
    this.#book.note('package-corrected', { actor: 'shipping', detail: id });
  }

  /** What loses a race (two systems ship the last piece) is shown to the operator, not sent. */
  #fits(shipmentPackage: ShipmentPackage): boolean {
    const { lines } = this.#book.state.sighting;
    if (lines.length === 0) return true;
    return shipmentPackage.lines.every(({ orderItemId, quantity }) => {
      const line = lines.find((known) => known.orderItemId === orderItemId);
      return (
        line !== undefined && quantity <= line.quantity - line.quantityCancelled - this.quantityPacked(orderItemId)
      );
    });
  }

  quantityPacked(orderItemId: string): number {
    return this.#book.state.packages
      .flatMap(({ lines }) => lines)
      .filter((line) => line.orderItemId === orderItemId)
      .reduce((sum, { quantity }) => sum + quantity, 0);
  }

  #add(tracked: TrackedPackage, actor: string): void {
    this.#book.state.packages = [...this.#book.state.packages, tracked];
    this.#book.note('package-received', { actor, detail: tracked.id });
  }

  recordProgress(id: string, progress: Partial<PackageProgress & Pick<TrackedPackage, 'sentAt' | 'lookAt'>>): void {
    this.#book.state.packages = this.#book.state.packages.map((known) =>
      known.id === id ? { ...known, ...progress } : known,
    );
  }

  recordSendAgain(id: string): void {
    this.#book.state.resends = { ...this.#book.state.resends, [id]: this.resendsOf(id) + 1 };
    this.#recordToSend(id);
  }

  #recordToSend(id: string): void {
    this.#book.state.packages = this.#book.state.packages.map((known) => {
      if (known.id !== id) return known;
      const { sentAt, lookAt, ...rest } = known;
      return { ...rest, atAmazon: 'recorded' };
    });
  }

  resendsOf(id: string): number {
    return this.#book.state.resends[id] ?? 0;
  }

  wasCorrectedSince({ id, trackingNumber, carrier }: TrackedPackage): boolean {
    const known = this.#book.state.packages.find((other) => other.id === id);
    return known !== undefined && (known.trackingNumber !== trackingNumber || known.carrier !== carrier);
  }
}
