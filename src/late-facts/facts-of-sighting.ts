import type { EndedOrder } from '../../workflows/late-messages.js';
import { isFurther } from '../domain/amazon-status.js';
import type { PackageId } from '../domain/ids.js';
import type { LateFact } from '../domain/late-fact.js';
import { isSameMoney } from '../domain/money.js';
import type { OrderSighting } from '../domain/order-sighting.js';
import { packageReferenceIdOf } from '../domain/package-reference.js';

/** What Amazon's word on an order that had ended says beyond what the order knew. Usually nothing: then nothing is started. */
export function factsOfSighting(sighting: OrderSighting, ended: EndedOrder): readonly LateFact[] {
  if (sighting.unreadableAt !== undefined) return [];
  return [
    ...statusFacts(sighting, ended),
    ...tipFacts(sighting, ended),
    ...packageFacts(sighting, ended),
    ...(sighting.returned ?? []).map(
      ({ packageId, how }): LateFact => ({ kind: 'returned', packageId: ownName(packageId, ended), how }),
    ),
  ];
}

const statusFacts = ({ status }: OrderSighting, { amazonStatus }: EndedOrder): readonly LateFact[] =>
  isFurther(status, amazonStatus) && status !== 'Shipped' ? [{ kind: 'cancelled', status }] : [];

function tipFacts({ tip }: OrderSighting, ended: EndedOrder): readonly LateFact[] {
  const isNews = tip !== undefined && (ended.tip === undefined || !isSameMoney(tip, ended.tip));
  return isNews ? [{ kind: 'tip', amount: tip }] : [];
}

/** One that we told Amazon of is no news, whatever number it shows there: an earlier revision may still be shown. */
function packageFacts({ packages }: OrderSighting, ended: EndedOrder): readonly LateFact[] {
  if (ended.fulfilledBy === 'FBA' || ended.status !== 'Complete') return [];
  // Shipped in Seller Central without a package that Amazon would show: it was recorded as one without a number.
  const isRestKnown = ended.packages.some(({ id }) => id === 'amazon:rest');
  if (isRestKnown) return [];
  return packages
    .filter(({ id, trackingNumber }) => ownName(id, ended) === id && !isShown(id, trackingNumber, ended))
    .map((seen) => ({ kind: 'package', package: seen }));
}

const isShown = (id: PackageId, trackingNumber: string, { packages }: EndedOrder): boolean =>
  packages.some((known) => known.id === id || (trackingNumber !== '' && known.trackingNumber === trackingNumber));

/** Amazon shows our packages under the reference that we gave them. */
function ownName(id: PackageId, { order, packages }: EndedOrder): PackageId {
  const own = packages.find((known) => `amazon:${packageReferenceIdOf(order.amazonOrderId, known.id)}` === id);
  return own?.id ?? id;
}
