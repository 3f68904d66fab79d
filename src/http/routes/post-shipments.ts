import type { FastifyInstance, FastifyRequest } from 'fastify';
import { bodyBytesMax, takeRawBodies } from '../body-parsers.js';
import type { Composed } from '../http-deps.js';
import { openToAnybody } from '../login/require-login.js';
import { sendProblem } from '../problem.js';

export function postShipments(server: FastifyInstance, { receiveShipment }: Composed): void {
  // In a scope of its own: here the body stays text, because the signature covers its very bytes.
  server.register(async (scope) => {
    takeRawBodies(scope);
    scope.post('/webhooks/shipments', { ...openToAnybody, bodyLimit: bodyBytesMax }, async (request, reply) => {
      const answer = await receiveShipment({
        body: typeof request.body === 'string' ? request.body : '',
        webhookId: headerOf(request, 'webhook-id'),
        timestamp: headerOf(request, 'webhook-timestamp'),
        signature: headerOf(request, 'webhook-signature'),
      });
      if ('body' in answer) return reply.code(answer.status).send(answer.body);
      const { status, code, detail, field } = answer;
      const errors = field === undefined ? {} : { errors: [{ field, detail }] };
      return sendProblem(reply, { status, code, detail, ...errors });
    });
  });
}

function headerOf({ headers }: FastifyRequest, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
}
