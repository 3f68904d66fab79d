import type { FastifyInstance } from 'fastify';
import { answerProblem } from '../error-answers.js';
import type { Composed } from '../http-deps.js';
import { commerceOrderOf } from '../order-links.js';
import { askOrder } from '../order-lookup.js';
import { unknownOrder } from '../problem.js';

type Address = { readonly Params: { readonly amazonOrderId: string } };

/** To the order in Commerce's Admin, whose addresses want an id that only the order's workflow knows. */
export function getCommerceOrder(server: FastifyInstance, deps: Composed): void {
  server.get<Address>('/orders/:amazonOrderId/commerce', async (request, reply) => {
    const asked = await askOrder(deps, request.params.amazonOrderId);
    if ('problem' in asked) return answerProblem(request, reply, asked.problem);
    const { row, answer } = asked;
    const adminUrl = deps.adminUrlOf(row.account);
    const entityId = answer.outcome === 'view' ? answer.view.commerceEntityId : undefined;
    const address = adminUrl === undefined ? undefined : commerceOrderOf(adminUrl, row, entityId);
    return address === undefined ? answerProblem(request, reply, unknownOrder) : reply.redirect(address, 303);
  });
}
