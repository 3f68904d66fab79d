import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { assertNever } from '../../domain/assert-never.js';
import { type AccountActionKind, accountActionKinds, parseAccountAction } from '../account-action-request.js';
import type { AccountActed } from '../account-conversation.js';
import type { Composed } from '../http-deps.js';
import { needs, operatorOf } from '../login/require-login.js';
import { signedBy } from '../login/signed-by.js';
import { malformedRequest, noAnswer, type Problem, sendProblem } from '../problem.js';
import { isCrossSite } from '../same-origin.js';

type Address = { readonly Params: { readonly id: string } };

/** One update of the account's workflow each. */
export function postAccountAction(server: FastifyInstance, deps: Composed): void {
  for (const kind of accountActionKinds) {
    server.post<Address>(`/api/accounts/:id/${kind}`, needs('operate'), (request, reply) =>
      act(deps, kind, request, reply),
    );
  }
}

async function act(
  { accounts, accountConversation }: Composed,
  kind: AccountActionKind,
  request: FastifyRequest<Address>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  if (isCrossSite(request)) return sendProblem(reply, { status: 403, code: 'cross-site' });
  const action = parseAccountAction(kind, signedBy(operatorOf(request), request.body));
  if ('faults' in action) return sendProblem(reply, malformedRequest(action.faults));
  const { id } = request.params;
  if (!accounts.includes(id)) return sendProblem(reply, unknownAccount);
  const answer = await accountConversation.act(id, action);
  return answer.outcome === 'accepted'
    ? reply.send({ outcome: 'accepted', ...answer.answer })
    : sendProblem(reply, problemOf(answer));
}

export const unknownAccount: Problem = {
  status: 404,
  code: 'unknown-account',
  detail: 'No account of the settings has this id, or ingestion has not begun to read it',
};

function problemOf(answer: Exclude<AccountActed, { readonly outcome: 'accepted' }>): Problem {
  switch (answer.outcome) {
    case 'refused':
      return { status: 409, code: 'account-refused', detail: answer.because };
    case 'unknown':
      return unknownAccount;
    case 'no-answer':
      return noAnswer;
    default:
      return assertNever(answer);
  }
}
