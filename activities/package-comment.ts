import type { ShipmentPackage } from '../src/domain/shipment-package.js';

type Named = Pick<ShipmentPackage, 'id' | 'furtherTrackingNumbers'>;

const nameOf = ({ id }: Pick<ShipmentPackage, 'id'>): string => `Waybill package ${id}`;
const furtherWords = ', further tracking numbers: ';

/**
 * By this comment our own Commerce shipment is found again. Several numbers on one package: the first is the track of all
 * its pieces, the others stand here for people.
 */
export function commentOfPackage({ id, furtherTrackingNumbers = [] }: Named): string {
  const further = furtherTrackingNumbers.length === 0 ? '' : `${furtherWords}${furtherTrackingNumbers.join(', ')}`;
  return `${nameOf({ id })}${further}`;
}

/** Whatever further numbers were known when it was written. */
export const isCommentOf = (comments: readonly string[], named: Pick<ShipmentPackage, 'id'>): boolean =>
  comments.some((text) => text.split(furtherWords)[0] === nameOf(named));
