import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isFormPost, isReadByPerson } from './asked-by.js';
import type { Composed } from './http-deps.js';
import { problemPage } from './orders-page/problem-page.js';
import { type Problem, sendProblem } from './problem.js';

/** A person who opens an address or sends a form gets a page, everybody else a problem document. */
export function answerProblem(request: FastifyRequest, reply: FastifyReply, problem: Problem): FastifyReply {
  const isForProgrammes = ['/api/', '/webhooks/', '/codec/'].some((path) => request.url.startsWith(path));
  const isPage = !isForProgrammes && isReadByPerson(request);
  if (!isPage && !isFormPost(request)) return sendProblem(reply, problem);
  return reply.code(problem.status).type('text/html; charset=utf-8').send(problemPage(problem));
}

export function addErrorAnswers(server: FastifyInstance, { events }: Pick<Composed, 'events'>): void {
  server.setNotFoundHandler((request, reply) =>
    answerProblem(request, reply, { status: 404, code: 'unknown-address' }),
  );
  server.setErrorHandler((error: FastifyError, request, reply) => {
    const problem = problemOf(error);
    if (problem.status >= 500) events.requestFailed({ route: request.routeOptions.url ?? 'unknown', error });
    return answerProblem(request, reply, problem);
  });
}

/** The framework's own refusals keep their status; what we did not foresee is a 500 that tells nothing of its inside. */
function problemOf({ statusCode }: FastifyError): Problem {
  if (statusCode === 413) return { status: 413, code: 'too-large' };
  if (statusCode === 415) return { status: 415, code: 'unknown-media-type' };
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return { status: 400, code: 'malformed-request' };
  return { status: 500, code: 'internal-error' };
}
