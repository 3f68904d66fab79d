import type { FastifyInstance } from 'fastify';
import { openToAnybody } from '../login/require-login.js';
import { assets } from '../orders-page/assets.js';

export function getAssets(server: FastifyInstance): void {
  for (const { path, contentType, text } of assets) {
    server.get(path, openToAnybody, async (_request, reply) =>
      reply.header('cache-control', 'public, max-age=31536000, immutable').type(contentType).send(text),
    );
  }
}
