import { type AmazonOrderLine, type Proceeds, type ProceedsKind, proceedsKinds } from '../domain/amazon-order.js';
import type { AmazonStatus } from '../domain/amazon-status.js';
import { parseSku } from '../domain/ids.js';
import { addMoney, isSameMoney, negateMoney } from '../domain/money.js';
import { given } from '../remote/given.js';
import type { WireOrderItem } from './wire-schemas.js';

export function lineFromWire(item: WireOrderItem, status: AmazonStatus): AmazonOrderLine {
  const gift = item.fulfillment?.packing?.giftOption;
  return {
    orderItemId: item.orderItemId,
    title: item.product.title ?? '',
    quantityOrdered: item.quantityOrdered,
    quantityShipped: quantityShippedOf(item, status),
    quantityCancelled: quantityCancelledOf(item, status),
    proceeds: (item.proceeds?.breakdowns ?? []).flatMap(proceedsOf),
    programs: item.programs ?? [],
    ...given({
      sku: parseSku(item.product.sellerSku),
      unitPrice: item.product.price?.unitPrice,
      proceedsTotal: item.proceeds?.proceedsTotal,
      giftMessage: gift?.giftMessage,
      giftWrapLevel: gift?.giftWrapLevel,
      taxFacilitator: taxFacilitatorOf(item),
      taxScheme: taxSchemeOf(item),
      iossNumber: item.fulfillment?.shipping?.internationalShipping?.iossNumber,
      deliveryConstraints: deliveryConstraintsOf(item),
    }),
  };
}

/** `signatureConfirmation: MANDATORY`, and what Amazon adds to these tomorrow. */
function deliveryConstraintsOf({ fulfillment }: WireOrderItem): AmazonOrderLine['deliveryConstraints'] {
  const constraints = Object.entries(fulfillment?.shipping?.shippingConstraints ?? {})
    .filter(([, value]) => value === 'MANDATORY')
    .map(([name]) => name.replaceAll(/(?=[A-Z])/g, ' ').toLowerCase());
  return constraints.length === 0 ? undefined : constraints;
}

const quantityShippedOf = (item: WireOrderItem, status: AmazonStatus): number =>
  item.fulfillment?.quantityFulfilled ?? (status === 'Shipped' ? item.quantityOrdered : 0);

/** Amazon gives no such number: what is neither shipped nor to be shipped has been cancelled. */
function quantityCancelledOf(item: WireOrderItem, status: AmazonStatus): number {
  const { quantityFulfilled, quantityUnfulfilled } = item.fulfillment ?? {};
  if (status === 'Canceled') return Math.max(0, item.quantityOrdered - (quantityFulfilled ?? 0));
  if (quantityFulfilled === undefined || quantityUnfulfilled === undefined) return 0;
  return Math.max(0, item.quantityOrdered - quantityFulfilled - quantityUnfulfilled);
}

type WireBreakdown = NonNullable<NonNullable<WireOrderItem['proceeds']>['breakdowns']>[number];

/** Taxes and discounts say what they belong to, though not always, and not always for all of the sum. */
function proceedsOf({ type, subtotal, detailedBreakdowns = [] }: WireBreakdown): readonly Proceeds[] {
  const kind = kindOf(type);
  const details = detailedBreakdowns.flatMap(({ subtype, value }) =>
    value === undefined || value.currency !== subtotal.currency ? [] : [{ of: subtype, value }],
  );
  const whole: Proceeds = { kind, amount: subtotal };
  const [first, ...others] = details;
  if ((kind !== 'TAX' && kind !== 'DISCOUNT') || first === undefined) return [whole];

  const sum = addMoney(first.value, ...others.map(({ value }) => value));
  // Whether a discount is written with a minus is not documented: where the details disagree, the subtotal is right.
  const isTurned = !isSameMoney(sum, subtotal) && isSameMoney(negateMoney(sum), subtotal);
  const parts: readonly Proceeds[] = details.map(({ of, value }) => ({
    kind,
    amount: isTurned ? negateMoney(value) : value,
    ...given({ of: of === undefined ? undefined : kindOf(of) }),
  }));
  if (isTurned) return parts;
  const rest = addMoney(subtotal, negateMoney(sum));
  return rest.amountMinor === 0 ? parts : [...parts, { kind, amount: rest }];
}

/** A kind that Amazon invents tomorrow still is money that the buyer pays, and must not fall out of the sum. */
const kindOf = (word: string): ProceedsKind => proceedsKinds.find((kind) => kind === word) ?? 'OTHER';

function taxFacilitatorOf({ tax }: WireOrderItem): string | undefined {
  const collection = tax?.taxCollections?.find(({ model }) => model === 'MARKETPLACE_FACILITATOR');
  return collection && (collection.responsibleParty ?? 'MARKETPLACE_FACILITATOR');
}

function taxSchemeOf({ tax }: WireOrderItem): AmazonOrderLine['taxScheme'] {
  for (const { reportingScheme } of tax?.taxCalculationBreakdowns ?? []) {
    if (reportingScheme === 'IOSS' || reportingScheme === 'UOSS') return reportingScheme;
  }
  return undefined;
}
