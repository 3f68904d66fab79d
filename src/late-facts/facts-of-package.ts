import type { EndedOrder } from '../../workflows/late-messages.js';
import type { LateFact } from '../domain/late-fact.js';
import type { ShipmentPackage } from '../domain/shipment-package.js';

/** Only a complete order takes tracking after its end: of one that was cancelled or skipped, nothing is sent. */
export const factsOfPackage = (shipmentPackage: ShipmentPackage, ended: EndedOrder): readonly LateFact[] =>
  ended.status === 'Complete' && ended.fulfilledBy === 'FBM' ? [{ kind: 'package', package: shipmentPackage }] : [];
