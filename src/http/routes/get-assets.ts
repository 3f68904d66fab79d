import type { FastifyInstance } from 'fastify';
import { assets } from '../orders-page/assets.js';

export function getAssets(server: FastifyInstance): void {
  for (const { path, contentType, text } of assets) {
    server.get(path, async (_request, reply) =>
      reply.header('cache-control', 'public, max-age=31536000, immutable').type(contentType).send(text),
    );
  }
}
