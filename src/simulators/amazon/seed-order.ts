import { randomInt } from 'node:crypto';
import { parseAmount } from './amounts.js';
import { ControlRefused } from './control-refused.js';
import { type Marketplace, marketplaceOf } from './marketplaces.js';
import type { Buyer, ItemRecord, OrderRecord } from './order-record.js';
import type { SeededItem, SeededOrder } from './seeded-order.js';
import { broughtInto } from './shipped-by-others.js';
import { parseWireTime, wireTime } from './wire-times.js';

type Context = { readonly nowMs: number; readonly eventTime: string; readonly isTaken: (id: string) => boolean };

export function orderOfSeed(seed: SeededOrder, { nowMs, eventTime, isTaken }: Context): OrderRecord {
  const marketplace = marketplaceOf(seed.marketplaceId);
  const currency = seed.currency ?? marketplace.currency;
  const createdMs = parseWireTime(seed.purchasedAt) ?? Date.parse(eventTime);
  const updatedMs = parseWireTime(seed.lastUpdatedAt) ?? Math.max(createdMs, Date.parse(eventTime));
  const shipByMs = parseWireTime(seed.shipBy) ?? createdMs + 2 * dayMs;
  const deliverByMs = parseWireTime(seed.deliverBy) ?? shipByMs + 5 * dayMs;
  const amazonOrderId = seed.amazonOrderId ?? unusedOrderId(isTaken);
  if (isTaken(amazonOrderId)) throw new ControlRefused(`order ${amazonOrderId} exists already`);
  const order: OrderRecord = {
    sellerId: seed.sellerId,
    amazonOrderId,
    marketplaceId: seed.marketplaceId,
    fulfilledBy: seed.fulfilledBy,
    status: seed.status,
    currency,
    createdTime: wireTime(createdMs),
    lastUpdatedTime: wireTime(updatedMs),
    items: seed.items.map((item) => itemOfSeed(item, currency)),
    packages: [],
    confirmations: [],
    buyer: buyerOfSeed(seed, marketplace),
    address: seed.address === null ? undefined : (seed.address ?? sampleAddress(seed, marketplace)),
    shipBy: { earliest: wireTime(createdMs), latest: wireTime(shipByMs) },
    deliverBy: { earliest: wireTime(shipByMs), latest: wireTime(deliverByMs) },
    serviceLevel: seed.serviceLevel ?? 'STANDARD',
    programs: seed.programs ?? [],
    regulated: seed.regulated,
    sellerOrderId: seed.sellerOrderId,
    tip: seed.tip === undefined ? undefined : { amount: amountIn(seed.tip, currency), status: 'FINALIZED' },
    isNeverListed: seed.neverListed ?? false,
    indexLagMs: seed.indexLagMs,
    raw: seed.raw,
    isRefundedByLateCancel: false,
  };
  return broughtInto(order, seed.status, wireTime(Math.min(nowMs, updatedMs)));
}

function itemOfSeed(item: SeededItem, currency: string): ItemRecord {
  const inCurrency = (raw: string | undefined): string => amountIn(raw ?? '0', currency);
  const giftWrap = typeof item.giftWrap === 'string' ? { price: item.giftWrap } : item.giftWrap;
  return {
    orderItemId: item.orderItemId ?? randomDigits(14),
    sku: item.sku,
    asin: item.asin ?? `B0${randomDigits(8)}`,
    title: item.title,
    quantityOrdered: item.quantity,
    quantityCancelled: 0,
    quantityShippedByAmazon: 0,
    unitPrice: inCurrency(item.unitPrice),
    tax: inCurrency(item.tax),
    shipping: inCurrency(item.shipping),
    shippingTax: inCurrency(item.shippingTax),
    discount: inCurrency(item.discount),
    discountSign: item.discountSign ?? 'negative',
    giftWrap:
      giftWrap === undefined
        ? undefined
        : {
            price: inCurrency(giftWrap.price),
            tax: inCurrency(giftWrap.tax),
            level: giftWrap.level ?? 'STANDARD',
            message: giftWrap.message,
          },
    cancelRequest: undefined,
    cancelExecution: undefined,
  };
}

function buyerOfSeed(seed: SeededOrder, marketplace: Marketplace): Buyer {
  const buyer = seed.buyer === null ? undefined : (seed.buyer ?? { name: 'Alex Example', email: undefined });
  const relay = `${randomDigits(12)}@marketplace.${marketplace.domain.replace(/^www\./, '')}`;
  return {
    name: buyer?.name,
    email: buyer === undefined ? undefined : (buyer.email ?? relay),
    companyName: buyer?.companyName,
    purchaseOrderNumber: buyer?.purchaseOrderNumber,
  };
}

function sampleAddress(seed: SeededOrder, marketplace: Marketplace): Readonly<Record<string, unknown>> {
  return {
    name: seed.buyer?.name ?? 'Alex Example',
    addressLine1: '1 Example Street',
    ...marketplace.sampleAddress,
    countryCode: marketplace.countryCode,
    phone: '+1 206 555 0100',
    addressType: 'RESIDENTIAL',
  };
}

function amountIn(raw: string, currency: string): string {
  const parsed = parseAmount(raw, currency);
  if (parsed === undefined) throw new ControlRefused(`"${raw}" is no amount of ${currency}`);
  return parsed;
}

/** Orders are told apart by 14 random digits behind a plausible prefix; draws again in the one case in 10^14. */
function unusedOrderId(isTaken: (id: string) => boolean): string {
  const id = `1${randomDigits(2)}-${randomDigits(7)}-${randomDigits(7)}`;
  return isTaken(id) ? unusedOrderId(isTaken) : id;
}

const randomDigits = (count: number): string => Array.from({ length: count }, () => randomInt(10)).join('');

const dayMs = 24 * 60 * 60 * 1000;
