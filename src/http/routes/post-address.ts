import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { parseAddressRequest } from '../address-request.js';
import { isFormPost } from '../asked-by.js';
import { answerProblem } from '../error-answers.js';
import type { Composed } from '../http-deps.js';
import { needs, operatorOf } from '../login/require-login.js';
import { signedBy } from '../login/signed-by.js';
import { askOrder } from '../order-lookup.js';
import { answerRefusedForm } from '../order-page/refused-form.js';
import { malformedRequest, noAnswer, type Problem, sendProblem } from '../problem.js';
import { isCrossSite } from '../same-origin.js';

type Address = { readonly Params: { readonly amazonOrderId: string } };

/** The one action that is no workflow update: nothing personal may enter a history. A programme gets JSON, a form a page. */
export function postAddress(server: FastifyInstance, deps: Composed): void {
  server.post<Address>('/api/orders/:amazonOrderId/correct-address', needs('operate'), (request, reply) =>
    correct(deps, request, reply),
  );
}

async function correct(deps: Composed, request: FastifyRequest<Address>, reply: FastifyReply): Promise<FastifyReply> {
  if (isCrossSite(request)) return answerProblem(request, reply, { status: 403, code: 'cross-site' });
  const isForm = isFormPost(request);
  // What was typed is personal: it is not written into the page that says why it was refused.
  const refuse = (problem: Problem): FastifyReply | Promise<FastifyReply> =>
    isForm ? answerRefusedForm(deps, reply, { request, problem }) : sendProblem(reply, problem);
  const correction = parseAddressRequest(signedBy(operatorOf(request), request.body));
  if ('faults' in correction) return refuse(malformedRequest(correction.faults));
  const asked = await askOrder(deps, request.params.amazonOrderId);
  if ('problem' in asked) return refuse(asked.problem);
  if (asked.answer.outcome !== 'view') return refuse(noAnswer);
  const answer = await deps.correctAddress(asked.answer.view, correction);
  switch (answer.outcome) {
    case 'refused':
      return refuse({ status: 409, code: 'refused', detail: answer.because });
    case 'no-answer':
      return refuse({ ...noAnswer, detail: answer.because });
    case 'corrected':
      return isForm
        ? reply.redirect(`/orders/${asked.row.amazonOrderId}?done=correct-address`, 303)
        : reply.send({ outcome: 'accepted', status: asked.answer.view.status, note: answer.note });
  }
}
