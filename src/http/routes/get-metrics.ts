import type { FastifyInstance } from 'fastify';
import type { Composed } from '../http-deps.js';

export function getMetrics(server: FastifyInstance, { metricsText }: Composed): void {
  server.get('/metrics', async (_request, reply) =>
    reply.type('text/plain; version=0.0.4; charset=utf-8').send(await metricsText()),
  );
}
