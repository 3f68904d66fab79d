import { beforeAll, describe, expect, it } from '@jest/globals';
import { FailureLimit, failuresMax, windowMs } from '../../../src/http/login/failure-limit.js';
import { everybodyHere, Logins, type User } from '../../../src/http/login/logins.js';
import { basic, userOf } from './users-for-tests.js';

const password = 'correct horse: battery';
let users: readonly User[];
beforeAll(async () => {
  users = [await userOf('ops', password, ['view', 'operate'])];
});

const attempt = (logins: Logins, name: string, given: string, address = '10.0.0.1') =>
  logins.check({ authorization: basic(name, given)['authorization'], address });

describe('a login', () => {
  it('lets a user in by name and password, a colon in it or not, the first time and later', async () => {
    const logins = new Logins(users, () => 0);
    for (let time = 0; time < 3; time += 1) {
      expect(await attempt(logins, 'ops', password)).toMatchObject({ outcome: 'known', operator: { name: 'ops' } });
    }
  });

  it.each([
    ['a wrong password', basic('ops', 'wrong')['authorization']],
    ['an unknown name', basic('nobody', password)['authorization']],
    ['nothing', undefined],
    ['another scheme', 'Bearer abc'],
    ['no colon', `Basic ${Buffer.from('ops').toString('base64')}`],
    ['far too much', `Basic ${'A'.repeat(5000)}`],
  ])('keeps out %s', async (_name, authorization) => {
    const logins = new Logins(users, () => 0);
    await attempt(logins, 'ops', password);
    expect(await logins.check({ authorization, address: '10.0.0.1' })).toEqual({ outcome: 'unknown' });
  });

  it('is not tried any more after ten failures, until the window is over; elsewhere the user still gets in', async () => {
    let nowMs = 0;
    const logins = new Logins(users, () => nowMs);
    for (let time = 0; time < failuresMax; time += 1) await attempt(logins, 'ops', `wrong ${time}`);
    expect(await attempt(logins, 'ops', password)).toEqual({ outcome: 'too-often', waitMs: windowMs });
    expect(await attempt(logins, 'ops', password, '10.0.0.2')).toMatchObject({ outcome: 'known' });
    nowMs = windowMs + 1;
    expect(await attempt(logins, 'ops', password)).toMatchObject({ outcome: 'known' });
  }, 30_000);

  it('with a password that is no longer right, repeated by every open page, locks nobody out', async () => {
    const logins = new Logins(users, () => 0);
    for (let time = 0; time < 3 * failuresMax; time += 1) {
      expect(await attempt(logins, 'ops', 'of last year')).toEqual({ outcome: 'unknown' });
    }
    expect(await attempt(logins, 'ops', password)).toMatchObject({ outcome: 'known' });
  });

  it('is checked for a few callers at once only', async () => {
    const logins = new Logins(users, () => 0);
    const outcomes = await Promise.all(
      Array.from({ length: 12 }, (_, serial) => attempt(logins, `user${serial}`, 'x')),
    );
    expect(outcomes.filter(({ outcome }) => outcome === 'too-often')).toHaveLength(8);
  });

  it('is not asked for where there are no users', async () => {
    expect(await new Logins([], () => 0).check({ authorization: undefined, address: '' })).toEqual({
      outcome: 'known',
      operator: everybodyHere,
    });
  });
});

describe('failures', () => {
  it('of ever new names do not fill the memory: the oldest are forgotten', () => {
    const limit = new FailureLimit(() => 0);
    for (let time = 0; time < failuresMax; time += 1) limit.failed('first', `guess ${time}`);
    expect(limit.waitMs('first')).toBeGreaterThan(0);
    for (let serial = 0; serial < 1000; serial += 1) limit.failed(`name ${serial}`, 'guess');
    expect(limit.waitMs('first')).toBe(0);
  });
});
