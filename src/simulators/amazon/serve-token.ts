import type { FastifyInstance } from 'fastify';
import { cutConnection, htmlUnavailablePage } from '../fault-hooks.js';
import { takeRefusal } from './amazon-faults.js';
import { type Answer, newRequestId } from './error-list.js';
import { type Door, send } from './serve-operation.js';
import { answerTokenRequest } from './token-endpoint.js';
import { wireTime } from './wire-times.js';

/** The token endpoint stands apart: no access token, no quota, errors of OAuth. Its operation is called `token`. */
export function serveToken(app: FastifyInstance, door: Door): void {
  app.post('/auth/o2/token', async (request, reply) => {
    const requestId = newRequestId();
    const at = wireTime(door.nowMs());
    const contentType = request.headers['content-type'] ?? '';
    const text = Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '';
    const form = new URLSearchParams(contentType.startsWith('application/x-www-form-urlencoded') ? text : '');
    const seller = door.sellers.ofRefreshToken(form.get('client_id') ?? '', form.get('refresh_token') ?? '');
    const target = { operation: 'token', subjects: seller === undefined ? [] : [seller.sellerId] };
    const delay = door.faults.take(['delay'], target);
    if (delay !== undefined) await door.delays.wait(delay);
    const outcome = answerOf(form, target, door);
    const after = door.faults.take(['lost-reply-after-commit', 'delayed-reply'], target);
    const isLost = after?.kind === 'lost-reply-after-commit';
    door.ledger.write({
      at,
      operation: 'token',
      method: 'POST',
      path: '/auth/o2/token',
      caller: seller?.sellerId ?? form.get('client_id') ?? undefined,
      status: isLost || outcome === 'cut' ? null : outcome.status,
      requestId,
      fault: outcome === 'cut' ? 'cut-connection' : (outcome.fault ?? after?.kind ?? delay?.kind),
    });
    if (after?.kind === 'delayed-reply') await door.delays.wait(after);
    if (isLost || outcome === 'cut') return cutConnection(reply);
    return send({ reply, answer: outcome, requestId });
  });
}

function answerOf(
  form: URLSearchParams,
  target: { readonly operation: string; readonly subjects: readonly string[] },
  door: Door,
): Answer | 'cut' {
  const fault = door.faults.take(['status', 'html-503', 'cut-connection'], target);
  if (fault?.kind === 'cut-connection') return 'cut';
  if (fault?.kind === 'html-503') return { status: 503, body: htmlUnavailablePage, fault: fault.kind };
  if (fault !== undefined) {
    const status = fault.status ?? 500;
    return { status, body: fault.body ?? { error: 'server_error' }, headers: fault.headers ?? {}, fault: fault.kind };
  }
  const refusal = takeRefusal(door.faults, target);
  if (refusal !== undefined) return refusal;
  const { sellers, tokens } = door;
  return answerTokenRequest(form, {
    sellers,
    tokens,
    lifetimeSeconds: () => door.settings().tokenLifetimeSeconds,
  });
}
