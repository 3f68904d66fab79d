import { randomBytes } from 'node:crypto';
import { parseEncryptionKey } from '../../src/domain/encryption-key.js';
import type { RingKey } from '../../src/privacy/key-ring.js';

export function newKey(id: string): RingKey {
  const key = parseEncryptionKey(randomBytes(32).toString('base64'));
  if (key === undefined) throw new Error('our own key cannot be read');
  return { id, key };
}
