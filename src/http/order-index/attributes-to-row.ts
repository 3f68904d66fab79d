import { fulfilments } from '../../domain/amazon-order.js';
import { amazonStatuses } from '../../domain/amazon-status.js';
import { parseAmazonOrderId, parseCommerceOrderNumber } from '../../domain/ids.js';
import { isMoney, type Money, parseMoney } from '../../domain/money.js';
import { parseOrderStatus } from '../../domain/order-status.js';
import { orderAttributes } from '../../domain/search-attributes.js';
import type { ListedExecution } from './listed-execution.js';
import type { AbnormalEnd, OrderRow } from './order-row.js';

/** A note is one sentence, an attribute a few words; whatever else somebody puts there must not fill our memory. */
const textLengthMax = 300;

/** Undefined when the workflow lacks what makes it an order: it is counted, not guessed. */
export function orderRowOf(listed: ListedExecution): OrderRow | undefined {
  const { attribute, memo } = listed;
  const amazonOrderId = parseAmazonOrderId(attribute(orderAttributes.amazonOrderId));
  const status = parseOrderStatus(attribute(orderAttributes.orderStatus));
  const account = textOf(attribute(orderAttributes.account));
  const fulfilled = attribute(orderAttributes.fulfilledBy);
  const fulfilledBy = fulfilments.find((each) => each === fulfilled);
  if (amazonOrderId === undefined || status === undefined || account === undefined || fulfilledBy === undefined) {
    return undefined;
  }
  const amazonStatus = attribute(orderAttributes.amazonStatus);
  const totalUnits = numberOf(attribute(orderAttributes.orderTotal));
  const end = abnormalEnds.get(listed.statusCode);
  return withoutAbsent<OrderRow>({
    workflowId: listed.workflowId,
    startedAtMs: listed.startedAtMs,
    // A continued run is no end: its successor's row is on its way.
    closedAtMs: listed.statusCode === continuedAsNew ? undefined : listed.closedAtMs,
    changedAtMs: instantOf(attribute(orderAttributes.changedAt)),
    abnormalEnd: end,
    account: shared(account),
    marketplace: shared(textOf(attribute(orderAttributes.marketplace))),
    amazonOrderId,
    status,
    amazonStatus: amazonStatuses.find((each) => each === amazonStatus) ?? 'Unrecognised',
    fulfilledBy,
    purchasedAtMs: instantOf(attribute(orderAttributes.purchaseDate)) ?? listed.startedAtMs,
    shipByMs: instantOf(attribute(orderAttributes.shipBy)),
    deliverByMs: instantOf(memo['deliverBy']),
    total: moneyOf(totalUnits, shared(textOf(attribute(orderAttributes.currency)))),
    totalUnits,
    commerceOrderNumber: parseCommerceOrderNumber(attribute(orderAttributes.commerceOrderNumber)),
    blockedBy: shared(textOf(attribute(orderAttributes.blockedBy))),
    needsAttention: end !== undefined || attribute(orderAttributes.needsAttention) === true,
    note: textOf(memo['note']),
  });
}

/**
 * Visibility holds a double. The shortest decimal that stands for it is the amount that was stored, as long as it has
 * no more than 15 digits, which is more than an order total ever has; it is shown, never sent to a remote.
 */
function moneyOf(units: number | undefined, currency: string | undefined): Money | undefined {
  if (units === undefined || currency === undefined) return undefined;
  const money = parseMoney(String(units), currency);
  return isMoney(money) ? money : undefined;
}

/** Temporal's numbers (`WorkflowExecutionStatus`), which its API never changes. */
const continuedAsNew = 6;
const abnormalEnds: ReadonlyMap<number, AbnormalEnd> = new Map([
  [3, 'failed'],
  [4, 'cancelled'],
  [5, 'terminated'],
  [7, 'timed-out'],
]);

/** Each answer brings its own copy of the same few words: one of each is enough for all rows. */
const sharedTexts = new Map<string, string>();
const sharedMax = 1000;

function shared<Text extends string | undefined>(text: Text): Text;
function shared(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const kept = sharedTexts.get(text);
  if (kept === undefined && sharedTexts.size < sharedMax) sharedTexts.set(text, text);
  return kept ?? text;
}

function instantOf(raw: unknown): number | undefined {
  const atMs = typeof raw === 'string' ? Date.parse(raw) : Number.NaN;
  return Number.isNaN(atMs) ? undefined : atMs;
}

const numberOf = (raw: unknown): number | undefined => (typeof raw === 'number' ? raw : undefined);

const textOf = (raw: unknown): string | undefined =>
  typeof raw === 'string' && raw !== '' ? raw.slice(0, textLengthMax) : undefined;

type MaybeAbsent<Row> = {
  readonly [Key in keyof Row]-?: Record<never, never> extends Pick<Row, Key> ? Row[Key] | undefined : Row[Key];
};

/** Absent is absent, not `undefined`: half of the fields of a young order, and each would cost memory in every row. */
function withoutAbsent<Row extends object>(row: MaybeAbsent<Row>): Row {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as Row;
}
