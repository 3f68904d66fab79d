import { isZeroAmount, money } from './amounts.js';
import { isJsonObject, type Json, type JsonObject, mergeJson } from './json.js';
import { marketplaceOf } from './marketplaces.js';
import { itemProceeds, orderProceeds } from './order-proceeds.js';
import {
  type ItemRecord,
  isPending,
  type OrderRecord,
  type PackageRecord,
  quantityShipped,
  quantityUnshipped,
  type TimeWindow,
} from './order-record.js';
import { type Viewer, visibleAddress, visibleBuyer } from './personal-data.js';

/** An order as Orders 2026-01-01 shows it, with every dataset. `withDatasets` then leaves what was not asked for. */
export function wireOrder(order: OrderRecord, viewer: Viewer): JsonObject {
  const marketplace = marketplaceOf(order.marketplaceId);
  const wire: JsonObject = {
    orderId: order.amazonOrderId,
    orderAliases:
      order.sellerOrderId === undefined ? undefined : [{ aliasId: order.sellerOrderId, aliasType: 'SELLER_ORDER_ID' }],
    createdTime: order.createdTime,
    lastUpdatedTime: order.lastUpdatedTime,
    programs: order.programs.length === 0 ? undefined : order.programs,
    salesChannel: { channelName: 'AMAZON', marketplaceId: marketplace.id, marketplaceName: marketplace.name },
    buyer: visibleBuyer(order, viewer),
    recipient: recipientOf(order, viewer),
    proceeds: isPending(order) ? undefined : json(orderProceeds(order)),
    payment: isPending(order) ? undefined : paymentOf(order),
    fulfillment: {
      fulfillmentStatus: order.status,
      fulfilledBy: order.fulfilledBy,
      fulfillmentServiceLevel: order.serviceLevel,
      shipByWindow: windowOf(order.shipBy),
      deliverByWindow: windowOf(order.deliverBy),
    },
    orderItems: order.items.map((item) => wireItem(order, item)),
    packages:
      order.fulfilledBy === 'MERCHANT' && order.packages.length > 0 ? order.packages.map(wirePackage) : undefined,
  };
  const patched = order.raw === undefined ? wire : mergeJson(wire, json(order.raw));
  return isJsonObject(patched) ? patched : wire;
}

function wireItem(order: OrderRecord, item: ItemRecord): JsonObject {
  const hasPrices = !isPending(order);
  return {
    orderItemId: item.orderItemId,
    quantityOrdered: item.quantityOrdered,
    product: {
      asin: item.asin,
      title: item.title,
      sellerSku: item.sku,
      condition: { conditionType: 'NEW', conditionSubtype: 'NEW', conditionNote: '' },
      price: hasPrices ? { unitPrice: money(item.unitPrice, order.currency) } : undefined,
    },
    proceeds: hasPrices ? json(itemProceeds(item, order.currency)) : undefined,
    promotion:
      hasPrices && !isZeroAmount(item.discount)
        ? { breakdowns: [{ promotionId: `PROMOTION-${item.orderItemId}` }] }
        : undefined,
    cancellation: cancellationOf(item),
    fulfillment: {
      quantityFulfilled: quantityShipped(order, item),
      quantityUnfulfilled: quantityUnshipped(order, item),
      packing:
        hasPrices && item.giftWrap !== undefined
          ? { giftOption: { giftMessage: item.giftWrap.message, giftWrapLevel: item.giftWrap.level } }
          : undefined,
    },
    tax:
      hasPrices && !isZeroAmount(item.tax)
        ? { taxCollections: [{ model: 'MARKETPLACE_FACILITATOR', responsibleParty: 'Amazon Services, Inc.' }] }
        : undefined,
  };
}

function cancellationOf({ cancelRequest, cancelExecution }: ItemRecord): JsonObject | undefined {
  if (cancelRequest === undefined && cancelExecution === undefined) return undefined;
  return {
    cancellationRequest:
      cancelRequest === undefined ? undefined : { requester: 'BUYER', cancelReason: cancelRequest.reason },
    cancellationExecution:
      cancelExecution === undefined
        ? undefined
        : { cancelledBy: cancelExecution.by, cancelReason: cancelExecution.reason },
  };
}

function wirePackage(each: PackageRecord): JsonObject {
  return {
    packageReferenceId: each.packageReferenceId,
    createdTime: each.createdTime,
    packageStatus: { status: each.status, detailedStatus: each.detailedStatus },
    carrier: each.carrier,
    shipTime: each.shipTime,
    shippingService: each.shippingService,
    trackingNumber: each.trackingNumber,
    packageItems: each.items.map(({ orderItemId, quantity, transparencyCodes }) => ({
      orderItemId,
      quantity,
      transparencyCodes,
    })),
  };
}

function recipientOf(order: OrderRecord, viewer: Viewer): JsonObject | undefined {
  const deliveryAddress = visibleAddress(order, viewer);
  return deliveryAddress === undefined ? undefined : { deliveryAddress };
}

function paymentOf(order: OrderRecord): JsonObject {
  return { paymentExecutions: [{ paymentMethod: 'CreditCard', paymentAmount: orderProceeds(order).grandTotal }] };
}

const windowOf = ({ earliest, latest }: TimeWindow): JsonObject => ({
  earliestDateTime: earliest,
  latestDateTime: latest,
});

/** Typed records into the loose type of JSON: a round trip, so that nothing but JSON can slip through. */
function json(value: unknown): Json {
  return JSON.parse(JSON.stringify(value));
}
