import type { FastifyRequest } from 'fastify';

/**
 * Browsers say where a request comes from, and cannot be made to lie about it; programmes that are no browsers say
 * nothing and carry no operator's session. So: what claims to come from another site is refused, the rest goes on.
 */
export function isCrossSite({ headers }: Pick<FastifyRequest, 'headers'>): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const { origin, host } = headers;
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host;
}
