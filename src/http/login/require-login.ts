import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isLoopback } from '../../domain/loopback.js';
import type { Operator, OperatorRole } from '../../domain/operator.js';
import { answerProblem } from '../error-answers.js';
import type { Problem } from '../problem.js';
import type { Logins } from './logins.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What one needs to be here; absent: `view`. `anybody`: no login is asked for. */
    readonly role?: OperatorRole | 'anybody';
  }
}

/** For machines that have a signature or nothing to hide: `server.get(path, openToAnybody, …)`. */
export const openToAnybody = { config: { role: 'anybody' } } as const;
export const needs = (role: OperatorRole) => ({ config: { role } });

const operators = new WeakMap<FastifyRequest, Operator>();
const nobody: Operator = { name: 'nobody', roles: new Set() };
/** Who signed in for this request; on a route that is open to anybody, somebody without any role. */
export const operatorOf = (request: FastifyRequest): Operator => operators.get(request) ?? nobody;

/** Every route asks for a login unless it says otherwise: one that is forgotten is closed, not open. */
export function requireLogin(server: FastifyInstance, logins: Logins): void {
  server.addHook('onRequest', async (request, reply) => {
    const role = request.routeOptions.config.role ?? 'view';
    if (role === 'anybody') return undefined;
    if (!logins.isNeeded && !isOwnName(request)) return answerProblem(request, reply, foreignName);
    const answer = await logins.check({ authorization: request.headers.authorization, address: request.ip });
    switch (answer.outcome) {
      case 'known':
        operators.set(request, answer.operator);
        return answer.operator.roles.has(role) ? undefined : missesRole(request, reply, role);
      case 'too-often':
        reply.header('retry-after', String(Math.ceil(answer.waitMs / 1000)));
        return answerProblem(request, reply, { status: 429, code: 'too-many-logins' });
      case 'unknown':
        reply.header('www-authenticate', challengeOf(request));
        return answerProblem(request, reply, { status: 401, code: 'login-needed' });
    }
  });
}

/**
 * Where nobody signs in, whoever sits at the machine may do everything, and so might any web page that they have open: its
 * owner lets the page's own name lead to 127.0.0.1, and to the browser we are one site. The name itself gives it away.
 */
const isOwnName = ({ headers: { host } }: FastifyRequest): boolean =>
  host === undefined || isLoopback(host.replace(/:\d*$/, ''));

const foreignName: Problem = {
  status: 403,
  code: 'foreign-name',
  detail: 'Without http.users this is answered under the names of this machine alone, such as http://localhost',
};

/** A browser that sees `Basic` asks for a password at once, also in the middle of work when our script asked: it tells in its own words. */
const challengeOf = ({ headers }: FastifyRequest): string =>
  headers['x-requested-with'] === undefined ? 'Basic realm="Waybill", charset="UTF-8"' : 'xBasic realm="Waybill"';

const missesRole = (request: FastifyRequest, reply: FastifyReply, role: OperatorRole): FastifyReply =>
  answerProblem(request, reply, { status: 403, code: 'role-missing', detail: `This needs the role ${role}` });
