declare const brand: unique symbol;

/** 32 bytes for AES-256, as `openssl rand -base64 32` prints them. */
export type EncryptionKey = string & { readonly [brand]: 'EncryptionKey' };

/** Exactly 32 bytes: the last letter before the sign at the end carries four bits, so its other two are zero. */
const pattern = /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/;

export const parseEncryptionKey = (raw: unknown): EncryptionKey | undefined =>
  typeof raw === 'string' && pattern.test(raw) ? (raw as EncryptionKey) : undefined;

/** It stands in clear beside what it encrypted. */
export const encryptionKeyId = /^[\w.-]{1,40}$/;
