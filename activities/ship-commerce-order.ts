import type { CommerceShipment } from '../src/commerce/port.js';
import { trackingForCommerce } from '../src/domain/carrier-map.js';
import type { ShipmentPackage } from '../src/domain/shipment-package.js';
import type { CommerceOf } from './account-remotes.js';
import { accountRemoved } from './account-removed.js';
import type { Activities, CommerceOrderRef } from './contract.js';
import { commentOfPackage, isCommentOf } from './package-comment.js';

type Deps = { readonly commerceOf: CommerceOf };

/** Called twice it makes one shipment: it compares with what Commerce has before it sends. */
export const shipCommerceOrder =
  ({ commerceOf }: Deps): Activities['shipCommerceOrder'] =>
  async ({ order, commerceOrder, package: shipmentPackage, mustInvoice }) => {
    const remotes = commerceOf(order.accountId);
    if (remotes === undefined) return accountRemoved;
    const { orders, invoices, shipments } = remotes.commerce;
    const existing = await shipments.ofOrders([commerceOrder.entityId]);
    let outcome: 'created' | 'adopted' | 'track-added' = 'adopted';
    const known = existing.find((shipment) => isSame(shipment, shipmentPackage));
    if (known !== undefined && !hasTrack(known, shipmentPackage)) {
      const answer = await shipments.addTrack({
        orderEntityId: commerceOrder.entityId,
        shipmentId: known.shipmentId,
        track: trackingForCommerce(remotes.carriers, shipmentPackage),
      });
      if (typeof answer === 'object')
        return { outcome: 'blocked', blocker: { code: 'commerce-refused', subject: answer.refused } };
      outcome = 'track-added';
    }
    if (known === undefined) {
      if (mustInvoice) await invoices.create(commerceOrder.entityId);
      const answer = await shipments.create({
        orderEntityId: commerceOrder.entityId,
        lines: commerceLines(commerceOrder, shipmentPackage),
        comment: commentOfPackage(shipmentPackage),
        tracks: shipmentPackage.trackingNumber === '' ? [] : [trackingForCommerce(remotes.carriers, shipmentPackage)],
      });
      if (typeof answer === 'object')
        return { outcome: 'blocked', blocker: { code: 'commerce-refused', subject: answer.refused } };
      if (answer === 'created') outcome = 'created';
    }
    const now = await orders.read(commerceOrder.entityId);
    return { outcome, commerceState: now === 'not-found' ? 'gone' : now.state };
  };

/** A corrected number is added to the shipment that was made: Commerce's API can take no track away. */
const hasTrack = ({ tracks }: CommerceShipment, { trackingNumber }: ShipmentPackage): boolean =>
  trackingNumber === '' || tracks.some(({ number }) => number === trackingNumber);

/** By our comment, or by an equal tracking number, our own shipment is found again. */
const isSame = ({ comments, tracks }: CommerceShipment, shipmentPackage: ShipmentPackage): boolean =>
  isCommentOf(comments, shipmentPackage) ||
  (shipmentPackage.trackingNumber !== '' && tracks.some(({ number }) => number === shipmentPackage.trackingNumber));

/** The edge has checked the items; a line that the Commerce order does not have would be dropped in silence by Commerce. */
function commerceLines({ lines }: CommerceOrderRef, shipmentPackage: ShipmentPackage) {
  return shipmentPackage.lines.map(({ orderItemId, quantity }) => {
    const line = lines.find((known) => known.orderItemId === orderItemId);
    if (line === undefined) throw new Error(`the Commerce order has no line for order item ${orderItemId}`);
    return { lineId: line.lineId, quantity };
  });
}
