import { describe, expect, it } from '@jest/globals';
import { type TimelineEntry, timelineEvents } from '../../src/domain/timeline.js';
import { sentenceOfEntry } from '../../src/domain/timeline-sentences.js';

const entry = (what: TimelineEntry['what'], detail?: string): TimelineEntry => ({
  at: '2026-03-10T00:00:00Z',
  what,
  actor: 'waybill',
  ...(detail === undefined ? {} : { detail }),
});

describe('an entry of the timeline', () => {
  it.each(timelineEvents)('%s reads as a sentence, with and without its detail', (what) => {
    for (const said of [sentenceOfEntry(entry(what)), sentenceOfEntry(entry(what, 'P-1'))]) {
      expect(said).toMatch(/^[A-Z]/);
      expect(said).not.toContain('undefined');
    }
  });

  it.each<[TimelineEntry, string]>([
    [entry('started', 'Pending'), 'Amazon reported the order as Pending'],
    [entry('commerce-order-created', '000000123'), 'The Commerce order was created: 000000123'],
    [entry('blocked', 'sku-unknown MUG BLUE'), 'Blocked: SKU MUG BLUE is not in the Commerce catalogue'],
    [entry('blocked', 'a-code-of-tomorrow x'), 'Blocked: a-code-of-tomorrow x'],
    [entry('operator-mapped-sku', 'MUG → MUG-B'), 'Mapped a SKU for this order: MUG → MUG-B'],
  ])('%j says what happened', (given, sentence) => {
    expect(sentenceOfEntry(given)).toBe(sentence);
  });

  it('of a newer worker is shown by its code', () => {
    const newer = JSON.parse(JSON.stringify({ ...entry('completed', 'x'), what: 'refund-issued' }));
    expect(sentenceOfEntry(newer)).toBe('refund-issued x');
  });
});
