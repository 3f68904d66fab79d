import type { ShipmentConfirmation } from './port.js';

/**
 * Equal input makes an equal body, byte for byte: lines in one order, keys in one order. A repeat then is the same
 * edit of the same package, whatever order the shipping system named its lines in.
 */
export function confirmationBody(confirmation: ShipmentConfirmation): unknown {
  const { carrierName, shippingMethod } = confirmation;
  const lines = [...confirmation.lines].sort((one, other) => (one.orderItemId < other.orderItemId ? -1 : 1));
  return {
    marketplaceId: confirmation.marketplaceId,
    packageDetail: {
      packageReferenceId: confirmation.packageReferenceId,
      carrierCode: confirmation.carrierCode,
      ...(carrierName === undefined ? {} : { carrierName }),
      ...(shippingMethod === undefined ? {} : { shippingMethod }),
      trackingNumber: confirmation.trackingNumber,
      shipDate: confirmation.shippedAt,
      orderItems: lines.map(({ orderItemId, quantity }) => ({ orderItemId, quantity })),
    },
  };
}
