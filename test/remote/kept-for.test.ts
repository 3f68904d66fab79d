import { describe, expect, it } from '@jest/globals';
import { keptFor } from '../../src/remote/kept-for.js';

describe('an answer that is kept for a while', () => {
  it('is asked for once by all who want it, and again when its time is over', async () => {
    let nowMs = 0;
    let askedCount = 0;
    const answer = keptFor(
      1_000,
      () => nowMs,
      async () => {
        askedCount += 1;
        return askedCount;
      },
    );
    expect(await Promise.all([answer(), answer()])).toEqual([1, 1]);
    nowMs = 999;
    expect(await answer()).toBe(1);
    nowMs = 1_000;
    expect(await answer()).toBe(2);
  });

  it('is asked for afresh once it was forgotten, even while an older answer is on its way', async () => {
    const answers: ((value: string) => void)[] = [];
    const answer = keptFor(
      1_000,
      () => 0,
      () => new Promise<string>((resolve) => answers.push(resolve)),
    );
    const before = answer();
    answer.forget();
    const after = answer();
    answers[1]?.('new');
    answers[0]?.('old');
    expect([await before, await after, await answer()]).toEqual(['old', 'new', 'new']);
  });

  it('is not kept when it failed', async () => {
    let isBroken = true;
    const answer = keptFor(
      1_000,
      () => 0,
      async () => {
        if (isBroken) throw new Error('broken');
        return 'well';
      },
    );
    await expect(answer()).rejects.toThrow('broken');
    isBroken = false;
    expect(await answer()).toBe('well');
  });
});
