import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import { parseAmazonOrderId } from '../../domain/ids.js';
import { fieldFaultsOf } from '../field-faults.js';
import type { Composed } from '../http-deps.js';
import { needs } from '../login/require-login.js';
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
export function getBuyers(server: FastifyInstance, { index, buyers }: Composed): void {
  server.get('/api/buyers', needs('personal-data'), async (request, reply) => {
    const query = querySchema.safeParse(request.query);
    if (!query.success) return sendProblem(reply, malformedRequest(fieldFaultsOf(query.error)));
    const rows = query.data.orders.flatMap((id) => index.find(id) ?? []);
    const { names, unanswered } = await buyers.namesOf(rows);
    return reply.header('cache-control', 'no-store').send({ names: Object.fromEntries(names), unanswered });
  });
}
