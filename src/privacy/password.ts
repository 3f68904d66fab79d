import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { type PasswordHash, passwordHashText } from '../domain/password-hash.js';

/** OWASP's choice for scrypt (N = 2^17 needs 128 MiB each; this one 16 MiB, five times over). */
const chosen = { cost: 2 ** 14, blockSize: 8, parallelization: 5 } as const;
const keyBytes = 32;

/** The line that stands in the environment. */
export async function hashPassword(password: string, salt: Buffer = randomBytes(16)): Promise<string> {
  const key = await derived(password, salt, chosen);
  return passwordHashText({ ...chosen, salt: salt.toString('base64url'), key: key.toString('base64url') });
}

/** Takes as long for a wrong password as for the right one. */
export async function isPassword(password: string, hash: PasswordHash): Promise<boolean> {
  const key = await derived(password, Buffer.from(hash.salt, 'base64url'), hash);
  return timingSafeEqual(key, Buffer.from(hash.key, 'base64url'));
}

type Parameters = Pick<PasswordHash, 'cost' | 'blockSize' | 'parallelization'>;

function derived(password: string, salt: Buffer, parameters: Parameters): Promise<Buffer> {
  const { cost, blockSize, parallelization } = parameters;
  // Node's limit is 32 MiB unless told; scrypt itself needs 128 * N * r bytes.
  const options: ScryptOptions = { cost, blockSize, parallelization, maxmem: 256 * cost * blockSize };
  return new Promise((resolve, reject) => {
    // The same letters typed on two keyboards may be other bytes: one form for both.
    scrypt(password.normalize('NFKC'), salt, keyBytes, options, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}
