import { describe, expect, it } from '@jest/globals';
import { Faults } from '../../src/simulators/faults.js';

describe('faults', () => {
  it('hits only the operation and subject it names, as often as it says', () => {
    const faults = new Faults<'status'>();
    faults.add({ operation: 'getOrder', kind: 'status', subject: 'order-1', times: 2 });
    const hit = (operation: string, subject: string) => faults.take(['status'], { operation, subjects: [subject] });
    expect(hit('searchOrders', 'order-1')).toBeUndefined();
    expect(hit('getOrder', 'order-2')).toBeUndefined();
    expect(hit('getOrder', 'order-1')).toMatchObject({ hits: 1 });
    expect(hit('getOrder', 'order-1')).toMatchObject({ hits: 2 });
    expect(hit('getOrder', 'order-1')).toBeUndefined();
  });

  it('lets the first calls through when told so, and ends after its time', () => {
    let nowMs = 0;
    const faults = new Faults<'status'>({ nowMs: () => nowMs });
    faults.add({ operation: '*', kind: 'status', after: 1, forMs: 1000 });
    expect(faults.take(['status'], { operation: 'a' })).toBeUndefined();
    expect(faults.take(['status'], { operation: 'b' })).toBeDefined();
    nowMs = 1000;
    expect(faults.take(['status'], { operation: 'b' })).toBeUndefined();
  });

  it('strikes with the probability given', () => {
    const draws = [0.1, 0.9];
    const faults = new Faults<'status'>({ random: () => draws.shift() ?? 1 });
    faults.add({ operation: '*', kind: 'status', probability: 0.5 });
    expect(faults.take(['status'], { operation: 'a' })).toBeDefined();
    expect(faults.take(['status'], { operation: 'a' })).toBeUndefined();
  });
});
