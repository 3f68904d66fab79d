import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import { accountActionKinds } from '../account-action-request.js';
import { accountsPage } from '../accounts-page/accounts-page.js';
import { answerProblem } from '../error-answers.js';
import { fieldFaultsOf } from '../field-faults.js';
import type { Composed } from '../http-deps.js';
import { operatorOf } from '../login/require-login.js';
import { malformedRequest } from '../problem.js';

/** Set by the redirect after a button; a code and not a text, so that an address cannot put words into our mouth. */
const querySchema = z.strictObject({ done: z.enum(accountActionKinds).optional() });

export function getAccounts(server: FastifyInstance, { accountReports }: Composed): void {
  server.get('/accounts', async (request, reply) => {
    const query = querySchema.safeParse(request.query);
    if (!query.success) return answerProblem(request, reply, malformedRequest(fieldFaultsOf(query.error)));
    const page = accountsPage(await accountReports(), {
      mayOperate: operatorOf(request).roles.has('operate'),
      ...(query.data.done === undefined ? {} : { said: { tone: 'good', sentence: doneWords[query.data.done] } }),
    });
    return reply.type('text/html; charset=utf-8').send(page);
  });
  server.get('/api/accounts', async () => ({ accounts: await accountReports() }));
}

const doneWords = {
  'read-only': 'Done: the account says below whether anything is changed.',
  'accept-shop': 'The shop is accepted.',
} as const;
