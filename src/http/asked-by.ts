import type { FastifyRequest } from 'fastify';

type Asked = Pick<FastifyRequest, 'headers'>;

/** A browser that opens an address wants a page; everybody else is a programme. */
export const isReadByPerson = ({ headers }: Asked): boolean => headers.accept?.includes('text/html') ?? false;

/** A form of a page, sent by a browser whose scripts did not take it over. */
export const isFormPost = (request: Asked): boolean =>
  isReadByPerson(request) &&
  (request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false);
