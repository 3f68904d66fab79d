import { z } from 'zod';
import { parseAccountId, parseSku } from '../domain/ids.js';
import { amazonSettings } from './amazon-settings.js';
import { commerceSettings } from './commerce-settings.js';
import { httpSettings } from './http-settings.js';
import { orderImportSettings } from './order-import-settings.js';
import { group, parsedBy } from './setting-values.js';
import type { Settings } from './settings.js';
import { shippingSettings } from './shipping-settings.js';
import { temporalSettings } from './temporal-settings.js';

const accountsMax = 1_000;

const sku = parsedBy(parseSku, 'must be a SKU of at most 255 characters');

const account = group({
  id: parsedBy(parseAccountId, 'must be a short name: small letters, digits and hyphens'),
  amazon: amazonSettings,
  commerce: commerceSettings,
  orders: orderImportSettings.prefault({}),
  shipping: shippingSettings.prefault({}),
  skuMap: z.record(z.string(), sku).default({}),
});

export const settingsSchema = group({
  temporal: temporalSettings.optional(),
  http: httpSettings.prefault({}),
  accounts: z.array(account).max(accountsMax).default([]),
}).transform(
  ({ temporal, http, accounts }): Settings => ({
    ...(temporal === undefined ? {} : { temporal }),
    http,
    accounts,
  }),
);
