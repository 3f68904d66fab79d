import { describe, expect, it } from '@jest/globals';
import { parsePasswordHash } from '../../src/domain/password-hash.js';
import { hashPassword, isPassword } from '../../src/privacy/password.js';

describe('a password', () => {
  it('is known again by its hash, which does not hold it, and no other is', async () => {
    const text = await hashPassword('correct horse battery');
    expect(text).not.toContain('correct');
    const hash = parsePasswordHash(text);
    if (hash === undefined) throw new Error('our own hash cannot be read');
    expect(await isPassword('correct horse battery', hash)).toBe(true);
    expect(await isPassword('correct horse batterz', hash)).toBe(false);
  });

  it('is hashed with a salt of its own each time', async () => {
    expect(await hashPassword('correct horse battery')).not.toBe(await hashPassword('correct horse battery'));
  });
});

describe('the hash of a password', () => {
  const salt = 'A'.repeat(22);
  const key = 'B'.repeat(43);

  it.each([
    ['is another algorithm', `bcrypt:16384:8:5:${salt}:${key}`],
    ['is too cheap', `scrypt:8192:8:5:${salt}:${key}`],
    ['is too dear', `scrypt:1048576:8:5:${salt}:${key}`],
    ['has a cost that is no power of two', `scrypt:20000:8:5:${salt}:${key}`],
    ['has another block size', `scrypt:16384:9:5:${salt}:${key}`],
    ['has a short key', `scrypt:16384:8:5:${salt}:${key.slice(1)}`],
    ['is no text', 7],
  ])('is refused when it %s', (_name, raw) => {
    expect(parsePasswordHash(raw)).toBeUndefined();
  });
});
