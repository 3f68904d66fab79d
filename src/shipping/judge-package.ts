import type { OrderView } from '../../workflows/messages.js';
import { isFinalOrderStatus } from '../domain/order-status.js';
import type { ShipmentPackage } from '../domain/shipment-package.js';
import { fitPackage, hasSameLines, isSamePackage, type Judging } from './fit-package.js';
import { refusal, type ShipmentRefused } from './shipment-answer.js';
import type { RequestedPackage } from './shipment-request.js';

/** What is to become of a package, with its order in hand. What loses a race after this is the workflow's to show. */
export type Judgement =
  | { readonly judged: 'record'; readonly parcel: ShipmentPackage }
  | { readonly judged: 'known' }
  | { readonly judged: 'refuse'; readonly refused: ShipmentRefused };

/** `deliveryId`: of a delivery that the order has taken already nothing is judged again, whatever became of the order since. */
export function judgePackage(
  wanted: RequestedPackage,
  view: OrderView,
  judging: Judging & { readonly deliveryId: string },
): Judgement {
  if (view.packages.some((each) => each.deliveryIds?.includes(judging.deliveryId))) return { judged: 'known' };
  const known = view.packages.find((each) => isSamePackage(each, wanted));
  if (isFinalOrderStatus(view.status)) {
    // Our 2xx may have been lost, and the order may have ended since: the repeat still deserves its 2xx.
    if (known?.trackingNumber === wanted.trackingNumber && known.carrier === wanted.carrier) return { judged: 'known' };
    if (view.status !== 'Complete') {
      if (known?.trackingNumber === wanted.trackingNumber) return { judged: 'known' };
      return refuse(refusal('order-ended', `The order is ${view.status} and takes no further package`));
    }
  }
  if (view.status === 'ViewOnly' || view.fulfilledBy === 'FBA') {
    return refuse(refusal('order-not-shippable', 'The order is not shipped through Waybill'));
  }
  if (view.lines.length === 0) {
    return refuse(refusal('order-not-read-yet', 'The items of this order are not known yet: send it again later'));
  }
  // Of a complete order nothing is left to ship: a further package must still hold what was ordered.
  const packages = isFinalOrderStatus(view.status) ? [] : view.packages;
  const fitted = fitPackage(wanted, { ...view, packages }, judging);
  if ('field' in fitted) return refuse(refusal('does-not-fit', `${fitted.field}: ${fitted.detail}`, fitted.field));
  const parcel = { ...fitted, deliveryIds: [judging.deliveryId] };
  return known === undefined ? { judged: 'record', parcel } : judgeAgain(parcel, known);
}

/** The workflow corrects the carrier and number of a package, never its items: a silent 2xx would lose them. */
function judgeAgain(parcel: ShipmentPackage, known: ShipmentPackage): Judgement {
  if (!hasSameLines(known, parcel)) {
    const detail = `package.items: differ from those of package ${known.id}, which is the same by id or tracking number`;
    return refuse(refusal('does-not-fit', detail, 'package.items'));
  }
  // Under another id it is another system's word for the same parcel: its name for the carrier is no correction.
  const isCorrection =
    known.id === parcel.id && (known.carrier !== parcel.carrier || known.trackingNumber !== parcel.trackingNumber);
  return isCorrection ? { judged: 'record', parcel } : { judged: 'known' };
}

const refuse = (refused: ShipmentRefused): Judgement => ({ judged: 'refuse', refused });
