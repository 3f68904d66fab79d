import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { type Operator, operatorRoles } from '../../domain/operator.js';
import { type PasswordHash, parsePasswordHash } from '../../domain/password-hash.js';
import { isPassword } from '../../privacy/password.js';
import { FailureLimit } from './failure-limit.js';

export type User = Operator & { readonly passwordHash: PasswordHash };

export type LoginAnswer =
  | { readonly outcome: 'known'; readonly operator: Operator }
  | { readonly outcome: 'unknown' }
  | { readonly outcome: 'too-often'; readonly waitMs: number };

type Attempt = { readonly authorization: string | undefined; readonly address: string };

/** Without users the server listens on this machine alone (a rule of the settings), and whoever sits at it may do all. */
export const everybodyHere: Operator = { name: 'operator', roles: new Set(operatorRoles) };

/** scrypt takes memory and time on purpose: more than this at once is refused, or a flood of logins would stop the pages. */
const checksMax = 4;

/**
 * HTTP's own login. A password that was right once is remembered as a keyed digest, so that a page which refreshes every
 * second does not pay for scrypt each time; the key is drawn at the start and never leaves the process.
 */
export class Logins {
  readonly #users: ReadonlyMap<string, User>;
  readonly #limit: FailureLimit;
  readonly #key = randomBytes(32);
  readonly #right = new Map<string, Buffer>();
  #checking = 0;

  constructor(users: readonly User[], nowMs: () => number) {
    this.#users = new Map(users.map((user) => [user.name, user]));
    this.#limit = new FailureLimit(nowMs);
  }

  get isNeeded(): boolean {
    return this.#users.size > 0;
  }

  async check({ authorization, address }: Attempt): Promise<LoginAnswer> {
    if (!this.isNeeded) return { outcome: 'known', operator: everybodyHere };
    const given = credentialsOf(authorization);
    if (given === undefined) return { outcome: 'unknown' };
    const user = this.#users.get(given.name);
    if (user !== undefined && this.#isRemembered(given)) return { outcome: 'known', operator: user };
    const key = `${given.name.slice(0, 40)} ${address}`;
    const waitMs = this.#limit.waitMs(key);
    if (waitMs > 0) return { outcome: 'too-often', waitMs };
    const guess = this.#digest(given).toString('base64');
    if (this.#limit.isRepeated(key, guess)) return { outcome: 'unknown' };
    if (this.#checking >= checksMax) return { outcome: 'too-often', waitMs: 1000 };
    this.#checking += 1;
    try {
      // A name that nobody has costs as much time as one that somebody has.
      const isRight = await isPassword(given.password, user?.passwordHash ?? nobodysHash);
      if (!isRight || user === undefined) {
        this.#limit.failed(key, guess);
        return { outcome: 'unknown' };
      }
      this.#limit.succeeded(key);
      this.#right.set(user.name, this.#digest(given));
      return { outcome: 'known', operator: user };
    } finally {
      this.#checking -= 1;
    }
  }

  #isRemembered(given: Credentials): boolean {
    const right = this.#right.get(given.name);
    return right !== undefined && timingSafeEqual(right, this.#digest(given));
  }

  #digest({ name, password }: Credentials): Buffer {
    return createHmac('sha256', this.#key).update(`${name}:${password}`).digest();
  }
}

type Credentials = { readonly name: string; readonly password: string };

/** Longer ones are nobody's, and would only make work. */
const credentialsLengthMax = 2000;

function credentialsOf(authorization: string | undefined): Credentials | undefined {
  const [, encoded] = /^basic +([A-Za-z0-9+/=_-]+) *$/i.exec(authorization ?? '') ?? [];
  if (encoded === undefined || encoded.length > credentialsLengthMax) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? undefined : { name: text.slice(0, colon), password: text.slice(colon + 1) };
}

const nobodysHash = (() => {
  const text = `scrypt:16384:8:5:${'A'.repeat(22)}:${'A'.repeat(43)}`;
  const hash = parsePasswordHash(text);
  if (hash === undefined) throw new Error('the hash of nobody cannot be read');
  return hash;
})();
