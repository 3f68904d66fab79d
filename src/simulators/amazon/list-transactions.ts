import { type Answer, invalidInput } from './error-list.js';
import type { Operation, SellerCall } from './operation.js';
import type { PageTokens } from './page-tokens.js';
import type { TransactionRecord, Transactions } from './transactions.js';
import { parseWireTime } from './wire-times.js';
import { wireTransaction } from './wire-transaction.js';

type Deps = { readonly transactions: Transactions; readonly pageTokens: PageTokens; readonly nowMs: () => number };

const known = [
  'postedAfter',
  'postedBefore',
  'marketplaceId',
  'transactionStatus',
  'relatedIdentifierName',
  'relatedIdentifierValue',
  'nextToken',
] as const;

const ageMinMs = 2 * 60_000;
const periodMaxMs = 180 * 24 * 60 * 60_000;
/** The model names no size; a small one makes callers go on to the next page. */
const pageSize = 20;

const startMissing = invalidInput('Start date cannot be null', 'Start date cannot be null');
const tooYoung = invalidInput('Invalid Input', 'The date must be more than two minutes before the time of the request');
const unreadable = invalidInput('Invalid Input', 'Invalid Input');

/** Finances 2024-06-19, listTransactions: what was booked in a period, or for one order. */
export const listTransactionsOperation = (deps: Deps): Operation => ({
  name: 'listTransactions',
  method: 'GET',
  url: '/finances/2024-06-19/transactions',
  grant: 'seller',
  handle: (call) => listTransactions(call, deps),
});

function listTransactions(call: SellerCall, { transactions, pageTokens, nowMs }: Deps): Answer {
  const { seller, applicationId, query } = call;
  const given = Object.fromEntries(
    Object.entries(query).filter((pair): pair is [string, string] => known.some((name) => name === pair[0])),
  );
  if (Object.values(given).some((value) => typeof value !== 'string')) return unreadable;
  const orderId = given['relatedIdentifierName'] === 'ORDER_ID' ? given['relatedIdentifierValue'] : undefined;
  const newestMs = nowMs() - ageMinMs;
  const afterMs = given['postedAfter'] === undefined ? undefined : parseWireTime(given['postedAfter']);
  const beforeMs = given['postedBefore'] === undefined ? newestMs : parseWireTime(given['postedBefore']);
  if (given['postedAfter'] === undefined && orderId === undefined) return startMissing;
  if (beforeMs === undefined || (given['postedAfter'] !== undefined && afterMs === undefined)) return unreadable;
  if (beforeMs > newestMs || (afterMs ?? 0) > newestMs) return tooYoung;
  const { nextToken, ...bound } = given;
  const binding = { sellerId: seller.sellerId, applicationId, boundTo: JSON.stringify(bound, [...known]) };
  const start = nextToken === undefined ? undefined : pageTokens.read(nextToken, binding);
  if (start === 'refused') return invalidInput('Invalid Input', 'nextToken is not valid');
  // Too long a period is no error: Amazon answers with nothing.
  const isTooLong = afterMs !== undefined && beforeMs - afterMs > periodMaxMs;
  const found = isTooLong
    ? []
    : transactions
        .ofSeller(seller.sellerId)
        .filter((each) => isWanted(each, { afterMs: afterMs ?? 0, beforeMs, orderId, given }))
        .toSorted((one, other) => (one.postedDate < other.postedDate ? -1 : one.postedDate > other.postedDate ? 1 : 0));
  const from = start === undefined ? 0 : found.findIndex((each) => each.transactionId === start.lastOrderId) + 1;
  const page = found.slice(from, from + pageSize);
  const last = found.length > from + page.length ? page.at(-1) : undefined;
  const token =
    last === undefined
      ? undefined
      : pageTokens.issue({ beforeMs, lastTime: last.postedDate, lastOrderId: last.transactionId }, binding);
  return { status: 200, body: { payload: { nextToken: token, transactions: page.map(wireTransaction) } } };
}

type Wanted = {
  readonly afterMs: number;
  readonly beforeMs: number;
  readonly orderId: string | undefined;
  readonly given: Readonly<Record<string, string>>;
};

function isWanted(each: TransactionRecord, { afterMs, beforeMs, orderId, given }: Wanted): boolean {
  const postedMs = Date.parse(each.postedDate);
  return (
    postedMs >= afterMs &&
    postedMs < beforeMs &&
    (orderId === undefined || each.amazonOrderId === orderId) &&
    (given['marketplaceId'] === undefined || given['marketplaceId'] === each.marketplaceId) &&
    (given['transactionStatus'] === undefined || given['transactionStatus'] === each.status)
  );
}
