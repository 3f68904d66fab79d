import { describe, expect, it } from '@jest/globals';
import { type TimelineEntry, withEntry } from '../../src/domain/timeline.js';

const entry = (detail: number): TimelineEntry => ({
  at: '2026-01-01T00:00:00Z',
  what: 'amazon-changed',
  actor: 'amazon',
  detail: `${detail}`,
});

const afterEntries = (count: number): readonly TimelineEntry[] =>
  Array.from({ length: count }, (_, index) => entry(index)).reduce<readonly TimelineEntry[]>(withEntry, []);

describe('a timeline', () => {
  it('keeps every entry in order while there is room', () => {
    expect(afterEntries(200)).toEqual(Array.from({ length: 200 }, (_, index) => entry(index)));
  });

  it('keeps its beginning and its latest part when there is none', () => {
    const timeline = afterEntries(1_000);
    expect(timeline).toHaveLength(200);
    expect(timeline.slice(0, 20)).toEqual(Array.from({ length: 20 }, (_, index) => entry(index)));
    expect(timeline.slice(20)).toEqual(Array.from({ length: 180 }, (_, index) => entry(820 + index)));
  });

  it('is not changed by what is added to it', () => {
    const before = afterEntries(3);
    withEntry(before, entry(3));
    expect(before).toHaveLength(3);
  });
});
