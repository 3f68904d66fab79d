import type { OrderRef } from '../activities/contract.js';
import type { PackageProgress, TrackedPackage } from '../src/domain/package-progress.js';
import { packageReferenceIdOf } from '../src/domain/package-reference.js';
import { deliveriesOfBoth, isRepeatedDelivery, type ShipmentPackage } from '../src/domain/shipment-package.js';
import type { TimelineEvent } from '../src/domain/timeline.js';
import type { OrderState } from './order-state.js';

/** The order's own record, in which its packages are kept. */
type Book = {
  readonly order: OrderRef;
  readonly state: OrderState;
  readonly note: (what: TimelineEvent, about?: { readonly actor?: string; readonly detail?: string }) => void;
  readonly recordAttention: (attention: string) => void;
};

export const holdsSomething = ({ lines }: ShipmentPackage): boolean => lines.some(({ quantity }) => quantity > 0);

/**
 * Records what is heard of an order's packages, from whichever side and in whatever order it arrives. What Amazon shows of
 * them: `packages-seen.ts`.
 */
export class PackageFacts {
  readonly #book: Book;

  constructor(book: Book) {
    this.#book = book;
  }

  get all(): readonly TrackedPackage[] {
    return this.#book.state.packages;
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

  /** Commerce takes a shipment without lines for one of the whole order. */
  refuseWithoutLines(seen: ShipmentPackage, actor: string): void {
    this.refuseOnce(seen, actor, `Package ${seen.id} names no item of this order`);
  }

  /** Said once, however often it is seen. */
  refuseOnce({ id }: ShipmentPackage, actor: string, attention: string): void {
    if (this.isNoted('package-refused', id)) return;
    this.#book.note('package-refused', { actor, detail: id });
    this.#book.recordAttention(attention);
  }

  isNoted(event: TimelineEvent, id: string): boolean {
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

  /** The same package, as far as anybody can tell, by whatever name it is seen. */
  find(seen: ShipmentPackage): TrackedPackage | undefined {
    return this.all.find((known) => this.#isSamePackage(known, seen));
  }

  #isSamePackage(known: TrackedPackage, seen: ShipmentPackage): boolean {
    if (known.id === seen.id) return true;
    const reference = packageReferenceIdOf(this.#book.order.amazonOrderId, known.id);
    if (seen.id === `amazon:${reference}`) return true;
    return known.trackingNumber !== '' && known.trackingNumber === seen.trackingNumber;
  }

  /** One package left the house. The same package may be reported twice, by two systems, or before the order is verified. */
  record(shipmentPackage: ShipmentPackage): void {
    const known = this.find(shipmentPackage);
    if (this.#book.state.sighting.fulfilledBy === 'FBA') {
      this.#book.note('package-refused', { actor: 'shipping', detail: shipmentPackage.id }); // Amazon ships it itself
    } else if (known === undefined) {
      if (!holdsSomething(shipmentPackage)) {
        this.refuseWithoutLines(shipmentPackage, shipmentPackage.source === 'commerce' ? 'commerce' : 'shipping');
        return;
      }
      if (!this.fits(shipmentPackage)) {
        this.#book.note('package-refused', { actor: 'shipping', detail: shipmentPackage.id });
        this.#book.recordAttention(`Package ${shipmentPackage.id} holds more than is left of the order`);
        return;
      }
      const isFromCommerce = shipmentPackage.source === 'commerce';
      this.add(
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
  fits(shipmentPackage: ShipmentPackage): boolean {
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

  add(tracked: TrackedPackage, actor: string): void {
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
