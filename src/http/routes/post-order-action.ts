import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { assertNever } from '../../domain/assert-never.js';
import { isReadByPerson } from '../error-answers.js';
import type { Composed } from '../http-deps.js';
import { needs, operatorOf } from '../login/require-login.js';
import { signedBy } from '../login/signed-by.js';
import { type ActionKind, actionKinds, parseActionRequest } from '../order-action-request.js';
import type { ActionAnswer } from '../order-conversation.js';
import { findOrder } from '../order-lookup.js';
import { composeOrderPage } from '../order-page/compose-order-page.js';
import { problemPage } from '../orders-page/problem-page.js';
import { malformedRequest, noAnswer, type Problem, sendProblem, unknownOrder } from '../problem.js';
import { isCrossSite } from '../same-origin.js';

type Address = { readonly Params: { readonly amazonOrderId: string } };

/** One workflow update each. A programme gets JSON, a form gets a page. */
export function postOrderAction(server: FastifyInstance, deps: Composed): void {
  for (const kind of actionKinds) {
    server.post<Address>(`/api/orders/:amazonOrderId/${kind}`, needs('operate'), (request, reply) =>
      act(deps, kind, request, reply),
    );
  }
}

async function act(
  deps: Composed,
  kind: ActionKind,
  request: FastifyRequest<Address>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const isForm = isReadByPerson(request) && isFormPost(request);
  const refuse = (problem: Problem): FastifyReply =>
    isForm
      ? reply.code(problem.status).type('text/html; charset=utf-8').send(problemPage(problem))
      : sendProblem(reply, problem);
  if (isCrossSite(request)) return refuse({ status: 403, code: 'cross-site' });
  const action = parseActionRequest(kind, signedBy(operatorOf(request), request.body));
  if ('faults' in action) return refuse(malformedRequest(action.faults));
  const found = await findOrder(deps, request.params.amazonOrderId);
  if ('problem' in found) return refuse(found.problem);
  const answer = await deps.conversation.act(found.row.workflowId, action);
  if (answer.outcome === 'accepted') {
    return isForm
      ? reply.redirect(`/orders/${found.row.amazonOrderId}?done=${kind}`, 303)
      : reply.send({ outcome: 'accepted', ...answer.answer });
  }
  const problem = problemOf(answer);
  if (!isForm || problem.code !== 'refused') return refuse(problem);
  return reply
    .code(problem.status)
    .type('text/html; charset=utf-8')
    .send(
      await composeOrderPage(deps, {
        row: found.row,
        operator: operatorOf(request),
        // The order's page with the reason on it: an operator sees at once why, and what the order says instead.
        said: { tone: 'bad', sentence: `Refused: ${problem.detail}` },
      }),
    );
}

function problemOf(answer: Exclude<ActionAnswer, { readonly outcome: 'accepted' }>): Problem {
  switch (answer.outcome) {
    case 'refused':
      return { status: 409, code: 'refused', detail: answer.because };
    case 'ended':
      return { status: 409, code: 'order-ended', detail: 'The order has ended: nothing can be done on it any more' };
    case 'unknown':
      return unknownOrder;
    case 'no-answer':
      return noAnswer;
    default:
      return assertNever(answer);
  }
}

const isFormPost = ({ headers }: FastifyRequest): boolean =>
  headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
