import type {
  AmazonCancellations,
  AmazonOrders,
  ConfirmationRefused,
  ShipmentConfirmation,
} from '../../src/amazon/port.js';
import type { AmazonOrder, AmazonPackage, UnreadableOrder } from '../../src/domain/amazon-order.js';
import type { CancelReason } from '../../src/domain/cancel-reason.js';
import type { AmazonOrderId } from '../../src/domain/ids.js';
import { PlannedFaults } from './planned-faults.js';

/** Amazon with a handful of orders in memory. A confirmed package is shown from the next read on. */
export class FakeAmazon implements AmazonOrders, Pick<AmazonCancellations, 'cancelOrder'> {
  readonly faults = new PlannedFaults('amazon');
  readonly confirmations: ShipmentConfirmation[] = [];
  /** Amazon answers 204 and does nothing. */
  dropsConfirmations = false;
  refusesConfirmations: ConfirmationRefused | undefined;
  cancelAnswer: Awaited<ReturnType<AmazonCancellations['cancelOrder']>> = 'accepted';
  readonly cancelled: { readonly id: AmazonOrderId; readonly reason: CancelReason }[] = [];
  regulated: string | undefined;
  readonly #orders = new Map<AmazonOrderId, AmazonOrder | UnreadableOrder>();

  constructor(...orders: readonly (AmazonOrder | UnreadableOrder)[]) {
    for (const order of orders) this.show(order);
  }

  show(order: AmazonOrder | UnreadableOrder): void {
    this.#orders.set(order.id, order);
  }

  fetchOrder(id: AmazonOrderId) {
    return this.faults.run('fetchOrder', () => this.#orders.get(id) ?? ('not-found' as const));
  }

  searchOrders(): Promise<never> {
    return this.faults.run('searchOrders', () => {
      throw new Error('no activity of an order searches');
    });
  }

  confirmShipment(confirmation: ShipmentConfirmation) {
    return this.faults.run('confirmShipment', () => {
      if (this.refusesConfirmations !== undefined) return this.refusesConfirmations;
      this.confirmations.push(confirmation);
      if (!this.dropsConfirmations) this.#take(confirmation);
      return 'accepted' as const;
    });
  }

  cancelOrder(id: AmazonOrderId, reason: CancelReason) {
    return this.faults.run('cancelOrder', () => {
      if (this.cancelAnswer === 'accepted') this.cancelled.push({ id, reason });
      return this.cancelAnswer;
    });
  }

  regulatedStatus(_id: AmazonOrderId) {
    return this.faults.run('regulatedStatus', () => this.regulated);
  }

  /** The same reference edits the same package. */
  #take(confirmation: ShipmentConfirmation): void {
    const order = this.#orders.get(confirmation.amazonOrderId);
    if (order === undefined || 'unreadableAt' in order) return;
    const taken: AmazonPackage = {
      reference: confirmation.packageReferenceId,
      carrier: confirmation.carrierCode,
      trackingNumber: confirmation.trackingNumber,
      shippedAt: confirmation.shippedAt,
      lines: confirmation.lines,
    };
    const others = order.packages.filter(({ reference }) => reference !== taken.reference);
    this.show({ ...order, status: 'Shipped', packages: [...others, taken] });
  }
}
