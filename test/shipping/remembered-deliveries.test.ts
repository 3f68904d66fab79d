import { describe, expect, it } from '@jest/globals';
import { RememberedDeliveries } from '../../src/shipping/remembered-deliveries.js';
import { refusal, type ShipmentAnswer } from '../../src/shipping/shipment-answer.js';

const hourMs = 60 * 60 * 1000;
const taken: ShipmentAnswer = { status: 202, body: { outcome: 'accepted', amazonOrderId: '1', package: 'P' } };

function fixture(deliveriesMax = 10) {
  const clock = { nowMs: 0 };
  const remembered = new RememberedDeliveries({ nowMs: () => clock.nowMs, deliveriesMax });
  const judged: string[] = [];
  const take = (key: string, answer = taken) =>
    remembered.once(key, async () => {
      judged.push(key);
      return answer;
    });
  return { clock, remembered, judged, take };
}

describe('a delivery that was taken', () => {
  it('is remembered for 75 hours and longer, then forgotten', async () => {
    const { clock, judged, take } = fixture();
    await take('a');
    clock.nowMs = 76 * hourMs;
    await take('a');
    expect(judged).toEqual(['a']);
    clock.nowMs = 81 * hourMs;
    await take('a');
    expect(judged).toEqual(['a', 'a']);
  });

  it('gives way to newer ones when too many are remembered', async () => {
    const { remembered, judged, take } = fixture(2);
    for (const key of ['a', 'b', 'c', 'd', 'a']) await take(key);
    expect(judged).toEqual(['a', 'b', 'c', 'd', 'a']);
    expect(remembered.size).toBeLessThanOrEqual(3);
  });
});

describe('a delivery that was not taken', () => {
  it('is judged afresh after a refusal', async () => {
    const { judged, take } = fixture();
    await take('a', refusal('unknown-order', ''));
    await take('a');
    expect(judged).toEqual(['a', 'a']);
  });

  it('is judged afresh after trouble', async () => {
    const { remembered, take } = fixture();
    await expect(remembered.once('a', () => Promise.reject(new Error('trouble')))).rejects.toThrow('trouble');
    expect(await take('a')).toBe(taken);
  });
});
