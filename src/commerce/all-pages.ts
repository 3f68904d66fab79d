import type { z } from 'zod';
import { inGroupsOf } from './in-groups-of.js';
import { parsedAnswer } from './parsed-answer.js';
import { failureOf, type RestCall, type RestTransport } from './rest-transport.js';
import { type Search, searchQuery } from './search-criteria.js';
import { wireList } from './wire-schemas.js';

const pageSize = 100;
/** Ten thousand entries: whoever asks for more asks wrongly. */
const pagesMax = 100;

/** All that a search finds. */
export async function allPages<Item extends z.ZodType>(request: {
  readonly transport: RestTransport;
  readonly call: RestCall;
  readonly search: Omit<Search, 'page' | 'pageSize'>;
  readonly item: Item;
}): Promise<readonly z.output<Item>[]> {
  const { transport, call, search, item } = request;
  const found: z.output<Item>[] = [];
  for (let page = 1; page <= pagesMax; page += 1) {
    const query = searchQuery({ ...search, pageSize, page });
    const answer = parsedAnswer(wireList(item), await transport.expect({ ...call, query }), call);
    found.push(...answer.items);
    // Asked for a page beyond the last, Commerce answers the last one again: the count decides.
    const isLast = answer.items.length === 0 || found.length >= (answer.total_count ?? 0);
    if (isLast) return found;
  }
  throw failureOf(call, { kind: 'rejected', code: 'too-many-results' });
}

/** Ids in one request: short enough for any server's limit on addresses. */
const idsMax = 50;

/** All whose `field` is one of these ids. */
export async function allWithIds<Item extends z.ZodType>(
  ids: readonly number[],
  request: {
    readonly transport: RestTransport;
    readonly call: RestCall;
    readonly field: string;
    readonly fields: string;
    readonly item: Item;
  },
): Promise<readonly z.output<Item>[]> {
  const { transport, call, field, fields, item } = request;
  const found: z.output<Item>[] = [];
  for (const some of inGroupsOf(idsMax, ids)) {
    const groups = [[{ field, value: some.join(','), condition: 'in' }]] as const;
    found.push(...(await allPages({ transport, call, search: { groups, fields, sortBy: ['entity_id'] }, item })));
  }
  return found;
}
