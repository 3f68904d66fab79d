import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import { answerProblem } from '../error-answers.js';
import { fieldFaultsOf } from '../field-faults.js';
import type { Composed } from '../http-deps.js';
import { operatorOf } from '../login/require-login.js';
import { actionKinds } from '../order-action-request.js';
import { findOrder } from '../order-lookup.js';
import { doneSentence } from '../order-page/action-words.js';
import { composeOrderPage } from '../order-page/compose-order-page.js';
import { malformedRequest } from '../problem.js';

type Address = { readonly Params: { readonly amazonOrderId: string } };

/** Set by the redirect after a button; a code and not a text, so that an address cannot put words into our mouth. */
const querySchema = z.strictObject({ done: z.enum([...actionKinds, 'correct-address']).optional() });

export function getOrderPage(server: FastifyInstance, deps: Composed): void {
  server.get<Address>('/orders/:amazonOrderId', async (request, reply) => {
    const query = querySchema.safeParse(request.query);
    if (!query.success) return answerProblem(request, reply, malformedRequest(fieldFaultsOf(query.error)));
    const found = await findOrder(deps, request.params.amazonOrderId);
    if ('problem' in found) return answerProblem(request, reply, found.problem);
    const { done } = query.data;
    const page = await composeOrderPage(deps, {
      row: found.row,
      operator: operatorOf(request),
      ...(done === undefined ? {} : { said: { tone: 'good', sentence: doneSentence(done) } }),
    });
    return reply.type('text/html; charset=utf-8').send(page);
  });
}
