import { describe, expect, it } from '@jest/globals';
import { judgeEncryption } from '../../src/doctor/check-encryption.js';
import { newKey } from '../privacy/encryption-for-tests.js';

const settings = (keys: readonly string[], acceptClear = false) => ({ keys: keys.map(newKey), acceptClear });
const seen = (byKeyId: Readonly<Record<string, number>>, clear = 0) => ({
  workflows: 9,
  clear,
  byKeyId: new Map(Object.entries(byKeyId)),
});
const told = (findings: ReturnType<typeof judgeEncryption>) => findings.map(({ code, level }) => `${code} ${level}`);
const [off, on] = ['encryption-off ok', 'encryption ok'];

describe('encryption of payloads', () => {
  it.each([
    ['that is off', undefined, seen({}, 9), [off]],
    ['that is off, where Temporal was not reached', undefined, undefined, [off]],
    ['whose keys are gone from the settings', undefined, seen({ k1: 4 }), [off, 'encryption-key-missing fault']],
    ['that is on', settings(['k1']), seen({ k1: 9 }), [on]],
    [
      'with a key that the settings do not hold',
      settings(['k2']),
      seen({ k1: 1, k2: 8 }),
      [on, 'encryption-key-missing fault'],
    ],
    ['with an old key', settings(['k2', 'k1']), seen({ k1: 1, k2: 8 }), [on, 'encryption-old-key ok']],
    [
      'that accepts clear payloads',
      settings(['k1'], true),
      seen({ k1: 9 }, 3),
      [on, 'encryption-accepts-clear warning'],
    ],
    [
      'that refuses clear payloads which are there',
      settings(['k1']),
      seen({ k1: 9 }, 3),
      [on, 'encryption-refuses-clear fault'],
    ],
  ])('%s', (_name, settingsNow, writers, findings) => {
    expect(told(judgeEncryption(settingsNow, writers))).toEqual(findings);
  });

  it('says of an old key how many need it, or what to wait for', () => {
    const [, needed, idle] = judgeEncryption(settings(['k3', 'k2', 'k1']), seen({ k2: 1, k3: 8 }));
    expect(needed?.sentence).toBe('The old key k2 is needed: 1 of 9 open workflows looked at is encrypted with it');
    expect(idle?.sentence).toContain('no open workflow that was looked at shows it');
    expect(idle?.remedy).toContain('retention');
  });

  it("names no key that is not one of ours by its form: it is anybody's text", () => {
    const text = JSON.stringify(judgeEncryption(settings(['k1']), seen({ '<b>\u202e': 1 })));
    expect(text).toContain('a key without a proper name');
    expect(text).not.toContain('<b>');
  });
});
