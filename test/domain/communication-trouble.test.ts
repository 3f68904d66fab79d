import { describe, expect, it } from '@jest/globals';
import {
  type CommunicationTrouble,
  mergeTroubles,
  remedyOfTrouble,
  troubleOf,
  troublesMax,
} from '../../src/domain/communication-trouble.js';
import { RemoteFailure } from '../../src/domain/remote-failure.js';

const trouble = (changes: Partial<CommunicationTrouble> = {}): CommunicationTrouble => ({
  remote: 'commerce',
  operation: 'createOrder',
  code: 'unavailable',
  message: 'commerce createOrder: unavailable, ECONNREFUSED',
  count: 1,
  firstAt: '2026-11-21T10:00:00.000Z',
  lastAt: '2026-11-21T10:00:00.000Z',
  ...changes,
});

describe('trouble with a remote', () => {
  it('that came again is told once, with its count, its first and its last time and its latest words', () => {
    const again = trouble({
      message: 'later',
      firstAt: '2026-11-21T11:00:00.000Z',
      lastAt: '2026-11-21T11:00:00.000Z',
    });
    for (const merged of [mergeTroubles([trouble()], [again]), mergeTroubles([again], [trouble()])]) {
      expect(merged).toEqual([trouble({ message: 'later', count: 2, lastAt: '2026-11-21T11:00:00.000Z' })]);
    }
  });

  it('of another operation, code or remote stands by itself, the latest first', () => {
    const others = [
      trouble({ operation: 'ship', lastAt: '2026-11-21T12:00:00.000Z' }),
      trouble({ remote: 'amazon', lastAt: '2026-11-21T09:00:00.000Z' }),
    ];
    expect(mergeTroubles([trouble()], others).map(({ lastAt }) => lastAt.slice(11, 13))).toEqual(['12', '10', '09']);
  });

  it('never grows beyond its limit: what was last seen longest ago makes room', () => {
    const many = Array.from({ length: troublesMax + 5 }, (_, index) =>
      trouble({ code: `rejected ${index}`, lastAt: new Date(Date.UTC(2026, 0, 1 + index)).toISOString() }),
    );
    const kept = many.reduce<readonly CommunicationTrouble[]>((known, one) => mergeTroubles(known, [one]), []);
    expect(kept).toHaveLength(troublesMax);
    expect(kept[0]?.code).toBe(`rejected ${troublesMax + 4}`);
  });

  it('is none when our own allowance made a call wait: nothing went over the wire', () => {
    const own = new RemoteFailure({
      remote: 'amazon',
      operation: 'getOrder',
      fault: { kind: 'throttled', retryAfterMs: 5, isOwn: true },
    });
    expect(troubleOf(own, '2026-11-21T10:00:00.000Z')).toBeUndefined();
  });

  it('of every kind has something to do about it', () => {
    for (const remote of ['amazon', 'commerce'] as const) {
      for (const code of ['throttled', 'unavailable', 'unauthorised permission', 'rejected X', 'malformed-answer']) {
        expect(remedyOfTrouble({ remote, code })).not.toContain('Look into the log');
      }
    }
  });
});
