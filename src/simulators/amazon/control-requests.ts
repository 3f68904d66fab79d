import { z } from 'zod';
import { amazonFaultKinds } from './amazon-faults.js';

/** Bodies of the control API. Strict: a misspelt word in a test is refused, not ignored. */
const text = z.string().min(1);
export const missingRoles = z.array(z.enum(['BUYER', 'RECIPIENT']));
export const sellerSpec = z.strictObject({
  sellerId: text,
  clientId: text,
  clientSecret: text,
  refreshToken: text,
  marketplaces: z.array(text).min(1),
  quotas: z.record(z.string(), z.strictObject({ ratePerSecond: z.number(), burst: z.number() })).optional(),
  missingRoles: missingRoles.optional(),
  notParticipatingIn: z.array(text).optional(),
  suspendedIn: z.array(text).optional(),
});
export const quotaChange = z.strictObject({
  sellerId: text,
  operation: text,
  ratePerSecond: z.number().positive().optional(),
  burst: z.number().min(0).optional(),
  tokens: z.number().min(0).optional(),
});
export const faultSpec = z.strictObject({
  operation: text.default('*'),
  kind: z.enum(amazonFaultKinds),
  subject: text.optional(),
  times: z.int().min(1).optional(),
  after: z.int().min(0).optional(),
  probability: z.number().min(0).max(1).optional(),
  forMs: z.int().min(1).optional(),
  status: z.int().min(200).max(599).optional(),
  body: z.unknown().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  delayMs: z.int().min(0).optional(),
});
export const settingsChange = z.strictObject({
  sendRateHeader: z.boolean().optional(),
  indexLagMs: z.int().min(0).optional(),
  tokenLifetimeSeconds: z.int().min(1).optional(),
  announcePending: z.boolean().optional(),
  cancelOrderEnabled: z.boolean().optional(),
  feedProcessingMs: z.int().min(0).optional(),
  gzipFeedResults: z.boolean().optional(),
});
