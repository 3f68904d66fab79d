import type { CommerceOrder, CommercePort } from '../src/commerce/port.js';
import type { AmazonOrder } from '../src/domain/amazon-order.js';
import { isVerifiedStatus } from '../src/domain/amazon-status.js';
import { parseCommerceOrderNumber } from '../src/domain/ids.js';
import { decimalOf, isSameMoney } from '../src/domain/money.js';
import type { OrderDraft } from '../src/domain/order-draft.js';
import { sightingOf } from '../src/domain/order-sighting.js';
import { RemoteFailure } from '../src/domain/remote-failure.js';
import type { RemotesOf } from './account-remotes.js';
import { accountRemoved } from './account-removed.js';
import type { Activities, CommerceOrderRef, CreateOrderOutcome, CreateOrderRequest } from './contract.js';
import { draftCommerceOrder } from './draft-commerce-order.js';
import { payCommerceOrder } from './pay-commerce-order.js';
import { readOrder } from './read-order.js';

type Deps = {
  readonly remotesOf: RemotesOf;
  readonly nowMs: () => number;
  readonly sleep: (ms: number) => Promise<void>;
};

/** Between the two searches that must both find nothing before a request that may have arrived is sent again. */
const betweenSearchesMs = 15_000;
/** Temporal forgets closed orders after its retention: an order this old may have been imported by a run that is gone. */
const oldOrderMs = 83 * 24 * 3_600_000;

/**
 * Called twice, it makes one order. With Amazon's number the database's own unique key sees to that. With a number that
 * Commerce draws, it looks before it sends, and an answer that got lost comes back as `maybe-sent`, not as a retry.
 */
export const createCommerceOrder =
  (deps: Deps): Activities['createCommerceOrder'] =>
  async (request) => {
    const remotes = deps.remotesOf(request.order.accountId);
    if (remotes === undefined) return accountRemoved;
    const { commerce } = remotes;
    const amazonOrder = await readOrder(remotes, request.order);
    if ('outcome' in amazonOrder) return amazonOrder;

    const found = await findEarlier(deps, commerce, request, amazonOrder);
    if (found === 'twice') return { outcome: 'blocked', blocker: { code: 'found-twice' } };
    if (found !== undefined) return paid(commerce, request, { amazonOrder, order: found, outcome: 'adopted' });
    if (!isDue(amazonOrder)) return { outcome: 'not-due', sighting: sightingOf(amazonOrder) };

    const draft = await draftCommerceOrder(remotes, request, amazonOrder);
    if ('code' in draft) return { outcome: 'blocked', blocker: draft };
    const answer = await send(commerce, request, draft);
    if (answer === 'maybe-sent') return { outcome: 'maybe-sent' };
    if (answer === 'exists') return adopt(commerce, request, { amazonOrder, draft });
    if ('refused' in answer)
      return { outcome: 'blocked', blocker: { code: 'commerce-refused', subject: answer.refused } };
    return paid(commerce, request, { amazonOrder, order: answer, outcome: 'created', draft });
  };

const isDue = ({ fulfilledBy, status }: AmazonOrder): boolean =>
  fulfilledBy === 'FBA' ? status === 'Shipped' : isVerifiedStatus(status);

async function findEarlier(
  { nowMs, sleep }: Pick<Deps, 'nowMs' | 'sleep'>,
  { orders }: CommercePort,
  { order, settings, maybeSentAt }: CreateOrderRequest,
  amazonOrder: AmazonOrder,
): Promise<CommerceOrder | 'twice' | undefined> {
  const isOld = nowMs() - Date.parse(amazonOrder.purchasedAt) > oldOrderMs;
  if (settings.numberFrom === 'amazon' && !isOld) return undefined;
  const first = onlyOne(await orders.findByAmazonId(order.amazonOrderId));
  if (first !== undefined || maybeSentAt === undefined) return first;
  await sleep(betweenSearchesMs);
  return onlyOne(await orders.findByAmazonId(order.amazonOrderId));
}

/** Orders that were cancelled in Commerce count too: whoever cancelled one does not want a second. */
const onlyOne = (found: readonly CommerceOrder[]): CommerceOrder | 'twice' | undefined =>
  found.length > 1 ? 'twice' : found[0];

async function send({ orders }: CommercePort, { settings }: CreateOrderRequest, draft: OrderDraft) {
  try {
    return await orders.create(draft);
  } catch (error) {
    const isUnknown = error instanceof RemoteFailure && isOutcomeUnknown(error);
    if (isUnknown && settings.numberFrom === 'commerce') return 'maybe-sent';
    throw error;
  }
}

/** Commerce may have taken the order although its answer never came, or could not be read. */
const isOutcomeUnknown = ({ fault }: RemoteFailure): boolean =>
  (fault.kind === 'unavailable' && !fault.isOutcomeKnown) || fault.kind === 'malformed-answer';

/** The number is taken. By our own order, of a request whose answer was lost, or by somebody else's. */
async function adopt(
  commerce: CommercePort,
  request: CreateOrderRequest,
  { amazonOrder, draft }: { readonly amazonOrder: AmazonOrder; readonly draft: OrderDraft },
): Promise<CreateOrderOutcome> {
  const number = parseCommerceOrderNumber(draft.number);
  const order = number === undefined ? undefined : await commerce.orders.findByNumber(number);
  if (order?.amazonOrderId !== amazonOrder.id) {
    return { outcome: 'blocked', blocker: { code: 'number-taken', subject: draft.number ?? '' } };
  }
  return paid(commerce, request, { amazonOrder, order, outcome: 'adopted', draft });
}

type Made = {
  readonly amazonOrder: AmazonOrder;
  readonly order: CommerceOrder;
  readonly outcome: 'created' | 'adopted';
  readonly draft?: OrderDraft;
};

async function paid(commerce: CommercePort, { settings }: CreateOrderRequest, made: Made): Promise<CreateOrderOutcome> {
  const { amazonOrder, order, outcome, draft } = made;
  const unpaid = amazonOrder.fulfilledBy === 'FBM' ? await payCommerceOrder(commerce, order, settings) : undefined;
  const warning = draft === undefined ? unpaid : (differenceOf(order, draft) ?? unpaid);
  return {
    outcome,
    commerceOrder: referenceTo(order),
    sighting: sightingOf(amazonOrder),
    ...(warning === undefined ? {} : { warning }),
  };
}

function differenceOf(order: CommerceOrder, draft: OrderDraft): string | undefined {
  if (isSameMoney(order.grandTotal, draft.grandTotal)) return undefined;
  return `Commerce shows a total of ${decimalOf(order.grandTotal)}, Amazon ${decimalOf(draft.grandTotal)} ${draft.currency}`;
}

const referenceTo = (order: CommerceOrder): CommerceOrderRef => ({
  entityId: order.entityId,
  number: order.number,
  total: order.grandTotal,
  lines: order.lines.flatMap(({ lineId, orderItemId }) => (orderItemId === undefined ? [] : [{ lineId, orderItemId }])),
});
