import type { WorkflowExecutionInfo } from '@temporalio/client';
import { fulfilments } from '../../domain/amazon-order.js';
import { amazonStatuses } from '../../domain/amazon-status.js';
import { parseAmazonOrderId, parseCommerceOrderNumber } from '../../domain/ids.js';
import { isMoney, type Money, parseMoney } from '../../domain/money.js';
import { parseOrderStatus } from '../../domain/order-status.js';
import { orderAttributes } from '../../domain/search-attributes.js';
import type { AbnormalEnd, OrderRow } from './order-row.js';

type Info = Omit<WorkflowExecutionInfo, 'raw'>;

/** A note is one sentence; whatever else somebody puts there must not fill our memory. */
const noteLengthMax = 300;

/** Undefined when the workflow lacks what makes it an order: it is counted, not guessed. */
export function orderRowOf(info: Info): OrderRow | undefined {
  const { typedSearchAttributes: attributes, memo } = info;
  const amazonOrderId = parseAmazonOrderId(attributes.get(orderAttributes.amazonOrderId));
  const status = parseOrderStatus(attributes.get(orderAttributes.orderStatus));
  const account = attributes.get(orderAttributes.account);
  const fulfilledBy = fulfilments.find((each) => each === attributes.get(orderAttributes.fulfilledBy));
  if (amazonOrderId === undefined || status === undefined || account === undefined || fulfilledBy === undefined) {
    return undefined;
  }
  const amazonStatus = amazonStatuses.find((each) => each === attributes.get(orderAttributes.amazonStatus));
  const totalUnits = attributes.get(orderAttributes.orderTotal);
  const end = abnormalEndOf(info);
  return withoutAbsent<OrderRow>({
    workflowId: info.workflowId,
    startedAtMs: info.startTime.getTime(),
    // A continued run is no end: its successor's row is on its way.
    closedAtMs: info.status.name === 'CONTINUED_AS_NEW' ? undefined : info.closeTime?.getTime(),
    changedAtMs: attributes.get(orderAttributes.changedAt)?.getTime(),
    abnormalEnd: end,
    account: shared(account),
    marketplace: shared(attributes.get(orderAttributes.marketplace)),
    amazonOrderId,
    status,
    amazonStatus: amazonStatus ?? 'Unrecognised',
    fulfilledBy,
    purchasedAtMs: (attributes.get(orderAttributes.purchaseDate) ?? info.startTime).getTime(),
    shipByMs: attributes.get(orderAttributes.shipBy)?.getTime(),
    deliverByMs: instantOf(memo?.['deliverBy']),
    total: moneyOf(totalUnits, attributes.get(orderAttributes.currency)),
    totalUnits,
    commerceOrderNumber: parseCommerceOrderNumber(attributes.get(orderAttributes.commerceOrderNumber)),
    blockedBy: shared(attributes.get(orderAttributes.blockedBy) || undefined),
    needsAttention: end !== undefined || attributes.get(orderAttributes.needsAttention) === true,
    note: textOf(memo?.['note']),
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

function abnormalEndOf({ status }: Info): AbnormalEnd | undefined {
  switch (status.name) {
    case 'FAILED':
      return 'failed';
    case 'TERMINATED':
      return 'terminated';
    case 'CANCELLED':
      return 'cancelled';
    case 'TIMED_OUT':
      return 'timed-out';
    default:
      return undefined;
  }
}

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

const textOf = (raw: unknown): string | undefined =>
  typeof raw === 'string' && raw !== '' ? raw.slice(0, noteLengthMax) : undefined;

type MaybeAbsent<Row> = {
  readonly [Key in keyof Row]-?: Record<never, never> extends Pick<Row, Key> ? Row[Key] | undefined : Row[Key];
};

/** Absent is absent, not `undefined`: half of the fields of a young order, and each would cost memory in every row. */
function withoutAbsent<Row extends object>(row: MaybeAbsent<Row>): Row {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as Row;
}
