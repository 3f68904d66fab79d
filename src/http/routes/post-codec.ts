import type { Payload } from '@temporalio/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isEncrypted } from '../../privacy/payload-codec.js';
import { PayloadRefused } from '../../privacy/payload-refused.js';
import { codecBody, payloadsToJson } from '../codec-json.js';
import { fieldFaultsOf } from '../field-faults.js';
import type { CodecAtHand, Composed } from '../http-deps.js';
import { needs, openToAnybody } from '../login/require-login.js';
import { malformedRequest, type Problem, sendProblem } from '../problem.js';
import { isCrossSite } from '../same-origin.js';

/** Temporal's largest payload is 2 MiB, its largest message 4 MiB; base64 makes four bytes of three. */
const bodyLimit = 6 * 1024 * 1024;

/**
 * Temporal's protocol for remote codecs, for its UI and its command line: whoever may decrypt sees what the payloads say.
 * A browser may ask from our own pages and from the address of the Temporal UI alone. Absent while nothing is encrypted.
 */
export function postCodec(server: FastifyInstance, { codec: atHand }: Composed): void {
  if (atHand === undefined) return;
  const { codec } = atHand;
  const allowedOrigins = originsOf(atHand);
  server.register(async (scope) => {
    // On every answer, a refused login among them: without it the UI could not tell what went wrong.
    scope.addHook('onSend', async (request, reply) => allowFrom(allowedOrigins, request, reply));
    for (const [path, convert] of [
      // As the UI's users know it: what is not encrypted is handed back as it came.
      ['/codec/decode', async (payload: Payload) => (isEncrypted(payload) ? codec.decode([payload]) : [payload])],
      ['/codec/encode', (payload: Payload) => codec.encode([payload])],
    ] as const) {
      scope.options(path, openToAnybody, async (_request, reply) => reply.code(204).send());
      scope.post(path, { ...needs('decrypt'), bodyLimit }, async (request, reply) => {
        const problem = refusalOf(request, atHand, allowedOrigins);
        if (problem !== undefined) return sendProblem(reply, problem);
        const body = codecBody.safeParse(request.body);
        if (!body.success) return sendProblem(reply, malformedRequest(fieldFaultsOf(body.error)));
        try {
          const converted = await Promise.all(body.data.payloads.map(convert));
          return await reply.send(payloadsToJson(converted.flat()));
        } catch (error) {
          if (!(error instanceof PayloadRefused)) throw error;
          return sendProblem(reply, { status: 422, code: 'not-decodable', detail: error.message });
        }
      });
    }
  });
}

function refusalOf(
  request: FastifyRequest,
  { namespace }: CodecAtHand,
  allowed: readonly string[],
): Problem | undefined {
  const { origin, 'x-namespace': wanted } = request.headers;
  // A preflight keeps others out already; this is for browsers and settings that do not ask first.
  if (isCrossSite(request) && (origin === undefined || !allowed.includes(origin))) {
    return { status: 403, code: 'cross-site' };
  }
  if (wanted === undefined || wanted === namespace) return undefined;
  return { status: 422, code: 'not-decodable', detail: `This decodes payloads of the namespace ${namespace}` };
}

async function allowFrom(
  allowed: readonly string[],
  { headers: { origin } }: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  reply.header('vary', 'Origin');
  if (origin === undefined || !allowed.includes(origin)) return;
  reply.headers({
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    'access-control-allow-methods': 'POST',
    'access-control-allow-headers': 'authorization, content-type, x-namespace',
    'access-control-max-age': '600',
  });
}

/** A UI on this very machine is opened by any of the machine's own names. */
const ownNames = ['localhost', '127.0.0.1', '[::1]'];

function originsOf({ temporalUiUrl }: CodecAtHand): readonly string[] {
  if (temporalUiUrl === undefined || !URL.canParse(temporalUiUrl)) return [];
  const { origin, protocol, hostname, port } = new URL(temporalUiUrl);
  if (!ownNames.includes(hostname)) return [origin];
  return ownNames.map((name) => new URL(`${protocol}//${name}:${port}`).origin);
}
