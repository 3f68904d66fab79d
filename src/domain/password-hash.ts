declare const brand: unique symbol;

/** A password as it is kept: scrypt's parameters, the salt, and what came out. Never the password. */
export type PasswordHash = {
  readonly cost: number;
  readonly blockSize: number;
  readonly parallelization: number;
  readonly salt: string;
  readonly key: string;
  readonly [brand]: 'PasswordHash';
};

/** Base64url of 16 and 32 bytes. */
const pattern = /^scrypt:(\d{4,7}):(\d{1,2}):(\d{1,2}):([\w-]{22}):([\w-]{43})$/;

/** Bounds on both sides: cheap ones are guessed, dear ones would stop the process that checks them. */
const costMin = 2 ** 14;
const costMax = 2 ** 17;

/** Colons and no dollar signs: it travels through environment files, and some of those replace what follows a dollar. */
export function parsePasswordHash(raw: unknown): PasswordHash | undefined {
  const found = typeof raw === 'string' ? pattern.exec(raw) : null;
  if (found === null) return undefined;
  const [, costText, blockText, parallelText, salt = '', key = ''] = found;
  const [cost, blockSize, parallelization] = [Number(costText), Number(blockText), Number(parallelText)];
  const isPowerOfTwo = Number.isInteger(Math.log2(cost));
  if (!isPowerOfTwo || cost < costMin || cost > costMax) return undefined;
  if (blockSize !== 8 || parallelization < 1 || parallelization > 8) return undefined;
  return { cost, blockSize, parallelization, salt, key } as PasswordHash;
}

export const passwordHashText = ({ cost, blockSize, parallelization, salt, key }: Omit<PasswordHash, typeof brand>) =>
  `scrypt:${cost}:${blockSize}:${parallelization}:${salt}:${key}`;
