import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Composed } from '../http-deps.js';
import { operatorOf } from '../login/require-login.js';
import type { OrderRow } from '../order-index/order-row.js';
import { findOrder } from '../order-lookup.js';
import { problemPage } from '../orders-page/problem-page.js';
import { type Problem, sentenceOf } from '../problem.js';
import { composeOrderPage } from './compose-order-page.js';
import type { TypedForm } from './typed-form.js';

type Refused = {
  readonly request: FastifyRequest<{ readonly Params: { readonly amazonOrderId: string } }>;
  readonly problem: Problem;
  /** Absent: it was not looked for yet. */
  readonly row?: OrderRow;
  readonly typed?: TypedForm;
};

/** The order's page with the reason on it: an operator sees at once why, what the order says instead, and what was typed. */
export async function answerRefusedForm(deps: Composed, reply: FastifyReply, refused: Refused): Promise<FastifyReply> {
  const { request, problem, typed } = refused;
  const found = refused.row === undefined ? await findOrder(deps, request.params.amazonOrderId) : { row: refused.row };
  const page =
    'problem' in found
      ? problemPage(problem)
      : await composeOrderPage(deps, {
          row: found.row,
          operator: operatorOf(request),
          said: { tone: 'bad', sentence: sentenceOf(problem) },
          ...(typed === undefined ? {} : { typed }),
        });
  return reply.code(problem.status).type('text/html; charset=utf-8').send(page);
}
