import type { FastifyInstance } from 'fastify';
import type { Composed } from '../http-deps.js';
import { openToAnybody } from '../login/require-login.js';

export function getMetrics(server: FastifyInstance, { metricsText }: Composed): void {
  server.get('/metrics', openToAnybody, async (_request, reply) =>
    reply.type('text/plain; version=0.0.4; charset=utf-8').send(await metricsText()),
  );
}
