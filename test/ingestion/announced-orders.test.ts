import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { AmazonOrders } from '../../src/amazon/port.js';
import type { AmazonOrderId } from '../../src/domain/ids.js';
import { RemoteFailure, type RemoteFault } from '../../src/domain/remote-failure.js';
import { type Announced, AnnouncedOrders, ReadingStopped } from '../../src/ingestion/announced-orders.js';
import { order as amazonOrder, amazonOrderId } from '../domain/orders.js';

const idOf = (number: number): AmazonOrderId => amazonOrderId(`902-0000000-${String(number).padStart(7, '0')}`);
/** The higher the number, the newer the change. */
const announced = (number: number): Announced => ({
  amazonOrderId: idOf(number),
  changedAt: new Date(Date.parse('2026-11-01T00:00:00Z') + number * 1_000).toISOString(),
  fulfilledBy: 'FBM',
});
const failing = (fault: RemoteFault) => new RemoteFailure({ remote: 'amazon', operation: 'getOrder', fault });
const throttled = failing({ kind: 'throttled', retryAfterMs: 2_000 });
const always = () => true;

/** Amazon that answers what the test says, one question after another, and otherwise with the order. */
function amazonThat(...answers: readonly (RemoteFailure | 'not-found')[]) {
  const asked: AmazonOrderId[] = [];
  const left = [...answers];
  const fetchOrder: AmazonOrders['fetchOrder'] = async (id) => {
    asked.push(id);
    const answer = left.shift();
    if (answer instanceof RemoteFailure) throw answer;
    return answer ?? amazonOrder({ id });
  };
  return { asked, fetchOrder };
}

describe('orders that wait for a read of their own', () => {
  afterEach(() => {
    jest.useRealTimers();
  });
  /** Time stands still, and goes on as the test says. */
  const open = (amazon: Pick<AmazonOrders, 'fetchOrder'>) => {
    jest.useFakeTimers();
    return new AnnouncedOrders({ amazon, nowMs: () => Date.now() });
  };

  it('are read at once while Amazon grants it', async () => {
    const amazon = amazonThat();
    const orders = open(amazon);
    expect(await orders.read(announced(1), always)).toMatchObject({ id: idOf(1) });
    expect(orders.count).toBe(0);
  });

  it('are read when the allowance has filled up again, the newest first', async () => {
    const amazon = amazonThat(throttled);
    const orders = open(amazon);
    const first = orders.read(announced(1), always);
    await jest.advanceTimersByTimeAsync(0);
    const later = [2, 4, 3].map((number) => orders.read(announced(number), always));
    expect(orders.waiting()).toEqual({ FBM: 4, FBA: 0 });
    amazon.asked.length = 0;
    await jest.advanceTimersByTimeAsync(2_000);
    await Promise.all([first, ...later]);
    expect(amazon.asked).toEqual([4, 3, 2, 1].map(idOf));
  });

  it('are not read any more when a sweep brought them meanwhile', async () => {
    const amazon = amazonThat(throttled);
    const orders = open(amazon);
    let isNews = true;
    const read = orders.read(announced(1), () => isNews);
    await jest.advanceTimersByTimeAsync(0);
    isNews = false;
    orders.dropKnown();
    expect(await read).toBe('known');
    await jest.advanceTimersByTimeAsync(60_000);
    expect(amazon.asked).toHaveLength(1);
  });

  it.each([
    ['does not answer', { kind: 'unavailable', isOutcomeKnown: true }],
    ['refuses our credentials', { kind: 'unauthorised', because: 'credentials' }],
  ] as const)('wait as long as Amazon %s, in growing pauses', async (_, fault) => {
    const amazon = amazonThat(failing(fault), failing(fault), failing(fault));
    const orders = open(amazon);
    const read = orders.read(announced(1), always);
    await jest.advanceTimersByTimeAsync(0);
    expect(amazon.asked).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(amazon.asked).toHaveLength(2);
    await jest.advanceTimersByTimeAsync(1_999);
    expect(amazon.asked).toHaveLength(2);
    await jest.advanceTimersByTimeAsync(4_001);
    expect(await read).toMatchObject({ id: idOf(1) });
  });

  it('with trouble of their own do not hold up the others', async () => {
    const amazon = amazonThat(failing({ kind: 'malformed-answer', at: 'order' }), 'not-found');
    const orders = open(amazon);
    const [first, second] = [orders.read(announced(1), always), orders.read(announced(2), always)];
    await expect(first).rejects.toMatchObject({ fault: { kind: 'malformed-answer' } });
    expect(await second).toBe('not-found');
  });

  it('are too many at four hundred: the oldest is put off', async () => {
    const orders = open(amazonThat(throttled));
    const first = orders.read(announced(0), always);
    await jest.advanceTimersByTimeAsync(0);
    for (let number = 1; number < 400; number += 1) orders.read(announced(number), always).catch(() => undefined);
    expect(orders.count).toBe(400);
    orders.read(announced(400), always).catch(() => undefined);
    expect(await first).toBe('parked');
    expect(orders.count).toBe(400);
    orders.close();
  });

  it('are let go when the process gives up the quota, and none is read afterwards', async () => {
    const amazon = amazonThat(throttled);
    const orders = open(amazon);
    const read = orders.read(announced(1), always);
    await jest.advanceTimersByTimeAsync(0);
    orders.close();
    await expect(read).rejects.toBeInstanceOf(ReadingStopped);
    await expect(orders.read(announced(2), always)).rejects.toBeInstanceOf(ReadingStopped);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(amazon.asked).toHaveLength(1);
  });
});
