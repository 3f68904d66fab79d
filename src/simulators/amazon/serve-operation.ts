import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { FaultDelays } from '../fault-hooks.js';
import { cutConnection, htmlUnavailablePage } from '../fault-hooks.js';
import type { Ledger } from '../ledger.js';
import type { AccessTokens, Grant } from './access-tokens.js';
import { type AmazonFaults, takeRefusal } from './amazon-faults.js';
import {
  type Answer,
  accessDenied,
  accessTokenExpired,
  accessTokenInvalid,
  accessTokenMissing,
  answerOfStatus,
  internalFailure,
  newRequestId,
  quotaExceeded,
  unsupportedMediaType,
} from './error-list.js';
import { parseJson } from './json.js';
import type { Call, Operation } from './operation.js';
import type { Sellers } from './sellers.js';
import type { SimulatorSettings } from './simulator-options.js';
import type { TokenBuckets } from './token-buckets.js';
import { wireTime } from './wire-times.js';

/**
 * The door of every operation, in this order: who calls, faults, access, quota, media type, then the operation itself,
 * then what may happen to its reply. Whatever happens is in the ledger before the caller has it.
 */
export type Door = {
  readonly sellers: Sellers;
  readonly tokens: AccessTokens;
  readonly buckets: TokenBuckets;
  readonly faults: AmazonFaults;
  readonly delays: FaultDelays;
  readonly ledger: Ledger;
  readonly nowMs: () => number;
  readonly settings: () => SimulatorSettings;
};
type Cut = { readonly isCut: true; readonly fault: string };
type Visit = { readonly operation: Operation; readonly call: Call; readonly access: Answer | undefined };

export function serveOperation(app: FastifyInstance, operation: Operation, door: Door): void {
  app.route({
    method: operation.method,
    url: operation.url,
    exposeHeadRoute: false,
    handler: async (request, reply) => {
      const requestId = newRequestId();
      const at = wireTime(door.nowMs());
      const visit = visitOf(request, operation, door);
      const target = { operation: operation.name, subjects: subjectsOf(visit) };
      const delay = door.faults.take(['delay'], target);
      if (delay !== undefined) await door.delays.wait(delay);
      const outcome = answerOf(visit, target, door);
      const after = door.faults.take(['lost-reply-after-commit', 'delayed-reply'], target);
      const isLost = 'isCut' in outcome || after?.kind === 'lost-reply-after-commit';
      const { call } = visit;
      door.ledger.write({
        at,
        operation: operation.name,
        method: operation.method,
        path: request.url.split('?')[0] ?? request.url,
        query: Object.keys(call.query).length === 0 ? undefined : call.query,
        caller: call.seller?.sellerId ?? (call.applicationId === '' ? undefined : call.applicationId),
        orderId: call.parameters['orderId'],
        status: isLost ? null : outcome.status,
        requestId,
        body: bodyForLedger(call),
        fault: outcome.fault ?? after?.kind ?? delay?.kind,
      });
      if (after?.kind === 'delayed-reply') await door.delays.wait(after);
      if (isLost || 'isCut' in outcome) return cutConnection(reply);
      return send({ reply, answer: outcome, requestId, rate: rateHeader(visit, outcome, door) });
    },
  });
}

function visitOf(request: FastifyRequest, operation: Operation, door: Door): Visit {
  const grant = grantOf(request, door);
  const isGranted = 'applicationId' in grant;
  const seller = isGranted && grant.sellerId !== undefined ? door.sellers.find(grant.sellerId) : undefined;
  const call: Call = {
    seller,
    applicationId: isGranted ? grant.applicationId : '',
    parameters: request.params as Record<string, string>, // fastify's own parse of the route
    query: request.query as Record<string, unknown>,
    rawBody: Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '',
    baseUrl: `${request.protocol}://${request.host}`,
  };
  if (!isGranted) return { operation, call, access: grant };
  // A seller's token opens no grantless operation, and the other way round.
  const isRightKind = (operation.grant === 'seller') === (seller !== undefined);
  if (!isRightKind) return { operation, call, access: accessDenied };
  const needsJson = operation.method === 'POST' || operation.method === 'PUT';
  const contentType = request.headers['content-type'] ?? '';
  const isWrongMedia = needsJson && call.rawBody !== '' && !contentType.includes('json');
  return { operation, call: isWrongMedia ? { ...call, rawBody: wrongMedia } : call, access: undefined };
}

/** Stands for a body that nobody will read; the call is refused once it passed the quota. */
const wrongMedia = '\u0000';

function grantOf(request: FastifyRequest, door: Door): Grant | Answer {
  const token = request.headers['x-amz-access-token'];
  if (typeof token !== 'string' || token === '') return accessTokenMissing;
  const grant = door.tokens.check(token);
  if (grant === 'expired') return accessTokenExpired;
  return grant === 'invalid' ? accessTokenInvalid : grant;
}

function subjectsOf({ operation, call }: Visit): readonly string[] {
  return [
    ...Object.values(call.parameters),
    ...(call.seller === undefined ? [] : [call.seller.sellerId]),
    ...(operation.marketplacesOf?.(call) ?? []),
  ];
}

function answerOf(
  { operation, call, access }: Visit,
  target: { readonly operation: string; readonly subjects: readonly string[] },
  door: Door,
): Answer | Cut {
  const fault = door.faults.take(['status', 'html-503', 'cut-connection'], target);
  if (fault?.kind === 'cut-connection') return { isCut: true, fault: fault.kind };
  if (fault?.kind === 'html-503') return { status: 503, body: htmlUnavailablePage, fault: fault.kind };
  if (fault !== undefined) {
    const plain = answerOfStatus(fault.status ?? 500);
    return { ...plain, body: fault.body ?? plain.body, headers: fault.headers ?? {}, fault: fault.kind };
  }
  const refusal = takeRefusal(door.faults, target);
  if (refusal !== undefined) return refusal;
  if (access !== undefined) return access;
  const { seller, applicationId } = call;
  if (door.buckets.take({ operation: operation.name, sellerId: seller?.sellerId, applicationId }) === 'empty') {
    return quotaExceeded;
  }
  if (call.rawBody === wrongMedia) return unsupportedMediaType;
  try {
    if (operation.grant === 'grantless') return operation.handle(call);
    return seller === undefined ? accessDenied : operation.handle({ ...call, seller });
  } catch {
    return { ...internalFailure, fault: 'defect-of-the-simulator' };
  }
}

/** On successes, 400 and 404 only, as the models declare: a 429 says nothing about the rate. Sellers alone differ. */
function rateHeader({ operation, call }: Visit, answer: Answer, door: Door): string | undefined {
  const { status } = answer;
  const isOfSellers = operation.name === 'getMarketplaceParticipations' && status !== 403;
  const isDeclared = isOfSellers || status < 300 || status === 400 || status === 404;
  if (!door.settings().sendRateHeader || !isDeclared) return undefined;
  const plan = door.buckets.planOf({ operation: operation.name, sellerId: call.seller?.sellerId });
  return String(plan.ratePerSecond);
}

type Sending = {
  readonly reply: FastifyReply;
  readonly answer: Answer;
  readonly requestId: string;
  readonly rate?: string | undefined;
};

export function send({ reply, answer, requestId, rate }: Sending): FastifyReply {
  reply
    .code(answer.status)
    .header('x-amzn-RequestId', requestId)
    .headers(answer.headers ?? {});
  if (rate !== undefined) reply.header('x-amzn-RateLimit-Limit', rate);
  if (answer.body === undefined || answer.status === 204) return reply.send();
  if (typeof answer.body === 'string') return reply.type('text/html').send(answer.body);
  return reply.type('application/json').send(JSON.stringify(answer.body));
}

function bodyForLedger({ rawBody }: Call): unknown {
  if (rawBody === '' || rawBody === wrongMedia) return undefined;
  const parsed = parseJson(rawBody);
  return parsed === 'not-json' ? rawBody : parsed.value;
}
