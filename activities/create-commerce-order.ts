import type { CommerceOrder, CommercePort } from '../src/commerce/port.js';
import type { AmazonOrder } from '../src/domain/amazon-order.js';
import { isVerifiedStatus } from '../src/domain/amazon-status.js';
import { parseCommerceOrderNumber } from '../src/domain/ids.js';
import { decimalOf, isSameMoney } from '../src/domain/money.js';
import type { OrderDraft } from '../src/domain/order-draft.js';
import { sightingOf } from '../src/domain/order-sighting.js';
import { RemoteFailure } from '../src/domain/remote-failure.js';
import type { AccountRemotes, RemotesOf } from './account-remotes.js';
import { accountRemoved } from './account-removed.js';
import { referenceTo } from './commerce-order-ref.js';
import type { Activities, CreateOrderOutcome, CreateOrderRequest } from './contract.js';
import { draftCommerceOrder } from './draft-commerce-order.js';
import { findEarlierOrder } from './find-earlier-order.js';
import { inStoreViewOf } from './in-store-view-of.js';
import { payCommerceOrder } from './pay-commerce-order.js';
import { readOrder } from './read-order.js';

type Deps = {
  readonly remotesOf: RemotesOf;
  readonly nowMs: () => number;
  readonly sleep: (ms: number) => Promise<void>;
};

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
    const amazonOrder = await readOrder(remotes, request.order);
    if ('outcome' in amazonOrder) return amazonOrder;
    const commerce = inStoreViewOf(remotes, request.settings, amazonOrder);
    const attempt = { commerce, request, amazonOrder, sleep: deps.sleep };

    const isSearchedFirst = isSearchDue(attempt, deps.nowMs());
    const earlier = isSearchedFirst ? await adoptEarlier(attempt) : undefined;
    if (earlier !== undefined) return earlier;
    const draft = await draftIfDue({ commerce, skuMap: remotes.skuMap }, attempt);
    if ('outcome' in draft) {
      // Nothing is sent, so nothing tells that an earlier attempt got through before it failed: that is looked up now.
      return (isSearchedFirst ? undefined : await adoptEarlier(attempt)) ?? draft;
    }
    const answer = await send(attempt, draft);
    if (answer === 'maybe-sent') return { outcome: 'maybe-sent' };
    if (answer === 'exists') return adoptByNumber(attempt, draft);
    if ('refused' in answer)
      return { outcome: 'blocked', blocker: { code: 'commerce-refused', subject: answer.refused } };
    return paid(attempt, { order: answer, outcome: 'created', draft });
  };

type Attempt = {
  readonly commerce: CommercePort;
  readonly request: CreateOrderRequest;
  readonly amazonOrder: AmazonOrder;
  readonly sleep: (ms: number) => Promise<void>;
};

/** With Amazon's number a search before is spared: the number itself is refused the second time. */
function isSearchDue({ request, amazonOrder }: Attempt, nowMs: number): boolean {
  const isOld = nowMs - Date.parse(amazonOrder.purchasedAt) > oldOrderMs;
  return request.settings.numberFrom === 'commerce' || isOld;
}

async function adoptEarlier(attempt: Attempt): Promise<CreateOrderOutcome | undefined> {
  const { commerce, request, sleep } = attempt;
  const { order, maybeSentAt } = request;
  const found = await findEarlierOrder({ orders: commerce.orders, sleep }, order.amazonOrderId, maybeSentAt);
  if (found === 'twice') return { outcome: 'blocked', blocker: { code: 'found-twice' } };
  return found === undefined ? undefined : paid(attempt, { order: found, outcome: 'adopted' });
}

const isDue = ({ fulfilledBy, status }: AmazonOrder): boolean =>
  fulfilledBy === 'FBA' ? status === 'Shipped' : isVerifiedStatus(status);

async function draftIfDue(
  remotes: Pick<AccountRemotes, 'commerce' | 'skuMap'>,
  { request, amazonOrder }: Attempt,
): Promise<OrderDraft | CreateOrderOutcome> {
  if (!isDue(amazonOrder)) return { outcome: 'not-due', sighting: sightingOf(amazonOrder) };
  const draft = await draftCommerceOrder(remotes, request, amazonOrder);
  return 'code' in draft ? { outcome: 'blocked', blocker: draft } : draft;
}

async function send({ commerce, request }: Attempt, draft: OrderDraft) {
  try {
    return await commerce.orders.create(draft);
  } catch (error) {
    const isUnknown = error instanceof RemoteFailure && isOutcomeUnknown(error);
    if (isUnknown && request.settings.numberFrom === 'commerce') return 'maybe-sent';
    throw error;
  }
}

/** Commerce may have taken the order although its answer never came, or could not be read. */
const isOutcomeUnknown = ({ fault }: RemoteFailure): boolean =>
  (fault.kind === 'unavailable' && !fault.isOutcomeKnown) || fault.kind === 'malformed-answer';

/** The number is taken. By our own order, of a request whose answer was lost, or by somebody else's. */
async function adoptByNumber(attempt: Attempt, draft: OrderDraft): Promise<CreateOrderOutcome> {
  const number = parseCommerceOrderNumber(draft.number);
  const order = number === undefined ? undefined : await attempt.commerce.orders.findByNumber(number);
  if (order?.amazonOrderId !== attempt.amazonOrder.id) {
    return { outcome: 'blocked', blocker: { code: 'number-taken', subject: draft.number ?? '' } };
  }
  return paid(attempt, { order, outcome: 'adopted', draft });
}

type Made = {
  readonly order: CommerceOrder;
  readonly outcome: 'created' | 'adopted';
  readonly draft?: OrderDraft;
};

async function paid({ commerce, request, amazonOrder }: Attempt, made: Made): Promise<CreateOrderOutcome> {
  const { order, outcome, draft } = made;
  // What Amazon cancelled meanwhile is cancelled here next: an invoice would only have to be refunded.
  const isPayable = amazonOrder.fulfilledBy === 'FBM' && isDue(amazonOrder);
  const refused = isPayable ? await payCommerceOrder(commerce, order, request.settings) : undefined;
  const warning = differenceOf(order, draft) ?? refused ?? endedBefore(order);
  return {
    outcome,
    commerceOrder: referenceTo(order),
    sighting: sightingOf(amazonOrder),
    ...(warning === undefined ? {} : { warning }),
    ...(refused === undefined ? {} : { isInvoiceOwed: true as const }),
  };
}

function differenceOf(order: CommerceOrder, draft: OrderDraft | undefined): string | undefined {
  if (draft === undefined || isSameMoney(order.grandTotal, draft.grandTotal)) return undefined;
  return `Commerce shows a total of ${decimalOf(order.grandTotal)}, Amazon ${decimalOf(draft.grandTotal)} ${draft.currency}`;
}

const endedBefore = ({ number, state }: CommerceOrder): string | undefined =>
  state === 'canceled' || state === 'closed' ? `Commerce order ${number} was ${state} before` : undefined;
