import type { AmazonOrder, AmazonOrderLine, TaxRegistration } from './amazon-order.js';
import { feeKinds } from './line-amounts.js';
import { marketplaceOf } from './marketplaces.js';
import { decimalOf, type Money } from './money.js';
import { bytesOf, cutTo, oneLine } from './text.js';

const lineMax = 1_000;
/** Of Commerce's column, which is cut in silence at 65,535. */
const bytesMax = 60_000;

/**
 * What Amazon knows and Commerce has no field for: one order comment that the customer never sees. PERSONAL DATA (a gift
 * message may hold any): it goes to Commerce and nowhere else.
 */
export function orderComment(order: AmazonOrder, lines: readonly AmazonOrderLine[]): readonly string[] {
  const said = [...aboutTheOrder(order), ...aboutTaxes(lines), ...lines.flatMap(aboutTheLine)].map((text) =>
    cutTo(oneLine(text), lineMax),
  );
  let bytes = 0;
  const kept = said.findIndex((text) => {
    bytes += bytesOf(text) + 1;
    return bytes > bytesMax;
  });
  return kept < 0 ? said : [...said.slice(0, kept), `… and ${said.length - kept} more lines`];
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

/** `Tax number of the buyer (VAT): DE123456789`. */
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
    ...line(`Delivery of ${of} requires`, item.deliveryConstraints?.join(', ')),
  ];
}

/** Nearly always the same for all items, and then said once: two hundred of them must leave room for what differs. */
function aboutTaxes(items: readonly AmazonOrderLine[]): readonly string[] {
  return taxWords.flatMap(({ words, of }) => {
    const values = [...new Set(items.map(of))].filter((value) => value !== undefined);
    return values.flatMap((value) => {
      const meant = items.filter((item) => of(item) === value).map((item) => item.sku ?? item.orderItemId);
      const isAll = meant.length === items.length && items.length > 1;
      return line(words(isAll ? 'all items' : someOf(meant)), value);
    });
  });
}

const namedMax = 10;
const nameMax = 40;

/** So that what is said of them is not cut off. */
const someOf = (names: readonly string[]): string =>
  [
    ...names.slice(0, namedMax).map((name) => cutTo(name, nameMax)),
    ...(names.length > namedMax ? [`${names.length - namedMax} others`] : []),
  ].join(', ');

const taxWords: readonly {
  readonly words: (names: string) => string;
  readonly of: (item: AmazonOrderLine) => string | undefined;
}[] = [
  { words: (names) => `Tax of ${names} is collected and paid by`, of: ({ taxFacilitator }) => taxFacilitator },
  { words: (names) => `Tax scheme of ${names}`, of: ({ taxScheme }) => taxScheme },
  { words: (names) => `IOSS number for ${names}, to be given to the carrier`, of: ({ iossNumber }) => iossNumber },
];

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
