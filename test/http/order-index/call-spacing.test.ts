import { describe, expect, it } from '@jest/globals';
import { CallSpacing } from '../../../src/http/order-index/call-spacing.js';

describe('spaced calls', () => {
  it('start no closer together than the spacing, in the order they came', async () => {
    const clock = { nowMs: 1000 };
    const waits: number[] = [];
    const spacing = new CallSpacing({
      spacingMs: 150,
      waitingMax: 10,
      nowMs: () => clock.nowMs,
      wait: async (ms) => void waits.push(ms),
    });
    await Promise.all([spacing.turn(), spacing.turn(), spacing.turn()]);
    expect(waits).toEqual([150, 300]);
    clock.nowMs += 10_000;
    await spacing.turn();
    expect(waits).toHaveLength(2);
  });

  it('refuse a caller when too many wait', async () => {
    const release: (() => void)[] = [];
    const spacing = new CallSpacing({
      spacingMs: 150,
      waitingMax: 1,
      nowMs: () => 0,
      wait: () => new Promise((resolve) => release.push(resolve)),
    });
    await spacing.turn();
    const second = spacing.turn();
    await expect(spacing.turn()).rejects.toThrow('more than 1 visibility calls are waiting');
    for (const resolve of release) resolve();
    await second;
  });
});
