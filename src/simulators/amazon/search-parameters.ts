import { type Dataset, datasets } from './datasets.js';
import { type Answer, accessDenied, invalidInput } from './error-list.js';
import { type Fulfiller, type FulfillmentStatus, fulfillers, fulfillmentStatuses } from './order-record.js';
import { parseWireTime } from './wire-times.js';

/** The query of searchOrders, checked to the letter. */
export type SearchParameters = {
  readonly by: 'created' | 'lastUpdated';
  readonly afterMs: number;
  readonly beforeMs: number;
  readonly statuses: readonly FulfillmentStatus[];
  readonly marketplaceIds: readonly string[];
  readonly fulfilledBy: readonly Fulfiller[];
  readonly included: readonly Dataset[];
  readonly pageSize: number;
  readonly pageToken: string | undefined;
  /** All parameters that a page token is bound to, as given. */
  readonly boundTo: string;
};

const known = [
  'createdAfter',
  'createdBefore',
  'lastUpdatedAfter',
  'lastUpdatedBefore',
  'fulfillmentStatuses',
  'marketplaceIds',
  'fulfilledBy',
  'maxResultsPerPage',
  'paginationToken',
  'includedData',
] as const;
type Given = Readonly<Partial<Record<(typeof known)[number], string>>>;

const marketplacesMax = 50;
export const pageSizeMax = 100;
const indexAgeMs = 2 * 60 * 1000;

/** Wording of the published sandbox case for a parameter that cannot be read. */
const unreadable = invalidInput('Invalid Input', 'Invalid Input');
const tooYoung = invalidInput(
  'The input you have submitted is not valid. Note that the error may be due to a systematic delay in data retrieval. ' +
    'The most updated data is 2 minutes after an order is created or last updated. If you set the createdBefore or ' +
    'lastUpdatedBefore parameters, please provide a date that is at least 2 minutes before current time and try again.',
);
const because = (details: string): Answer => invalidInput('The input you have submitted is not valid.', details);

type Context = { readonly nowMs: number; readonly sellerMarketplaces: readonly string[] };

export function parseSearchParameters(
  query: Readonly<Record<string, unknown>>,
  { nowMs, sellerMarketplaces }: Context,
): SearchParameters | { readonly refused: Answer } {
  const given = onlyKnown(query);
  if ('refused' in given) return given;
  const window = parseWindow(given, nowMs);
  if ('refused' in window) return window;
  const marketplaceIds = listOf(given.marketplaceIds) ?? sellerMarketplaces;
  if (marketplaceIds.length > marketplacesMax) return { refused: because('At most 50 marketplaceIds are allowed.') };
  if (marketplaceIds.some((id) => !sellerMarketplaces.includes(id))) return { refused: accessDenied };
  const statuses = closedList(given.fulfillmentStatuses, fulfillmentStatuses);
  const fulfilledBy = closedList(given.fulfilledBy, fulfillers);
  const included = closedList(given.includedData, datasets);
  const pageSize = parsePageSize(given.maxResultsPerPage);
  if (statuses === undefined || fulfilledBy === undefined || included === undefined || pageSize === undefined) {
    return { refused: unreadable };
  }
  return {
    ...window,
    statuses: statuses.length === 0 ? fulfillmentStatuses : statuses,
    marketplaceIds,
    fulfilledBy: fulfilledBy.length === 0 ? fulfillers : fulfilledBy,
    included,
    pageSize,
    pageToken: given.paginationToken,
    boundTo: JSON.stringify({ ...given, paginationToken: undefined, maxResultsPerPage: undefined }, [...known]),
  };
}

/** getOrder takes includedData and nothing else. */
export function parseIncludedData(
  query: Readonly<Record<string, unknown>>,
): readonly Dataset[] | { readonly refused: Answer } {
  const stranger = Object.keys(query).find((name) => name !== 'includedData');
  if (stranger !== undefined) return { refused: because(`Unknown parameter [${stranger}].`) };
  const raw = query['includedData'];
  if (raw !== undefined && typeof raw !== 'string') return { refused: unreadable };
  return closedList(raw, datasets) ?? { refused: unreadable };
}

function onlyKnown(query: Readonly<Record<string, unknown>>): Given | { readonly refused: Answer } {
  for (const [name, value] of Object.entries(query)) {
    if (!known.some((each) => each === name)) return { refused: because(`Unknown parameter [${name}].`) };
    // Lists are comma-joined: a repeated parameter is not the model's collection format.
    if (typeof value !== 'string') return { refused: because(`Parameter [${name}] is given more than once.`) };
  }
  return query as Given; // every name and type was just looked at
}

function parseWindow(
  given: Given,
  nowMs: number,
): Pick<SearchParameters, 'by' | 'afterMs' | 'beforeMs'> | { readonly refused: Answer } {
  const { createdAfter, createdBefore, lastUpdatedAfter, lastUpdatedBefore } = given;
  if ((createdAfter === undefined) === (lastUpdatedAfter === undefined)) {
    return { refused: because('Provide exactly one of createdAfter and lastUpdatedAfter.') };
  }
  const by = createdAfter === undefined ? 'lastUpdated' : 'created';
  const strange = by === 'created' ? lastUpdatedBefore : createdBefore;
  if (strange !== undefined) return { refused: because(`Both bounds must be of the same family as ${by}After.`) };
  const afterMs = parseWireTime(createdAfter ?? lastUpdatedAfter);
  const rawBefore = by === 'created' ? createdBefore : lastUpdatedBefore;
  const latestMs = nowMs - indexAgeMs;
  const beforeMs = rawBefore === undefined ? latestMs : parseWireTime(rawBefore);
  if (afterMs === undefined || beforeMs === undefined) return { refused: unreadable };
  if (beforeMs > latestMs) return { refused: tooYoung };
  if (rawBefore !== undefined && beforeMs < afterMs) return { refused: because(`${by}Before is before ${by}After.`) };
  if (afterMs > nowMs) return { refused: because(`${by}After is in the future.`) };
  return { by, afterMs, beforeMs };
}

function parsePageSize(raw: string | undefined): number | undefined {
  if (raw === undefined) return pageSizeMax;
  const size = /^\d{1,4}$/.test(raw) ? Number(raw) : 0;
  return size >= 1 && size <= pageSizeMax ? size : undefined;
}

const listOf = (raw: string | undefined): readonly string[] | undefined =>
  raw === undefined || raw === '' ? undefined : raw.split(',');

/** All values of a list that Amazon has closed; `undefined` when one is not in it. */
function closedList<Value extends string>(
  raw: string | undefined,
  allowed: readonly Value[],
): readonly Value[] | undefined {
  const values: Value[] = [];
  for (const each of listOf(raw) ?? []) {
    const value = allowed.find((one) => one === each);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
}
