import type { FastifyInstance } from 'fastify';
import type { Composed } from '../http-deps.js';
import { detailJsonOfRow, detailJsonOfView } from '../order-json.js';
import { askOrder } from '../order-lookup.js';
import { sendProblem } from '../problem.js';

type Address = { readonly Params: { readonly amazonOrderId: string } };

export function getOrder(server: FastifyInstance, deps: Composed): void {
  server.get<Address>('/api/orders/:amazonOrderId', async (request, reply) => {
    const asked = await askOrder(deps, request.params.amazonOrderId);
    if ('problem' in asked) return sendProblem(reply, asked.problem);
    const { row, answer } = asked;
    return answer.outcome === 'view' ? detailJsonOfView(answer.view, row.workflowId) : detailJsonOfRow(row);
  });
}
