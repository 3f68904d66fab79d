import type { FastifyInstance } from 'fastify';
import type { Composed } from '../http-deps.js';
import { noAnswer, sendProblem } from '../problem.js';
import { unknownAccount } from './post-account-action.js';

type Address = { readonly Params: { readonly id: string } };

/** Whether anything may be changed for the account, why not, and how many orders wait for that. */
export function getAccount(server: FastifyInstance, { accounts, accountConversation, index }: Composed): void {
  server.get<Address>('/api/accounts/:id', async ({ params: { id } }, reply) => {
    if (!accounts.includes(id)) return sendProblem(reply, unknownAccount);
    const answer = await accountConversation.view(id);
    if (answer.outcome !== 'view') return sendProblem(reply, answer.outcome === 'unknown' ? unknownAccount : noAnswer);
    const { shop, readOnly, otherShop } = answer.state.changes;
    return reply.send({
      account: id,
      isReadOnly: readOnly !== undefined || otherShop !== undefined,
      readOnly: readOnly ?? null,
      otherShop: otherShop ?? null,
      shop: shop ?? null,
      paused: answer.state.paused ?? null,
      blockedOrders: index.count({ account: id, statuses: ['Blocked'] }).matching,
    });
  });
}
