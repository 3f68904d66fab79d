import type { AmazonOrder, AmazonOrderLine, TaxRegistration } from './amazon-order.js';
import { feeKinds } from './line-amounts.js';
import { marketplaceOf } from './marketplaces.js';
import { decimalOf, type Money } from './money.js';
import { cutTo, oneLine } from './text.js';

const lineMax = 1_000;
const linesMax = 200;

/**
 * What Amazon knows and Commerce has no field for: one order comment that the customer never sees. PERSONAL DATA (a gift
 * message may hold any): it goes to Commerce and nowhere else.
 */
export function orderComment(order: AmazonOrder, lines: readonly AmazonOrderLine[]): readonly string[] {
  const said = [...aboutTheOrder(order), ...lines.flatMap(aboutTheLine)].map((text) => cutTo(oneLine(text), lineMax));
  return said.length <= linesMax ? said : [...said.slice(0, linesMax), `… and ${said.length - linesMax} more lines`];
}

function aboutTheOrder(order: AmazonOrder): readonly string[] {
  const { id, marketplaceId, serviceLevel, shipBy, deliverBy, programs, replaces, buyer, deliveryTip } = order;
  const domain = marketplaceOf(marketplaceId)?.domain;
  return [
    `Amazon order ${id}${domain === undefined ? '' : ` (${domain})`}`,
    ...line('Service level', serviceLevel === undefined ? '' : serviceLevelWords(serviceLevel)),
    ...line('Ship by', shipBy),
    ...line('Deliver by', deliverBy),
    ...line('Programs', programs.join(', ')),
    ...line('Purchase order number', buyer?.purchaseOrderNumber),
    ...(order.taxRegistrations ?? []).flatMap(taxNumberWords),
    ...line('Replaces Amazon order', replaces),
    ...(deliveryTip === undefined ? [] : line('In shipping: delivery tip', moneyWords(deliveryTip))),
  ];
}

/** `Tax number of the buyer (VAT): DE123456789`; of the marketplace it is the IOSS number, where that scheme counts. */
const taxNumberWords = ({ of, kind, number }: TaxRegistration): readonly string[] =>
  line(`Tax number of the ${of.toLowerCase()}${kind === undefined ? '' : ` (${kind})`}`, number);

function aboutTheLine(item: AmazonOrderLine): readonly string[] {
  const of = item.sku ?? item.orderItemId;
  const fees = feeKinds.flatMap((fee) =>
    item.proceeds
      .filter(({ kind, amount }) => kind === fee && amount.amountMinor !== 0)
      .map(({ amount }) => `In shipping: ${feeWords[fee]} for ${of}: ${moneyWords(amount)}`),
  );
  return [
    ...fees,
    ...line(`Gift wrap for ${of}`, item.giftWrapLevel),
    ...line(`Gift message for ${of}`, item.giftMessage),
    ...line(`Programs of ${of}`, item.programs.join(', ')),
    ...line(`Tax of ${of} is collected and paid by`, item.taxFacilitator),
    ...line(`Tax scheme of ${of}`, item.taxScheme),
  ];
}

const feeWords = {
  GIFT_WRAP: 'gift wrap',
  COD_FEE: 'cash on delivery',
  DELIVERY_TIP: 'delivery tip',
  OTHER: 'other fee',
};

const line = (label: string, text: string | undefined): readonly string[] =>
  text === undefined || text.trim() === '' ? [] : [`${label}: ${text}`];

const moneyWords = (amount: Money): string => `${decimalOf(amount)} ${amount.currency}`;

/** `SECOND_DAY` as people say it. */
export const serviceLevelWords = (level: string): string =>
  oneLine(level.replaceAll('_', ' '))
    .toLowerCase()
    .replaceAll(/(?:^|\s)\p{L}/gu, (initial) => initial.toUpperCase());
