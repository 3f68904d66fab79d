import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import { type AmazonOrderId, parseAmazonOrderId } from '../../domain/ids.js';
import { fieldFaultsOf } from '../field-faults.js';
import type { Composed } from '../http-deps.js';
import { needs } from '../login/require-login.js';
import type { OrderRow } from '../order-index/order-row.js';
import { findOrder } from '../order-lookup.js';
import { malformedRequest, sendProblem } from '../problem.js';

/** A page of the longest list. */
const idsMax = 200;

const querySchema = z.strictObject({
  orders: z
    .string()
    .transform((raw) => raw.split(','))
    .refine((raw) => raw.length <= idsMax, `names more than ${idsMax} orders`)
    .transform((raw) => raw.flatMap((id) => parseAmazonOrderId(id) ?? [])),
});

/** Buyers' names for a list that is already on the screen. Personal: every answer here may be stored by nobody. */
export function getBuyers(server: FastifyInstance, deps: Composed): void {
  server.get('/api/buyers', needs('personal-data'), async (request, reply) => {
    const query = querySchema.safeParse(request.query);
    if (!query.success) return sendProblem(reply, malformedRequest(fieldFaultsOf(query.error)));
    const { names, unanswered } = await deps.buyers.namesOf(await rowsOf(deps, query.data.orders));
    return reply.header('cache-control', 'no-store').send({ names: Object.fromEntries(names), unanswered });
  });
}

/** A list names what is in memory; the page of one order may tell of an older one, which costs a look into visibility. */
async function rowsOf(deps: Composed, ids: readonly AmazonOrderId[]): Promise<readonly OrderRow[]> {
  const [only] = ids;
  if (only === undefined || ids.length > 1) return ids.flatMap((id) => deps.index.find(id) ?? []);
  const found = await findOrder(deps, only);
  return 'row' in found ? [found.row] : [];
}
