import {
  type Currency,
  cancelledOf,
  currencies,
  discountsOf,
  type SoldLine,
  type SoldOrder,
  worthOf,
} from './sold-orders.js';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

type Money = { readonly amount: string; readonly currencyCode: string };

/** Written by string alone, and with as many needless zeros as wanted. */
export function decimal(minor: number, currency: Currency, zeros = 0): string {
  const decimals = currencies[currency];
  const digits = `${Math.abs(minor)}`.padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = digits.slice(digits.length - decimals) + '0'.repeat(zeros);
  return `${minor < 0 ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** The order as Orders 2026-01-01 shows it, in one of the many shapes that the model allows. */
export function wireOf(sold: SoldOrder): { readonly [key: string]: Json } {
  const { currency, zeros } = sold;
  const money = (minor: number): Money => ({ amount: decimal(minor, currency, zeros), currencyCode: currency });
  const at = sold.withMilliseconds ? '2026-03-10T14:00:00.123Z' : '2026-03-10T14:00:00Z';
  const isTipOnOrder = sold.tip > 0 && sold.tipPlace !== 'line';
  return {
    orderId: '902-1106328-1059050',
    createdTime: at,
    lastUpdatedTime: at,
    salesChannel: { channelName: 'AMAZON', marketplaceId: 'ATVPDKIKX0DER' },
    buyer: { buyerName: 'Jane Doe', buyerEmail: 'k3v1@marketplace.amazon.com' },
    recipient: {
      deliveryAddress: {
        name: 'Jane Doe',
        addressLine1: '1 Main St',
        city: 'Austin',
        stateOrRegion: 'TX',
        postalCode: '78701',
        countryCode: 'US',
      },
    },
    proceeds: {
      ...(sold.hasGrandTotal ? { grandTotal: money(worthOf(sold).total) } : {}),
      ...(isTipOnOrder
        ? { breakdowns: [{ type: 'DELIVERY_TIP', status: 'FINALIZED', subtotal: money(sold.tip) }] }
        : {}),
    },
    fulfillment: {
      fulfillmentStatus: sold.fulfilledBy === 'AMAZON' ? 'SHIPPED' : sold.status,
      fulfilledBy: sold.fulfilledBy,
      fulfillmentServiceLevel: 'STANDARD',
    },
    orderItems: sold.lines.map((line, index) => itemOf(sold, line, index)),
  };
}

function itemOf(sold: SoldOrder, line: SoldLine, index: number): { readonly [key: string]: Json } {
  const { currency, zeros, isTaxIncluded } = sold;
  const money = (minor: number): Money => ({ amount: decimal(minor, currency, zeros), currencyCode: currency });
  const cancelled = cancelledOf(line, sold);
  const isUnitShown = line.hasUnitPrice || !isItemShown(sold, line);
  const isShipped = sold.status === 'SHIPPED' || sold.fulfilledBy === 'AMAZON';
  return {
    orderItemId: `1149876543${index}`,
    quantityOrdered: line.quantity + cancelled,
    product: {
      title: 'Blue mug',
      sellerSku: 'MUG-BLUE',
      ...(isUnitShown ? { price: { unitPrice: money(line.unit) } } : {}),
    },
    proceeds: {
      proceedsTotal: money(lineTotal(sold, line, index)),
      breakdowns: breakdownsOf(sold, line, index).map(({ minor, details, ...kind }) => ({
        ...kind,
        subtotal: money(minor),
        ...(details === undefined
          ? {}
          : { detailedBreakdowns: details.map(([subtype, part]) => ({ subtype, value: money(part) })) }),
      })),
    },
    fulfillment: {
      quantityFulfilled: isShipped ? line.quantity : 0,
      quantityUnfulfilled: isShipped ? 0 : line.quantity,
    },
    ...(isTaxIncluded ? { tax: { taxCollections: [{ model: 'MARKETPLACE_FACILITATOR' }] } } : {}),
  };
}

type Breakdown = {
  readonly type: string;
  readonly minor: number;
  readonly details?: readonly (readonly [string, number])[];
};

/** Without one, the price of a piece tells what the line costs; a price that includes tax does not. */
const isItemShown = ({ isTaxIncluded }: SoldOrder, line: SoldLine): boolean => line.hasItemBreakdown || isTaxIncluded;

const tipWithin = ({ tip, tipPlace }: SoldOrder, index: number): number =>
  index === 0 && tipPlace !== 'order' ? tip : 0;

function lineTotal(sold: SoldOrder, line: SoldLine, index: number): number {
  const { item, shipping } = discountsOf(line);
  const goods = line.unit * line.quantity + line.itemTax - item;
  const fees = line.giftWrap + line.giftWrapTax + line.codFee + line.other;
  return goods + line.shipping + line.shippingTax - shipping + fees + tipWithin(sold, index);
}

function breakdownsOf(sold: SoldOrder, line: SoldLine, index: number): readonly Breakdown[] {
  const { item, shipping } = discountsOf(line);
  // Where details are missing, nothing tells that a tax is not the goods'.
  const isTold = line.detail !== 'none';
  const included = (tax: number): number => (sold.isTaxIncluded ? tax : 0);
  const ofShipping = isTold ? included(line.shippingTax) : 0;
  const ofGift = isTold ? included(line.giftWrapTax) : 0;
  const allTax = line.itemTax + line.shippingTax + line.giftWrapTax;
  const row = line.unit * line.quantity + included(isTold ? line.itemTax : allTax);
  const half = Math.floor(row / 2);
  const sign = line.discountSign;
  const taxDetails: Breakdown['details'] = [
    // A partial one leaves the goods' own tax to be found as what is left.
    ...(line.detail === 'full' ? [['ITEM', line.itemTax] as const] : []),
    ['SHIPPING', line.shippingTax],
    ['GIFT_WRAP', line.giftWrapTax],
  ];
  const all: readonly Breakdown[] = [
    ...(isItemShown(sold, line)
      ? line.isInPieces
        ? [
            { type: 'ITEM', minor: half },
            { type: 'ITEM', minor: row - half },
          ]
        : [{ type: 'ITEM', minor: row }]
      : []),
    { type: 'SHIPPING', minor: line.shipping + ofShipping },
    { type: 'GIFT_WRAP', minor: line.giftWrap + ofGift },
    { type: 'COD_FEE', minor: line.codFee },
    { type: 'A_KIND_OF_TOMORROW', minor: line.other },
    { type: 'TAX', minor: allTax, ...(isTold ? { details: taxDetails } : {}) },
    {
      type: 'DISCOUNT',
      minor: sign * (item + shipping),
      ...(isTold ? { details: [['ITEM', sign * item] as const, ['SHIPPING', sign * shipping] as const] } : {}),
    },
    { type: 'DELIVERY_TIP', minor: tipWithin(sold, index) },
  ];
  return all.filter(({ type, minor }) => minor !== 0 || type === 'ITEM');
}
