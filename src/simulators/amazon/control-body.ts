import type { FastifyRequest } from 'fastify';
import { ControlRefused } from './control-refused.js';
import { parseJson } from './json.js';

/** JSON of a control call; no body is an empty object, so that `curl -X POST …/cancel` is enough. */
export function bodyOf(request: FastifyRequest): unknown {
  const text = Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '';
  if (text.trim() === '') return {};
  const parsed = parseJson(text);
  if (parsed === 'not-json') throw new ControlRefused('the body is no JSON');
  return parsed.value;
}
