import type {
  AmazonAddress,
  AmazonBuyer,
  AmazonOrder,
  AmazonPackage,
  FulfilledBy,
  TaxRegistration,
  UnreadableOrder,
} from '../domain/amazon-order.js';
import type { AmazonStatus } from '../domain/amazon-status.js';
import { parseAmazonOrderId } from '../domain/ids.js';
import { firstFault } from '../remote/first-fault.js';
import { given } from '../remote/given.js';
import { lineFromWire } from './amazon-line-from-wire.js';
import { type WireOrder, wireOrder, wireOrderHead } from './wire-schemas.js';

/** An order of ours, an order that we can name but not read, or not even that. */
export function amazonOrderFromWire(raw: unknown): AmazonOrder | UnreadableOrder | 'without-id' {
  const parsed = wireOrder.safeParse(raw);
  if (parsed.success) return orderOf(parsed.data);
  const head = wireOrderHead.safeParse(raw);
  if (!head.success) return 'without-id';
  return {
    id: head.data.orderId,
    unreadableAt: firstFault(parsed.error),
    ...given({
      lastUpdatedAt: head.data.lastUpdatedTime,
      marketplaceId: head.data.salesChannel?.marketplaceId,
    }),
  };
}

function orderOf(wire: WireOrder): AmazonOrder {
  const status = statusOf(wire.fulfillment.fulfillmentStatus);
  return {
    id: wire.orderId,
    marketplaceId: wire.salesChannel.marketplaceId,
    status,
    fulfilledBy: fulfilledByOf[wire.fulfillment.fulfilledBy],
    purchasedAt: wire.createdTime,
    lastUpdatedAt: wire.lastUpdatedTime,
    lines: wire.orderItems.map((item) => lineFromWire(item, status)),
    packages: (wire.packages ?? []).map(packageOf),
    programs: wire.programs ?? [],
    buyerRequestsCancel: wire.orderItems.some(isCancelRequested),
    ...given({
      shipBy: wire.fulfillment.shipByWindow?.latestDateTime,
      deliverBy: wire.fulfillment.deliverByWindow?.latestDateTime,
      serviceLevel: wire.fulfillment.fulfillmentServiceLevel,
      grandTotal: wire.proceeds?.grandTotal,
      deliveryTip: wire.proceeds?.breakdowns?.find(({ type }) => type === 'DELIVERY_TIP')?.subtotal,
      replaces: replacedOrderOf(wire),
      buyer: buyerOf(wire),
      deliveryAddress: addressOf(wire),
      taxRegistrations: taxRegistrationsOf(wire),
    }),
  };
}

const fulfilledByOf: Readonly<Record<'MERCHANT' | 'AMAZON', FulfilledBy>> = { MERCHANT: 'FBM', AMAZON: 'FBA' };

/** The words of 2026 in those of v0, which Amazon's notifications and operators go on using. */
const statusWords: ReadonlyMap<string, AmazonStatus> = new Map([
  ['PENDING_AVAILABILITY', 'PendingAvailability'],
  ['PENDING', 'Pending'],
  ['UNSHIPPED', 'Unshipped'],
  ['PARTIALLY_SHIPPED', 'PartiallyShipped'],
  ['SHIPPED', 'Shipped'],
  ['CANCELLED', 'Canceled'],
  ['UNFULFILLABLE', 'Unfulfillable'],
]);
const statusOf = (word: string): AmazonStatus => statusWords.get(word) ?? 'Unrecognised';

/** A request that was carried out already asks nothing of us any more. */
const isCancelRequested = ({ cancellation }: WireOrder['orderItems'][number]): boolean =>
  cancellation?.cancellationRequest !== undefined &&
  (cancellation.cancellationRequest.requester ?? 'BUYER') === 'BUYER' &&
  cancellation.cancellationExecution === undefined;

/** An exchange is no replacement: its buyer may pay. */
const replacedOrderOf = (wire: WireOrder) =>
  parseAmazonOrderId(
    wire.associatedOrders?.find(({ associationType }) => associationType === 'REPLACEMENT_ORIGINAL_ID')?.orderId,
  );

function buyerOf({ buyer }: WireOrder): AmazonBuyer | undefined {
  if (buyer === undefined) return undefined;
  const known = given({
    name: buyer.buyerName,
    email: buyer.buyerEmail,
    companyName: buyer.buyerCompanyName,
    purchaseOrderNumber: buyer.buyerPurchaseOrderNumber,
  });
  return Object.keys(known).length === 0 ? undefined : known;
}

function taxRegistrationsOf({ tax }: WireOrder): readonly TaxRegistration[] | undefined {
  const known = (tax?.taxRegistrations ?? []).flatMap(({ entityType, taxRegistrationType, taxRegistrationNumber }) =>
    taxRegistrationNumber === undefined
      ? []
      : [{ of: entityType ?? 'UNKNOWN', number: taxRegistrationNumber, ...given({ kind: taxRegistrationType }) }],
  );
  return known.length === 0 ? undefined : known;
}

/** Without a country nothing can be sent anywhere: such an address counts as absent. */
function addressOf({ recipient }: WireOrder): AmazonAddress | undefined {
  const wire = recipient?.deliveryAddress;
  if (wire?.countryCode === undefined) return undefined;
  return {
    name: wire.name ?? '',
    lines: [wire.addressLine1, wire.addressLine2, wire.addressLine3].filter((line) => line !== undefined),
    city: wire.city ?? wire.municipality ?? '',
    postalCode: wire.postalCode ?? '',
    countryCode: wire.countryCode,
    ...given({
      companyName: wire.companyName,
      districtOrCounty: wire.districtOrCounty,
      stateOrRegion: wire.stateOrRegion,
      phone: wire.phone,
    }),
  };
}

const packageOf = (wire: NonNullable<WireOrder['packages']>[number]): AmazonPackage => ({
  reference: wire.packageReferenceId,
  lines: wire.packageItems ?? [],
  ...given({
    carrier: wire.carrier,
    shippingService: wire.shippingService,
    trackingNumber: wire.trackingNumber,
    shippedAt: wire.shipTime,
    status: wire.packageStatus?.status,
    returned: returnedWord(wire),
  }),
});

const returnWords = [
  'REJECTED_BY_BUYER',
  'UNDELIVERABLE',
  'RETURNING_TO_SELLER',
  'RETURNED_TO_SELLER',
  'LOST',
  'DAMAGED',
];

/** Ordinary sellers have no interface for returns: what Amazon says of a package is all that is told of them here. */
const returnedWord = ({ packageStatus }: NonNullable<WireOrder['packages']>[number]): string | undefined =>
  returnWords.find((word) => word === packageStatus?.detailedStatus || word === packageStatus?.status);
