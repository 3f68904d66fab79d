import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { assertNever } from '../../domain/assert-never.js';
import { isFormPost } from '../asked-by.js';
import { answerProblem } from '../error-answers.js';
import type { Composed } from '../http-deps.js';
import { needs, operatorOf } from '../login/require-login.js';
import { signedBy } from '../login/signed-by.js';
import { type ActionKind, actionKinds, parseActionRequest } from '../order-action-request.js';
import type { ActionAnswer } from '../order-conversation.js';
import type { OrderRow } from '../order-index/order-row.js';
import { findOrder } from '../order-lookup.js';
import { answerRefusedForm } from '../order-page/refused-form.js';
import { malformedRequest, noAnswerToAction, type Problem, sendProblem, unknownOrder } from '../problem.js';
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
  if (isCrossSite(request)) return answerProblem(request, reply, { status: 403, code: 'cross-site' });
  const isForm = isFormPost(request);
  const fields = { ...fieldsSchema.safeParse(request.body).data };
  const refuse = (problem: Problem, row?: OrderRow): FastifyReply | Promise<FastifyReply> =>
    isForm
      ? answerRefusedForm(deps, reply, {
          request,
          problem,
          ...(row === undefined ? {} : { row }),
          typed: { kind, fields },
        })
      : sendProblem(reply, problem);
  const action = parseActionRequest(kind, signedBy(operatorOf(request), request.body));
  if ('faults' in action) return refuse(malformedRequest(action.faults));
  const found = await findOrder(deps, request.params.amazonOrderId);
  if ('problem' in found) return refuse(found.problem);
  const answer = await deps.conversation.act(found.row.workflowId, action);
  if (answer.outcome !== 'accepted') return refuse(problemOf(answer), found.row);
  return isForm
    ? reply.redirect(`/orders/${found.row.amazonOrderId}?done=${kind}`, 303)
    : reply.send({ outcome: 'accepted', ...answer.answer });
}

const fieldsSchema = z.record(z.string(), z.unknown());

function problemOf(answer: Exclude<ActionAnswer, { readonly outcome: 'accepted' }>): Problem {
  switch (answer.outcome) {
    case 'refused':
      return { status: 409, code: 'refused', detail: answer.because };
    case 'ended':
      return { status: 409, code: 'order-ended', detail: 'The order has ended: nothing can be done on it any more' };
    case 'unknown':
      return unknownOrder;
    case 'no-answer':
      return noAnswerToAction;
    default:
      return assertNever(answer);
  }
}
