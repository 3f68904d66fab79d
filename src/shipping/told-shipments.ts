import type { CommerceShipment } from '../commerce/port.js';

const keptMax = 50_000;

/**
 * The same shipment is read at many sweeps. Telling its order's workflow again would be harmless, but costs an action
 * each time: what this process has told with these tracks is not told again.
 */
export class ToldShipments {
  readonly #tracks = new Map<number, string>();

  has({ shipmentId, tracks }: CommerceShipment): boolean {
    return this.#tracks.get(shipmentId) === JSON.stringify(tracks);
  }

  add({ shipmentId, tracks }: CommerceShipment): void {
    this.#tracks.delete(shipmentId);
    this.#tracks.set(shipmentId, JSON.stringify(tracks));
    const [oldest] = this.#tracks.keys();
    if (this.#tracks.size > keptMax && oldest !== undefined) this.#tracks.delete(oldest);
  }
}
