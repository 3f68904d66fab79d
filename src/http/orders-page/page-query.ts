import * as z from 'zod';
import { parseMarketplaceId } from '../../domain/ids.js';
import { orderStatuses } from '../../domain/order-status.js';
import { fieldFaultsOf } from '../field-faults.js';
import { listQueryShape, type QueryFaults, searchOf, withoutEmpty } from '../list-query.js';
import type { OrderFilter } from '../order-index/order-filter.js';
import type { OrderSearch } from '../order-index/order-search.js';
import type { LeadMsOf } from '../order-index/ship-by-state.js';

/** What an address of the Orders page asks for. `given` holds its fields as they were, for links and forms. */
export type PageQuery = {
  readonly search: OrderSearch;
  readonly given: ReadonlyMap<string, string>;
  readonly isPendingHidden: boolean;
  /** A name, or part of one, that Commerce has to be asked for. */
  readonly buyer?: string;
};

const pageQuerySchema = z
  .strictObject({
    ...listQueryShape,
    /** Orders whose payment Amazon has not verified: not the merchant's business yet, unless asked for. */
    pending: z.literal('show', { error: 'is not "show"' }),
    attention: z.literal('yes', { error: 'is not "yes"' }),
    marketplace: z.string().refine((raw) => parseMarketplaceId(raw) !== undefined, 'is not the id of a marketplace'),
    blockedBy: z.string().regex(/^[a-z][a-z-]{0,39}$/, 'is not the code of a blocker'),
    due: z.enum(['late', 'soon'], { error: 'is neither late nor soon' }),
    buyer: z
      .string()
      .trim()
      .max(100, 'is longer than 100 characters')
      .regex(/^\P{Cc}*$/u, 'holds control characters'),
  })
  .partial();

const allButPending = orderStatuses.filter((status) => status !== 'Pending');

type Clock = { readonly nowMs: number; readonly leadMsOf: LeadMsOf };

export function parsePageQuery(raw: unknown, clock: Clock): PageQuery | QueryFaults {
  const fields = withoutEmpty(raw);
  const parsed = pageQuerySchema.safeParse(fields);
  if (!parsed.success) return { faults: fieldFaultsOf(parsed.error) };
  const { pending, attention, marketplace, blockedBy, due, buyer, ...query } = parsed.data;
  const search = searchOf(query);
  if ('faults' in search) return search;
  // What is blocked or needs somebody is shown whatever its status.
  const isPendingHidden = [query.status, pending, attention, blockedBy].every((asked) => asked === undefined);
  const filter: OrderFilter = {
    ...search.filter,
    ...(isPendingHidden ? { statuses: allButPending } : {}),
    ...(attention === undefined ? {} : { needsAttention: true }),
    ...(marketplace === undefined ? {} : { marketplace }),
    ...(blockedBy === undefined ? {} : { blockedBy }),
    ...(due === undefined ? {} : { due: { state: due === 'late' ? 'late' : 'at-risk', ...clock } }),
  };
  return { search: { ...search, filter }, given: givenOf(fields), isPendingHidden, ...(buyer ? { buyer } : {}) };
}

/** Where the list that this query asks for can be had as a file. */
export function fileAddress(given: ReadonlyMap<string, string>): string {
  return addressWith(given, { limit: undefined }).replace(/^\//, '/orders.csv');
}

/** The page's address with some fields changed or (undefined) taken out. A cursor belongs to one list only, so it goes. */
export function addressWith(
  given: ReadonlyMap<string, string>,
  changes: Readonly<Record<string, string | undefined>>,
): string {
  const fields = new URLSearchParams();
  for (const [name, value] of given) {
    if (name !== 'cursor' && !(name in changes)) fields.append(name, value);
  }
  for (const [name, value] of Object.entries(changes)) {
    if (value !== undefined) fields.append(name, value);
  }
  const text = fields.toString();
  return text === '' ? '/' : `/?${text}`;
}

function givenOf(fields: unknown): ReadonlyMap<string, string> {
  const entries = z.record(z.string(), z.union([z.string(), z.array(z.string())])).parse(fields);
  return new Map(
    Object.entries(entries).map(([name, value]) => [name, typeof value === 'string' ? value : value.join(',')]),
  );
}
