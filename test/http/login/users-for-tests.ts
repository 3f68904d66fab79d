import type { OperatorRole } from '../../../src/domain/operator.js';
import { parsePasswordHash } from '../../../src/domain/password-hash.js';
import type { User } from '../../../src/http/login/logins.js';
import { hashPassword } from '../../../src/privacy/password.js';

export async function userOf(name: string, password: string, roles: readonly OperatorRole[]): Promise<User> {
  const passwordHash = parsePasswordHash(await hashPassword(password));
  if (passwordHash === undefined) throw new Error('our own hash cannot be read');
  return { name, passwordHash, roles: new Set(roles) };
}

export const basic = (name: string, password: string): Readonly<Record<string, string>> => ({
  authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`,
});
