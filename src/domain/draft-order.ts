import type { AmazonOrder, AmazonOrderLine } from './amazon-order.js';
import type { Blocker } from './blocker.js';
import { draftCustomer, type KnownCustomer } from './draft-customer.js';
import { draftLines, type KnownProducts } from './draft-lines.js';
import type { Sku } from './ids.js';
import { quantityLeft } from './line-amounts.js';
import { orderComment, serviceLevelWords } from './order-comment.js';
import type { OrderDraft } from './order-draft.js';
import type { OrderSettings } from './order-settings.js';
import { billingAddressOf, shippingAddressOf } from './postal-address.js';
import { pricedOrder } from './priced-order.js';
import type { Country } from './regions.js';

export type DraftRequest = {
  readonly order: AmazonOrder;
  readonly settings: Pick<OrderSettings, 'numberFrom' | 'numberPrefix' | 'status'>;
  /** Under the SKUs that Commerce knows. */
  readonly products: KnownProducts;
  /** Commerce's answer for `countryToAskFor(order)`. */
  readonly country: Country | 'not-found';
  readonly customer?: KnownCustomer;
  /** Amazon's SKU to Commerce's, where the two differ. */
  readonly skuMap: Readonly<Record<string, Sku>>;
  readonly storeView: { readonly baseCurrency: string };
};

export const isBlocker = (drafted: OrderDraft | Blocker): drafted is Blocker => 'code' in drafted;

/** What the Commerce order of an Amazon order is to be, exact to the minor unit; or what keeps it from being made. */
export function draftOrder(request: DraftRequest): OrderDraft | Blocker {
  const { order, settings, storeView } = request;
  const left = linesLeft(order);
  if ('code' in left) return left;
  const priced = pricedOrder(order, left.lines, storeView.baseCurrency);
  if ('code' in priced) return priced;
  const lines = draftLines(left.lines, priced.totals.lines, request);
  if ('code' in lines) return lines;
  const shipping = shippingAddressOf(order, request.country);
  if ('code' in shipping) return shipping;
  const { totals, currency } = priced;
  return {
    amazonOrderId: order.id,
    ...(settings.numberFrom === 'amazon' ? { number: `${settings.numberPrefix}${order.id}` } : {}),
    currency,
    customer: draftCustomer(order, request.customer),
    billing: billingAddressOf(shipping, order.buyer),
    shipping,
    lines: lines.lines,
    subtotal: totals.subtotal,
    discount: totals.discount,
    shippingAmount: totals.shippingAmount,
    shippingTax: totals.shippingTax,
    shippingDiscount: totals.shippingDiscount,
    tax: totals.tax,
    grandTotal: totals.grandTotal,
    ...shippingMethodOf(order),
    isComplete: order.fulfilledBy === 'FBA',
    status: settings.status,
    comment: orderComment(order, left.lines),
  };
}

/** Of Commerce's columns: beyond it the database writes the nearest number that it can, in silence. */
const piecesMax = 99_999_999;

/** Cancelled pieces are not sold. */
function linesLeft({ lines }: AmazonOrder): { readonly lines: readonly AmazonOrderLine[] } | Blocker {
  const odd = lines.find(
    ({ quantityOrdered, quantityCancelled }) => !isCount(quantityOrdered) || !isCount(quantityCancelled),
  );
  if (odd !== undefined) return { code: 'quantity-not-whole', subject: odd.orderItemId };
  const left = lines.filter((line) => quantityLeft(line) > 0);
  // Whoever asks has looked whether the order was cancelled; an order without a line is none that we know how to make.
  if (left.reduce((sum, line) => sum + quantityLeft(line), 0) > piecesMax) {
    return { code: 'order-unreadable', subject: 'more pieces than Commerce can count' };
  }
  return left.length === 0 ? { code: 'order-unreadable', subject: 'no line is left of it' } : { lines: left };
}

const isCount = (quantity: number): boolean => Number.isSafeInteger(quantity) && quantity >= 0;

/** Commerce keeps 120 characters. */
const methodMax = 40;

/** What decides how fast an order has to leave, where whoever packs it looks. */
const promises: ReadonlyMap<string, string> = new Map([
  ['PRIME', 'Prime'],
  ['PREMIUM', 'Premium'],
  ['AMAZON_BUSINESS', 'Business'],
]);

function promisedBy(programs: readonly string[]): string {
  const words = [...promises].filter(([program]) => programs.includes(program)).map(([, word]) => word);
  return words.length === 0 ? '' : ` (${words.join(', ')})`;
}

function shippingMethodOf({
  fulfilledBy,
  serviceLevel = '',
  programs,
}: AmazonOrder): Pick<OrderDraft, 'shippingMethod' | 'shippingDescription'> {
  if (fulfilledBy === 'FBA') return { shippingMethod: 'amazon_fba', shippingDescription: 'Fulfilled by Amazon' };
  const level = serviceLevel
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_|_$/g, '')
    .slice(0, methodMax);
  return level === ''
    ? { shippingMethod: 'amazon_standard', shippingDescription: `Amazon${promisedBy(programs)}` }
    : {
        shippingMethod: `amazon_${level}`,
        shippingDescription: `Amazon ${serviceLevelWords(level)}${promisedBy(programs)}`,
      };
}
