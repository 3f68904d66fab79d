import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import { answerProblem } from '../error-answers.js';
import { fieldFaultsOf } from '../field-faults.js';
import type { Composed } from '../http-deps.js';
import { askOrder } from '../order-lookup.js';
import { orderPage } from '../order-page/order-page.js';
import { malformedRequest } from '../problem.js';

type Address = { readonly Params: { readonly amazonOrderId: string } };

/** Set by the redirect after a button; a code and not a text, so that an address cannot put words into our mouth. */
export const doneSentences = {
  retry: 'The order is tried again now.',
  skip: 'The order is skipped.',
  'map-sku': 'The SKU is mapped on this order, and the order is tried again.',
  'correct-region': 'The country and region are corrected, and the order is tried again.',
  'correct-address': 'The address is corrected in Commerce.',
} as const;
const querySchema = z.strictObject({
  done: z.enum(['retry', 'skip', 'map-sku', 'correct-region', 'correct-address']).optional(),
});

export function getOrderPage(server: FastifyInstance, deps: Composed): void {
  server.get<Address>('/orders/:amazonOrderId', async (request, reply) => {
    const query = querySchema.safeParse(request.query);
    if (!query.success) return answerProblem(request, reply, malformedRequest(fieldFaultsOf(query.error)));
    const asked = await askOrder(deps, request.params.amazonOrderId);
    if ('problem' in asked) return answerProblem(request, reply, asked.problem);
    const { done } = query.data;
    const page = orderPage({
      ...asked,
      health: deps.index.health(),
      nowMs: deps.nowMs(),
      ...(deps.temporalUi === undefined ? {} : { temporalUi: deps.temporalUi }),
      ...(done === undefined ? {} : { said: { tone: 'good', sentence: doneSentences[done] } }),
    });
    return reply.type('text/html; charset=utf-8').send(page);
  });
}
