import type { FastifyReply } from 'fastify';

/** RFC 9457. `errors` names the fields of the request that are wrong. */
export type Problem = {
  readonly status: number;
  readonly code: ProblemCode;
  readonly detail?: string;
  readonly errors?: readonly FieldFault[];
};

export type FieldFault = { readonly field: string; readonly detail: string };

const titles = {
  'malformed-request': 'The request is malformed',
  'bad-signature': 'The signature is not valid',
  'login-needed': 'This needs a login',
  'too-many-logins': 'Too many failed logins: wait a moment',
  'role-missing': 'Your login does not allow that',
  'cross-site': 'The request comes from another site',
  'foreign-name': 'This machine was reached under a name that is not its own',
  'unknown-order': 'There is no such order',
  'unknown-account': 'There is no such account',
  'account-refused': 'The account does not allow that',
  'unknown-address': 'There is nothing at this address',
  'method-not-allowed': 'This address does not take that method',
  refused: 'The order does not allow that',
  'order-ended': 'The order has ended',
  'order-not-shippable': 'The order is not shipped through Waybill',
  'order-not-read-yet': 'The order is not known well enough yet',
  'does-not-fit': 'The package does not fit the order',
  malformed: 'The delivery is malformed',
  'too-large': 'The request is too large',
  'unknown-media-type': 'The request has a content type that is not understood',
  'not-decodable': 'This cannot be decoded',
  'no-answer': 'The order cannot be asked at the moment',
  'not-ready': 'The orders are not loaded yet',
  'shop-silent': 'A shop does not answer',
  'internal-error': 'Something went wrong here',
} as const;
export type ProblemCode = keyof typeof titles;

export const titleOf = (code: ProblemCode): string => titles[code];

/** For the page that a form stands on. */
export const sentenceOf = ({ code, detail }: Problem): string =>
  `${code === 'no-answer' ? 'No answer' : 'Refused'}: ${detail ?? titles[code]}`;

export function sendProblem(reply: FastifyReply, { status, code, detail, errors }: Problem): FastifyReply {
  if (status === 503) reply.header('retry-after', '5');
  return reply
    .code(status)
    .header('content-type', 'application/problem+json')
    .send(
      JSON.stringify({
        type: `urn:waybill:problem:${code}`,
        title: titles[code],
        status,
        ...(detail === undefined ? {} : { detail }),
        ...(errors === undefined ? {} : { errors }),
      }),
    );
}

export const malformedRequest = (errors: readonly FieldFault[]): Problem => ({
  status: 400,
  code: 'malformed-request',
  detail: errors.map(({ field, detail }) => `${field}: ${detail}`).join('; '),
  errors,
});

export const buyersNeedRole: Problem = {
  status: 403,
  code: 'role-missing',
  detail: 'To search by buyer needs the role personal-data',
};

export const unknownOrder: Problem = {
  status: 404,
  code: 'unknown-order',
  detail: 'No order has this Amazon order id, or Amazon has not reported it yet',
};

/** Temporal keeps an update that nobody answered in time, and hands it to the worker that comes next. */
export const noAnswerToAction: Problem = {
  status: 503,
  code: 'no-answer',
  detail:
    'Temporal or the workers do not answer. What you asked for may still be done once they do: look again before you repeat it',
};

export const noAnswer: Problem = {
  status: 503,
  code: 'no-answer',
  detail: 'Temporal or the workers do not answer: try again in a moment',
};
