import { z } from 'zod';
import { group, text, url, wholeNumber } from './setting-values.js';

const imsTokenEndpoint = 'https://ims-na1.adobelogin.com/ims/token/v3';
const imsScope =
  'openid,AdobeID,email,profile,additional_info.roles,additional_info.projectedProductContext,commerce.accs';

const storeViewCode = text.regex(/^[A-Za-z][A-Za-z0-9_]{0,31}$/, {
  error: 'must be the code of a store view: a letter, then letters, digits and underscores',
});

export const commerceSettings = group({
  baseUrl: url,
  adminUrl: url.optional(),
  storeViewCode,
  storeViews: z.record(z.string(), storeViewCode).default({}),
  auth: z.discriminatedUnion('kind', [
    group({
      kind: z.literal('oauth1'),
      consumerKey: text,
      consumerSecret: text,
      token: text,
      tokenSecret: text,
    }),
    group({ kind: z.literal('bearer'), token: text }),
    group({
      kind: z.literal('ims'),
      clientId: text,
      clientSecret: text,
      orgId: text,
      scope: text.default(imsScope),
      tokenEndpoint: url.default(imsTokenEndpoint),
    }),
  ]),
  characters: z.enum(['basic', 'all']).default('basic'),
  probeSeconds: wholeNumber({ min: 1, max: 3_600 }).default(60),
  minimumResendWaitMs: wholeNumber({ min: 1_000, max: 3_600_000 }).default(60_000),
});
