import { type Answer, invalidInput, refuse } from './error-list.js';
import { isJsonObject, parseJson } from './json.js';
import { type OrderRecord, type PackageItem, quantityShipped } from './order-record.js';
import { parseWireTime } from './wire-times.js';

/** The body of confirmShipment, refused as Amazon refuses it. Texts with a source are Amazon's, see the reference page. */
export type ConfirmationRequest = {
  readonly packageReferenceId: string;
  readonly carrier: string;
  readonly shippingMethod: string | undefined;
  readonly trackingNumber: string;
  readonly shipDateMs: number;
  readonly items: readonly PackageItem[];
};
type Refused = { readonly refused: Answer };

/** The published sandbox case of an unreadable body: this operation alone writes its code with a blank. */
const unreadable: Refused = { refused: refuse(400, { code: 'Invalid Input', message: 'Invalid Input' }) };
const badReference: Refused = {
  refused: invalidInput('PackageReferenceId: is invalid, must be a positive numeric value.'),
};
/** With two blanks, and also for an orderItems that is no array. */
const badItem: Refused = {
  refused: invalidInput(
    'OrderItemId  is invalid, please obtain the value through the getOrderItems API or Manage Orders page',
  ),
};
const wrongType = (field: string): Refused => ({
  refused: invalidInput(
    `The input you have submitted is not valid. Please check the fields with invalid type [${field}].`,
  ),
});
const because = (message: string): Refused => ({ refused: invalidInput(message) });

export function parseConfirmation(rawBody: string, order: OrderRecord): ConfirmationRequest | Refused {
  const parsed = parseJson(rawBody);
  if (parsed === 'not-json' || !isJsonObject(parsed.value)) return unreadable;
  const { marketplaceId, packageDetail: detail, codCollectionMethod } = parsed.value;
  if (!isJsonObject(detail)) return unreadable;
  const { packageReferenceId } = detail;
  if (packageReferenceId === undefined || packageReferenceId === null) return badReference;
  if (typeof packageReferenceId !== 'string') return wrongType('packageDetail.packageReferenceId');
  if (!/^[0-9]*[1-9][0-9]*$/.test(packageReferenceId)) return badReference;
  if (marketplaceId !== order.marketplaceId) return because('MarketplaceId is invalid for this order.');
  const isJapan = order.currency === 'JPY';
  if (codCollectionMethod !== undefined && (codCollectionMethod !== 'DirectPayment' || !isJapan)) return unreadable;
  const { carrierCode, carrierName, shippingMethod, trackingNumber } = detail;
  if (!isText(carrierCode)) return because('CarrierCode is required.');
  if (carrierCode === 'Other' && !isText(carrierName)) return because('CarrierName is required for CarrierCode Other.');
  if (!isText(trackingNumber)) return because('TrackingNumber is required.');
  if (shippingMethod !== undefined && typeof shippingMethod !== 'string') {
    return wrongType('packageDetail.shippingMethod');
  }
  const shipDateMs = parseWireTime(detail['shipDate']);
  if (shipDateMs === undefined) return unreadable;
  const items = parseItems(detail['orderItems'], order);
  if (items === undefined) return badItem;
  const carrier = carrierCode === 'Other' && isText(carrierName) ? carrierName : carrierCode;
  return { packageReferenceId, carrier, shippingMethod, trackingNumber, shipDateMs, items };
}

/**
 * What the confirmed package says of an order in this state. The package of the same reference is being replaced, so
 * its own quantities do not count against the new ones.
 */
export function refusalByOrder(request: ConfirmationRequest, order: OrderRecord): Answer | undefined {
  const { amazonOrderId, status } = order;
  if (order.fulfilledBy === 'AMAZON') return invalidInput(`Order ${amazonOrderId} is fulfilled by Amazon.`);
  if (order.programs.includes('FBM_SHIP_PLUS')) {
    return invalidInput(`Order ${amazonOrderId} of program FBM_SHIP_PLUS cannot be confirmed.`);
  }
  // That Amazon refuses is told by sellers; its words for it are not published.
  if (order.regulated !== undefined && order.regulated !== 'Approved') {
    return invalidInput(`Order ${amazonOrderId} requires verification before it can be confirmed.`);
  }
  if (status !== 'UNSHIPPED' && status !== 'PARTIALLY_SHIPPED' && status !== 'SHIPPED') {
    return invalidInput(`Order ${amazonOrderId} cannot be confirmed in status ${status}.`);
  }
  const others = {
    ...order,
    packages: order.packages.filter((each) => each.packageReferenceId !== request.packageReferenceId),
  };
  const isTooMuch = order.items.some((item) => {
    const asked = request.items.find((each) => each.orderItemId === item.orderItemId)?.quantity ?? 0;
    return asked > 0 && asked > item.quantityOrdered - item.quantityCancelled - quantityShipped(others, item);
  });
  if (!isTooMuch) return undefined;
  return invalidInput(
    'Failed to create package due to not finding a matching package or order already fulfilled. ' +
      'ErrorMessage(errorCode=GeneralError, errorDescription=Unable to find package to update for order (), ' +
      'errorMetric=PackageToUpdateNotFound, packageIndex=null)',
  );
}

function parseItems(raw: unknown, order: OrderRecord): readonly PackageItem[] | undefined {
  if (!Array.isArray(raw) || raw.length === 0) return undefined;
  const items: PackageItem[] = [];
  for (const each of raw) {
    if (!isJsonObject(each)) return undefined;
    const { orderItemId, quantity, transparencyCodes } = each;
    const isOurs = order.items.some((item) => item.orderItemId === orderItemId);
    if (typeof orderItemId !== 'string' || !isOurs || items.some((item) => item.orderItemId === orderItemId)) {
      return undefined;
    }
    if (typeof quantity !== 'number' || !Number.isInteger(quantity) || quantity < 1) return undefined;
    const codes = Array.isArray(transparencyCodes) ? transparencyCodes.filter((code) => typeof code === 'string') : [];
    items.push({ orderItemId, quantity, transparencyCodes: codes.length === 0 ? undefined : codes });
  }
  return items;
}

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';
