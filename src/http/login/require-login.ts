import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Operator, OperatorRole } from '../../domain/operator.js';
import { answerProblem } from '../error-answers.js';
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
    const answer = await logins.check({ authorization: request.headers.authorization, address: request.ip });
    switch (answer.outcome) {
      case 'known':
        operators.set(request, answer.operator);
        return answer.operator.roles.has(role) ? undefined : missesRole(request, reply, role);
      case 'too-often':
        reply.header('retry-after', String(Math.ceil(answer.waitMs / 1000)));
        return answerProblem(request, reply, { status: 429, code: 'too-many-logins' });
      case 'unknown':
        reply.header('www-authenticate', 'Basic realm="Waybill", charset="UTF-8"');
        return answerProblem(request, reply, { status: 401, code: 'login-needed' });
    }
  });
}

const missesRole = (request: FastifyRequest, reply: FastifyReply, role: OperatorRole): FastifyReply =>
  answerProblem(request, reply, { status: 403, code: 'role-missing', detail: `This needs the role ${role}` });
