import type { AccountActivities } from '../../activities/contract.js';
import type { CommerceOrder, CommercePort, CommerceShipment } from '../commerce/port.js';
import type { AccountId, AmazonOrderId } from '../domain/ids.js';
import { parsePackageId } from '../domain/ids.js';
import type { ShipmentPackage } from '../domain/shipment-package.js';

type Deps = {
  readonly commerce: Pick<CommercePort, 'orders' | 'shipments'>;
  /** Comes back when the order's workflow durably has it; `not-open`: it has ended, or never was. */
  readonly signalShipped: (
    order: { readonly accountId: AccountId; readonly amazonOrderId: AmazonOrderId },
    shipmentPackage: ShipmentPackage,
  ) => Promise<'signalled' | 'not-open'>;
  readonly now: () => Date;
  readonly nextSweepAfterMs: number;
};

const ordersMax = 100;
const ownComment = /^Waybill package /;

/** Shipments that were made inside Commerce become `shipped` signals; those of our own making are known by their comment. */
export const sweepCommerceShipments =
  ({ commerce, signalShipped, now, nextSweepAfterMs }: Deps): AccountActivities['sweepCommerceShipments'] =>
  async ({ accountId, updatedAfter, awaitingTrack }) => {
    const startedAt = now().toISOString();
    const changed = await commerce.orders.changedSince(updatedAfter, ordersMax);
    const known = new Set(changed.map(({ entityId }) => entityId));
    const waiting = await commerce.orders.readMany(awaitingTrack.filter((entityId) => !known.has(entityId)));
    const orders = [...changed, ...waiting].filter((order) => hasShipped(order));
    const shipments =
      orders.length === 0 ? [] : await commerce.shipments.ofOrders(orders.map(({ entityId }) => entityId));

    let signalled = 0;
    const stillWaiting = new Set<number>();
    for (const order of orders) {
      for (const shipment of foreignShipments(order, shipments)) {
        const shipmentPackage = packageOf(order, shipment);
        if (shipmentPackage === undefined) {
          if (isOpen(order)) stillWaiting.add(order.entityId);
        } else if (order.amazonOrderId !== undefined) {
          const told = await signalShipped({ accountId, amazonOrderId: order.amazonOrderId }, shipmentPackage);
          if (told === 'signalled') signalled += 1;
        }
      }
    }
    const isComplete = changed.length < ordersMax;
    return {
      outcome: 'swept',
      signalled,
      sweptTo: isComplete ? startedAt : (changed.at(-1)?.updatedAt ?? startedAt),
      awaitingTrack: [...stillWaiting],
      nextSweepAfterMs: isComplete ? nextSweepAfterMs : 0,
    };
  };

const hasShipped = ({ lines }: CommerceOrder): boolean => lines.some(({ quantityShipped }) => quantityShipped > 0);
const isOpen = ({ state }: CommerceOrder): boolean => state !== 'canceled' && state !== 'closed';

const foreignShipments = (
  { entityId }: CommerceOrder,
  shipments: readonly CommerceShipment[],
): readonly CommerceShipment[] =>
  shipments.filter(
    ({ orderEntityId, comments }) => orderEntityId === entityId && !comments.some((text) => ownComment.test(text)),
  );

/** Nothing to tell Amazon before there is a track: a late one changes no order, so the order is read again until it comes. */
function packageOf(order: CommerceOrder, shipment: CommerceShipment): ShipmentPackage | undefined {
  const [track] = shipment.tracks;
  const id = parsePackageId(`commerce:${shipment.shipmentId}`);
  if (track === undefined || id === undefined) return undefined;
  return {
    id,
    source: 'commerce',
    carrier: track.carrierCode === 'custom' ? track.title : track.carrierCode,
    ...(track.carrierCode === 'custom' ? {} : { service: track.title }),
    trackingNumber: track.number,
    shippedAt: shipment.createdAt,
    lines: shipment.lines.flatMap(({ lineId, quantity }) => {
      const orderItemId = order.lines.find((line) => line.lineId === lineId)?.orderItemId;
      return orderItemId === undefined ? [] : [{ orderItemId, quantity }];
    }),
  };
}
