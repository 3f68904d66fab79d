import type { Operator } from '../../domain/operator.js';
import { everybodyHere } from './logins.js';

/** Who acts is who signed in, whatever the request says of itself; only where nobody signs in, it is believed. */
export function signedBy(operator: Operator, body: unknown): unknown {
  if (operator === everybodyHere) return body;
  if (body === null || body === undefined) return { actor: operator.name };
  // Anything but an object is refused by whoever reads it.
  return typeof body === 'object' && !Array.isArray(body) ? { ...body, actor: operator.name } : body;
}
