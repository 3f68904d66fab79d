import * as z from 'zod';
import { fulfilments } from '../domain/amazon-order.js';
import { parseAccountId } from '../domain/ids.js';
import { type OrderStatus, orderStatuses, parseOrderStatus } from '../domain/order-status.js';
import { fieldFaultsOf } from './field-faults.js';
import { parseCursor } from './order-index/cursor.js';
import type { OrderFilter } from './order-index/order-filter.js';
import type { OrderSearch } from './order-index/order-search.js';
import { defaultSort, parseSort, sortFields } from './order-index/order-sort.js';
import type { FieldFault } from './problem.js';

export type QueryFaults = { readonly faults: readonly FieldFault[] };

export const limitMax = 200;
const dayMs = 24 * 60 * 60 * 1000;

const moment = z.union([z.iso.date(), z.iso.datetime({ offset: true })], {
  error: 'is neither a day (2026-01-31) nor a moment (2026-01-31T12:00:00Z)',
});
const amount = z
  .string()
  .trim()
  // A browser's own field for numbers sends `.5`, `0012` and `1e2` as they were typed: the first two mean what they say.
  .regex(/^(?=\.?\d)\d{0,12}(\.\d{0,3})?$/, 'is not an amount like 12.50, with a point before the cents')
  .transform(Number);

/** The fields of design §5. What the page adds is its own. */
export const listQueryShape = {
  account: z.string().refine((raw) => parseAccountId(raw) !== undefined, 'is not an account id'),
  status: z
    .union([z.string(), z.array(z.string())])
    .transform((raw) => (typeof raw === 'string' ? raw.split(',') : raw))
    .transform((names, context): readonly OrderStatus[] => {
      const statuses = names.map(parseOrderStatus);
      const known = statuses.filter((status) => status !== undefined);
      if (known.length === names.length) return known;
      context.addIssue({ code: 'custom', message: `is not one of ${orderStatuses.join(', ')}` });
      return z.NEVER;
    }),
  fulfilledBy: z.enum(fulfilments, { error: `is neither ${fulfilments.join(' nor ')}` }),
  from: moment.transform((raw) => Date.parse(raw)),
  /** A day is meant to its end. */
  to: moment.transform((raw) => Date.parse(raw) + (raw.includes('T') ? 1 : dayMs)),
  q: z
    .string()
    .trim()
    .max(64, 'is longer than 64 characters')
    .regex(/^\P{Cc}*$/u, 'holds control characters'),
  totalMin: amount,
  totalMax: amount,
  sort: z.string().transform((raw, context) => {
    const sort = parseSort(raw);
    if (sort !== undefined) return sort;
    context.addIssue({ code: 'custom', message: `is not one of ${sortFields.join(', ')}, with - for descending` });
    return z.NEVER;
  }),
  cursor: z.string().max(2000, 'is not a cursor of this list'),
  limit: z
    .string()
    .regex(/^\d{1,4}$/, `is not a number from 1 to ${limitMax}`)
    .transform(Number)
    .refine((limit) => limit >= 1 && limit <= limitMax, `is not a number from 1 to ${limitMax}`),
};

const listQuerySchema = z.strictObject(listQueryShape).partial();
export type ListQuery = z.output<typeof listQuerySchema>;

const limitDefault = 50;

export function parseListQuery(raw: unknown): OrderSearch | QueryFaults {
  const parsed = listQuerySchema.safeParse(withoutEmpty(raw));
  return parsed.success ? searchOf(parsed.data) : { faults: fieldFaultsOf(parsed.error) };
}

export function searchOf(query: ListQuery): OrderSearch | QueryFaults {
  const { sort = defaultSort, cursor, limit = limitDefault } = query;
  const after = cursor === undefined ? undefined : parseCursor(cursor, sort);
  if (cursor !== undefined && after === undefined) {
    return { faults: [{ field: 'cursor', detail: 'is not a cursor of this list in this sort' }] };
  }
  return { filter: filterOf(query), sort, limit, ...(after === undefined ? {} : { after }) };
}

function filterOf({ account, status, fulfilledBy, from, to, q, totalMin, totalMax }: ListQuery): OrderFilter {
  return {
    ...(account === undefined ? {} : { account }),
    ...(status === undefined ? {} : { statuses: status }),
    ...(fulfilledBy === undefined ? {} : { fulfilledBy }),
    ...(from === undefined ? {} : { purchasedFromMs: from }),
    ...(to === undefined ? {} : { purchasedBeforeMs: to }),
    ...(q === undefined || q === '' ? {} : { number: q }),
    ...(totalMin === undefined ? {} : { totalMin }),
    ...(totalMax === undefined ? {} : { totalMax }),
  };
}

/** A form sends its empty fields too: they ask for nothing. */
export function withoutEmpty(raw: unknown): unknown {
  if (typeof raw !== 'object' || raw === null) return {};
  return Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== ''));
}
