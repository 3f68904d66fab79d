import type { ShipmentPackage } from '../src/domain/shipment-package.js';

/** By this comment our own Commerce shipment is found again. */
export const commentOfPackage = ({ id }: Pick<ShipmentPackage, 'id'>): string => `Waybill package ${id}`;
