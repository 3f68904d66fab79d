import { createSecretKey, type KeyObject } from 'node:crypto';
import type { EncryptionKey } from '../domain/encryption-key.js';

export type RingKey = { readonly id: string; readonly key: EncryptionKey };
type HeldKey = { readonly id: string; readonly secret: KeyObject };

/** The first key writes, all of them read: so keys are changed without a moment in which something cannot be read. */
export class KeyRing {
  readonly writing: HeldKey;
  readonly #byId: ReadonlyMap<string, HeldKey>;

  constructor(keys: readonly RingKey[]) {
    const held = keys.map(({ id, key }) => ({ id, secret: createSecretKey(key, 'base64') }));
    const [first] = held;
    if (first === undefined) throw new Error('a key ring without a key can write nothing');
    this.writing = first;
    this.#byId = new Map(held.map((key) => [key.id, key]));
  }

  find(id: string): HeldKey | undefined {
    return this.#byId.get(id);
  }
}
