import { parsePackageId } from '../src/domain/ids.js';
import type { OrderSighting } from '../src/domain/order-sighting.js';
import type { PackageLine, ShipmentPackage } from '../src/domain/shipment-package.js';
import { holdsSomething, type PackageFacts } from './package-facts.js';

const restId = 'amazon:rest';

/** What Amazon shows of packages, and of pieces that were shipped without one. */
export function recordPackagesSeen(packages: PackageFacts, sighting: OrderSighting): void {
  for (const seen of sighting.packages) recordSeen(packages, seen, sighting);
  if (sighting.status === 'Shipped') recordRest(packages, sighting);
}

/**
 * Found partly shipped when it began, and Amazon shows no package yet: what is gone must not wait to be shipped again.
 * Later on a package may simply be late, and then it brings its tracking.
 */
export function recordShippedBefore(packages: PackageFacts, sighting: OrderSighting): void {
  const isUnseen = sighting.status === 'PartiallyShipped' && sighting.packages.length === 0;
  if (isUnseen) recordRest(packages, sighting);
}

/** Shipped in Seller Central without a package that Amazon would show: Commerce has to learn of these pieces all the same. */
function recordRest(packages: PackageFacts, sighting: OrderSighting): void {
  const lines = restOf(packages, sighting);
  const id = parsePackageId(restId);
  if (lines.length === 0 || id === undefined) return;
  const shippedAt = sighting.lastUpdatedAt;
  packages.add(
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

/** The pieces that Amazon counts as shipped and that are in no package. */
const restOf = (packages: PackageFacts, { lines }: OrderSighting): readonly PackageLine[] =>
  lines
    .map(({ orderItemId, quantityShipped }) => ({
      orderItemId,
      quantity: quantityShipped - packages.quantityPacked(orderItemId),
    }))
    .filter(({ quantity }) => quantity > 0);

/** A package that Amazon shows: ours, and so proven; or made by somebody else, and then Commerce has to learn of it. */
function recordSeen(packages: PackageFacts, seen: ShipmentPackage, sighting: OrderSighting): void {
  const own = packages.find(seen);
  if (own === undefined) {
    if (isWithinRest(packages, seen, sighting)) return;
    const lines = holdsSomething(seen) ? seen.lines : linesOfOnly(packages, sighting);
    const isTaken = lines.length > 0 && !packages.fits({ ...seen, lines });
    if (isTaken) recordTaken(packages, seen, lines);
    else if (lines.length > 0)
      packages.add({ ...seen, lines, inCommerce: 'recorded', atAmazon: 'confirmed' }, 'amazon');
    else packages.refuseWithoutLines(seen, 'amazon');
    return;
  }
  // Under another tracking number it proves an earlier revision, and a correction is still due.
  const isRevision = seen.trackingNumber === '' || seen.trackingNumber === own.trackingNumber;
  if (isRevision) packages.recordConfirmed(own.id);
}

/** A package that Amazon shows late, of pieces that were counted as shipped without one. */
function isWithinRest(packages: PackageFacts, { lines }: ShipmentPackage, sighting: OrderSighting): boolean {
  const hasRest = packages.all.some(({ id }) => id === restId);
  if (!hasRest) return false;
  const left = restOf(packages, sighting);
  return lines.every(
    (line) => line.quantity > (left.find(({ orderItemId }) => orderItemId === line.orderItemId)?.quantity ?? 0),
  );
}

/** Two systems have told of the same goods: what left the house left once, and Commerce has it from the other one. */
function recordTaken(packages: PackageFacts, seen: ShipmentPackage, lines: readonly PackageLine[]): void {
  const items = lines.map(({ orderItemId }) => orderItemId);
  const holders = packages.all.filter((known) => known.lines.every(({ orderItemId }) => items.includes(orderItemId)));
  const twin = holders.find(({ atAmazon }) => atAmazon !== 'confirmed');
  if (twin !== undefined) packages.recordShippedOtherwise(twin.id);
  else if (!holders.some(({ id }) => packages.isNoted('amazon-shipped-otherwise', id)))
    packages.refuseOnce(seen, 'amazon', `Amazon shows more packages than the order has goods for (${seen.id})`);
}

/** The items need not be shown to be known: the only package of an order that was shipped holds all that was shipped. */
function linesOfOnly(packages: PackageFacts, sighting: OrderSighting): readonly PackageLine[] {
  const isOnly = sighting.status === 'Shipped' && sighting.packages.length === 1;
  return isOnly ? restOf(packages, sighting) : [];
}
