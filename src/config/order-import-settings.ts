import { z } from 'zod';
import type { OrderSettings } from '../domain/order-settings.js';
import { group, moment, wholeNumber, yesOrNo } from './setting-values.js';
import type { ImportSettings, RefundSettings } from './settings.js';

/** Commerce holds 50 characters of an order number, and Amazon's own takes 19. */
const numberPrefixMax = 31;

export const orderImportSettings = group({
  import: yesOrNo.default(true),
  since: moment.optional(),
  customer: z.enum(['guest', 'create']).default('guest'),
  customerGroup: wholeNumber({ min: 1, max: 65_535 }).optional(),
  numberFrom: z.enum(['commerce', 'amazon']).default('commerce'),
  numberPrefix: z
    .string()
    .max(numberPrefixMax)
    .regex(/^[A-Za-z0-9_.-]*$/, { error: 'may hold letters, digits, and _ . - only' })
    .default(''),
  pending: z.enum(['ignore', 'reserve']).default('ignore'),
  status: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,31}$/, {
      error: 'must be `default` or the code of an order status: small letters, digits and underscores',
    })
    .default('default'),
  amazonFulfilled: z.enum(['import', 'ignore']).default('import'),
  invoice: z.enum(['creation', 'shipment']).default('creation'),
  refunds: z.enum(['ignore', 'creditmemo']).default('ignore'),
  refundSweepSeconds: wholeNumber({ min: 2, max: 86_400 }).default(900),
}).transform(
  ({ since, customerGroup, refundSweepSeconds, ...others }): OrderSettings & ImportSettings & RefundSettings => ({
    ...others,
    refundSweepMs: refundSweepSeconds * 1_000,
    ...(customerGroup === undefined ? {} : { customerGroup }),
    ...(since === undefined ? {} : { since }),
  }),
);
