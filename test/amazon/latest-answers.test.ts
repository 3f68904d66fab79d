import { describe, expect, it } from '@jest/globals';
import { LatestAnswers } from '../../src/amazon/latest-answers.js';

describe('the latest answers of Amazon', () => {
  it.each([
    [200, true],
    [204, true],
    [404, true],
    [400, true],
    [401, false],
    [403, false],
    [429, false],
    [503, false],
    [0, false],
  ])('with status %i let the account through: %s', (status, isGranted) => {
    const answers = new LatestAnswers(() => 10);
    answers.note({ operation: 'getOrder', status });
    expect(answers.grantedAfter(9).has('getOrder')).toBe(isGranted);
  });

  it('count by the last one of each operation, and only when they are new', () => {
    const clock = { nowMs: 10 };
    const answers = new LatestAnswers(() => clock.nowMs);
    answers.note({ operation: 'searchOrders', status: 200 });
    answers.note({ operation: 'getOrder', status: 200 });
    clock.nowMs = 20;
    answers.note({ operation: 'getOrder', status: 403 });
    answers.note({ operation: 'confirmShipment', status: 204 });
    expect([...answers.grantedAfter(9)]).toEqual(['searchOrders', 'confirmShipment']);
    expect([...answers.grantedAfter(10)]).toEqual(['confirmShipment']);
  });
});
