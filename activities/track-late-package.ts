import type { CommercePort, CommerceShipment } from '../src/commerce/port.js';
import { trackingForCommerce } from '../src/domain/carrier-map.js';
import type { CommerceOf } from './account-remotes.js';
import { accountRemoved } from './account-removed.js';
import type { Activities, TrackLateOutcome, TrackLateRequest } from './contract.js';
import { commentOfPackage, isCommentOf } from './package-comment.js';

type Deps = { readonly commerceOf: CommerceOf };

/**
 * Everything of the order is shipped, so Commerce takes no further shipment: the number goes on the shipment that it
 * has, and where there is none into a comment. Called twice it adds one: it compares before it sends.
 */
export const trackLatePackage =
  ({ commerceOf }: Deps): Activities['trackLatePackage'] =>
  async (request) => {
    const remotes = commerceOf(request.order.accountId);
    if (remotes === undefined) return accountRemoved;
    const { commerce, carriers } = remotes;
    const shipments = await commerce.shipments.ofOrders([request.commerceOrder.entityId]);
    const { trackingNumber } = request.package;
    if (shipments.some(({ tracks }) => tracks.some(({ number }) => number === trackingNumber && number !== ''))) {
      return { outcome: 'tracked' };
    }
    const shipment = trackingNumber === '' ? undefined : shipmentOf(request, shipments);
    if (shipment === undefined) return comment(commerce, request);
    const answer = await commerce.shipments.addTrack({
      orderEntityId: request.commerceOrder.entityId,
      shipmentId: shipment.shipmentId,
      track: trackingForCommerce(carriers, request.package),
    });
    if (answer === 'added') return { outcome: 'tracked' };
    return { outcome: 'blocked', blocker: { code: 'commerce-refused', subject: answer.refused } };
  };

/** The package's own shipment, by our comment, by its id in Commerce, or by the number before; a further one joins the last. */
function shipmentOf(
  { package: late, trackingNumberBefore }: TrackLateRequest,
  shipments: readonly CommerceShipment[],
): CommerceShipment | undefined {
  const isOwn = ({ comments, shipmentId, tracks }: CommerceShipment): boolean =>
    isCommentOf(comments, late) ||
    late.id === `commerce:${shipmentId}` ||
    (trackingNumberBefore !== undefined &&
      trackingNumberBefore !== '' &&
      tracks.some(({ number }) => number === trackingNumberBefore));
  return shipments.find(isOwn) ?? shipments.at(-1);
}

async function comment({ orders }: CommercePort, request: TrackLateRequest): Promise<TrackLateOutcome> {
  const { package: late, commerceOrder } = request;
  const text = `${commentOfPackage(late)} came late: ${[late.carrier, late.trackingNumber].filter(Boolean).join(' ')}`;
  const known = await orders.comments(commerceOrder.entityId);
  if (!known.includes(text)) await orders.comment(commerceOrder.entityId, text);
  return { outcome: 'commented' };
}
