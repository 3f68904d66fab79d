import type { FastifyRequest } from 'fastify';
import { RestError } from './rest-error.js';

/** Bodies arrive as text, because REST needs them raw. */
export function controlBody(request: FastifyRequest): unknown {
  if (typeof request.body !== 'string' || request.body === '') return {};
  try {
    return JSON.parse(request.body);
  } catch {
    throw new RestError(400, 'The body is not JSON.');
  }
}
