import { z } from 'zod';
import { isLoopback } from '../domain/loopback.js';

/** An object of settings that refuses unknown ones. Its own names travel as the message, so that the fault can name the nearest. */
export const group = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? Object.keys(shape).join(' ') : undefined),
  });

const textLengthMax = 4_096;
export const text = z.string().trim().min(1).max(textLengthMax);

/** Text that one of the domain's own parsers accepts. */
export const parsedBy = <Value>(parse: (raw: unknown) => Value | undefined, problem: string) =>
  text.transform((raw, context) => {
    const value = parse(raw);
    if (value !== undefined) return value;
    context.issues.push({ code: 'custom', message: problem, input: raw });
    return z.NEVER;
  });

/** Also as text: a number that comes out of the environment is one. */
export const wholeNumber = (range: { readonly min: number; readonly max: number }) =>
  z.preprocess(
    (raw) => (typeof raw === 'string' && /^\d{1,12}$/.test(raw) ? Number(raw) : raw),
    z.number().int().min(range.min).max(range.max),
  );

export const yesOrNo = z.preprocess((raw) => (raw === 'true' ? true : raw === 'false' ? false : raw), z.boolean());

/** No slash at its end. Plain http only to this very machine: credentials and buyers' names travel on it. */
export const url = text.transform((raw, context) => {
  const problem = urlProblem(raw);
  if (problem === undefined) return raw.replace(/\/+$/, '');
  context.issues.push({ code: 'custom', message: problem, input: raw });
  return z.NEVER;
});

function urlProblem(raw: string): string | undefined {
  if (!URL.canParse(raw)) return 'must be a web address such as https://shop.example';
  const { protocol, username, password, search, hash, hostname } = new URL(raw);
  if (protocol !== 'https:' && protocol !== 'http:') return 'must begin with https://';
  if (username !== '' || password !== '') return 'must hold no user name or password';
  if (search !== '' || hash !== '') return 'must hold no ? and no #';
  if (protocol === 'http:' && !isLoopback(hostname)) return 'must begin with https://, since it is on another machine';
  return undefined;
}

/** RFC 3339 with an offset, so that it means the same moment everywhere; kept in UTC. */
export const moment = text.transform((raw, context) => {
  const isWritten = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/.test(raw);
  const timeMs = isWritten ? Date.parse(raw) : Number.NaN;
  if (!Number.isNaN(timeMs)) return new Date(timeMs).toISOString();
  context.issues.push({
    code: 'custom',
    message: 'must be a time with its zone, such as 2026-01-01T00:00:00Z',
    input: raw,
  });
  return z.NEVER;
});

/** The Developer Console shows a day, which is taken at its beginning. */
export const dayOrMoment = z.preprocess(
  (raw) => (typeof raw === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(raw.trim()) ? `${raw.trim()}T00:00:00Z` : raw),
  moment,
);
