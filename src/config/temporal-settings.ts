import { z } from 'zod';
import { encryptionKeyId, parseEncryptionKey } from '../domain/encryption-key.js';
import { group, parsedBy, text, url, yesOrNo } from './setting-values.js';

const keysMax = 20;

const encryption = group({
  keys: z
    .array(
      group({
        id: text.regex(encryptionKeyId, { error: 'must be at most 40 letters, digits, dots, hyphens, underscores' }),
        key: parsedBy(parseEncryptionKey, 'must be 32 bytes in base64, as `openssl rand -base64 32` prints them'),
      }),
    )
    .min(1)
    .max(keysMax),
  acceptClear: yesOrNo.default(false),
});

export const temporalSettings = group({
  address: text.regex(/^[^\s/]+:\d{1,5}$/, { error: 'must be a host and a port, such as 127.0.0.1:7233' }),
  namespace: text.default('default'),
  uiUrl: url.optional(),
  encryption: encryption.optional(),
});
