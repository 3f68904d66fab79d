import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { assertNever } from '../../domain/assert-never.js';
import { type AccountActionKind, accountActionKinds, parseAccountAction } from '../account-action-request.js';
import type { AccountActed } from '../account-conversation.js';
import { accountsPage } from '../accounts-page/accounts-page.js';
import { isFormPost } from '../asked-by.js';
import { answerProblem } from '../error-answers.js';
import type { Composed } from '../http-deps.js';
import { needs, operatorOf } from '../login/require-login.js';
import { signedBy } from '../login/signed-by.js';
import { malformedRequest, noAnswerToAction, type Problem, sendProblem, sentenceOf } from '../problem.js';
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
  deps: Composed,
  kind: AccountActionKind,
  request: FastifyRequest<Address>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { accounts, accountConversation, accountReports } = deps;
  if (isCrossSite(request)) return answerProblem(request, reply, { status: 403, code: 'cross-site' });
  const { id } = request.params;
  const isForm = isFormPost(request);
  /** A form comes back on the page that it stands on, with the reason and with what was typed. */
  const refuse = async (problem: Problem): Promise<FastifyReply> => {
    if (!isForm) return sendProblem(reply, problem);
    const page = accountsPage(await accountReports(), {
      mayOperate: operatorOf(request).roles.has('operate'),
      said: { tone: 'bad', sentence: sentenceOf(problem) },
      typed: { account: id, reason: typedSchema.safeParse(request.body).data?.reason ?? '' },
    });
    return reply.code(problem.status).type('text/html; charset=utf-8').send(page);
  };
  const action = parseAccountAction(kind, signedBy(operatorOf(request), request.body));
  if ('faults' in action) return refuse(malformedRequest(action.faults));
  if (!accounts.includes(id)) return refuse(unknownAccount);
  const answer = await accountConversation.act(id, action);
  if (answer.outcome !== 'accepted') return refuse(problemOf(answer));
  return isForm ? reply.redirect(`/accounts?done=${kind}`, 303) : reply.send({ outcome: 'accepted', ...answer.answer });
}

const typedSchema = z.object({ reason: z.string() });

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
      return noAnswerToAction;
    default:
      return assertNever(answer);
  }
}
