import { describe, expect, it } from '@jest/globals';
import { parseAccountId } from '../../../src/domain/ids.js';
import { createOrderIndex } from '../../../src/http/order-index/order-index.js';
import { defaultSort } from '../../../src/http/order-index/order-sort.js';
import { openOrders } from '../../../src/http/order-index/visibility-filter.js';
import { FakeVisibility } from './fake-visibility.js';
import { hourMs, orderRow, startOfDayMs } from './order-row-builder.js';

/** Waits only as long as the test says: each pause ends when the test releases it. */
class ManualPauses {
  readonly asked: number[] = [];
  #waiting: (() => void)[] = [];
  #onAsked: () => void = () => undefined;

  readonly wait = (ms: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      this.asked.push(ms);
      this.#waiting.push(resolve);
      signal.addEventListener('abort', () => reject(new Error('aborted')));
      this.#onAsked();
    });

  /** Resolves when this many pauses have begun since the beginning. */
  async begun(count: number): Promise<void> {
    while (this.asked.length < count) await new Promise<void>((resolve) => (this.#onAsked = resolve));
  }

  release(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

function fixture({ accounts = ['acme-us'] }: { readonly accounts?: readonly string[] } = {}) {
  const lister = new FakeVisibility();
  const pauses = new ManualPauses();
  const failures: string[] = [];
  const index = createOrderIndex({
    lister,
    accounts,
    indexDays: 90,
    nowMs: () => startOfDayMs + hourMs,
    wait: pauses.wait,
    events: { orderIndexFailed: ({ step }) => void failures.push(step) },
  });
  const listed = () => index.search({ filter: {}, sort: defaultSort, limit: 10 }).rows.length;
  return { lister, pauses, failures, index, listed };
}

describe('the order index', () => {
  it('loads, refreshes again and again, and stands still when stopped', async () => {
    const { lister, pauses, index, listed } = fixture();
    lister.put(orderRow(1));
    index.start();
    await pauses.begun(2);
    expect(listed()).toBe(1);
    lister.put(orderRow(2, { changedAtMs: startOfDayMs + hourMs }));
    pauses.release();
    await pauses.begun(4);
    expect(listed()).toBe(2);
    expect(pauses.asked).toContain(600);
    await index.stop();
    const calls = lister.asked.length;
    pauses.release();
    expect(lister.asked.length).toBe(calls);
  });

  it('asks for no changes while the open orders load: they would come with them', async () => {
    const { lister, pauses, index } = fixture();
    lister.put(orderRow(1));
    const askedAtFirstPage: string[] = [];
    lister.beforePage = ({ filter }) => void askedAtFirstPage.push(filter);
    index.start();
    await pauses.begun(2);
    expect(askedAtFirstPage).toEqual([openOrders(), expect.stringContaining('CloseTime')]);
    pauses.release();
    await pauses.begun(4);
    expect(askedAtFirstPage).toContainEqual(expect.stringContaining('ChangedAt'));
    await index.stop();
  });

  it('leaves off in the middle of a load when it is stopped', async () => {
    const { lister, index } = fixture();
    lister.put(orderRow(1), orderRow(2));
    let stopped: Promise<void> | undefined;
    lister.beforePage = () => {
      stopped ??= index.stop();
    };
    index.start();
    while (stopped === undefined) await Promise.resolve();
    await stopped;
    expect(lister.asked.length).toBeLessThanOrEqual(2);
  });

  it('lives through a failing Temporal: it shows what it has, waits longer each time, and goes on by itself', async () => {
    const { lister, pauses, failures, index, listed } = fixture();
    lister.put(orderRow(1));
    index.start();
    await pauses.begun(2);
    lister.isDown = true;
    for (let round = 1; round <= 6; round += 1) {
      pauses.release();
      await pauses.begun(2 + 2 * round);
    }
    expect(listed()).toBe(1);
    expect(failures).toHaveLength(12);
    expect(Math.max(...pauses.asked.slice(2))).toBe(15_000);
    expect(index.health().failingSinceMs).toBe(startOfDayMs + hourMs);
    lister.isDown = false;
    lister.put(orderRow(2, { changedAtMs: startOfDayMs + hourMs }));
    pauses.release();
    await pauses.begun(16);
    expect(listed()).toBe(2);
    expect(index.health().failingSinceMs).toBeUndefined();
    await index.stop();
  });

  it('shows configured accounts, and of removed ones only the orders that wait for their account', async () => {
    const { lister, pauses, index, listed } = fixture({ accounts: ['acme-eu'] });
    lister.put(orderRow(1), orderRow(2, { account: 'acme-eu' }), orderRow(3, { blockedBy: 'account-removed' }));
    index.start();
    await pauses.begun(2);
    expect(listed()).toBe(2);
    await index.stop();
  });

  it('finds an order by either number', async () => {
    const { lister, pauses, index } = fixture();
    const row = orderRow(1, { commerceOrderNumber: '000000123' });
    lister.put(row, orderRow(2, { commerceOrderNumber: '000000123', account: 'acme-eu' }));
    index.start();
    await pauses.begun(2);
    expect(index.find(row.amazonOrderId)).toEqual(row);
    const account = parseAccountId('acme-us');
    const number = row.commerceOrderNumber;
    expect(account && number && index.findByCommerceNumber(account, number)).toEqual([row]);
    await index.stop();
  });
});
