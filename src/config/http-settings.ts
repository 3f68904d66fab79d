import { z } from 'zod';
import { operatorName, operatorRoles } from '../domain/operator.js';
import { parsePasswordHash } from '../domain/password-hash.js';
import { group, parsedBy, text, wholeNumber } from './setting-values.js';

const defaultPort = 8080;
const usersMax = 200;

const user = group({
  name: text.regex(operatorName, {
    error: 'must be a login name of at most 40 letters, digits, spaces, dots, hyphens',
  }),
  passwordHash: parsedBy(parsePasswordHash, 'must be what `waybill users hash-password` prints'),
  roles: z
    .array(z.enum(operatorRoles, { error: `must be one of ${operatorRoles.join(', ')}` }))
    .min(1)
    .transform((roles) => [...new Set(roles)]),
});

export const httpSettings = group({
  host: text.default('127.0.0.1'),
  port: wholeNumber({ min: 0, max: 65_535 }).optional(),
  // The figures of sales are of 30 days, and would leave out what left the index before.
  indexDays: wholeNumber({ min: 31, max: 3_650 }).default(90),
  users: z.array(user).max(usersMax).default([]),
}).transform(({ host, port, indexDays, users }) => ({
  host,
  port: port ?? defaultPort,
  isPortBinding: port !== undefined,
  indexDays,
  users,
}));
