import { describe, expect, it } from '@jest/globals';
import { indexFixture } from './order-index-fixture.js';
import { amazonOrderIdOf, dayMs, hourMs, minuteMs, orderRow, startOfDayMs } from './order-row-builder.js';

const nowMs = startOfDayMs + hourMs;

describe('the order index, loading', () => {
  it('reads open orders of any age first, and says that closed ones are still to come', async () => {
    const { visibility, feed, ids } = indexFixture();
    visibility.put(orderRow(1, { startedAtMs: startOfDayMs - 400 * dayMs }), orderRow(2), orderRow(3));
    visibility.put(orderRow(4, { closedAtMs: nowMs - dayMs }));
    visibility.beforePage = ({ filter }) => {
      if (!filter.includes('CloseTime')) return;
      expect(ids()).toEqual([3, 2, 1].map(amazonOrderIdOf));
      expect(feed.health().phase).toBe('loading-closed');
    };
    expect(feed.health().phase).toBe('loading-open');
    await feed.load();
    expect(ids()).toEqual([4, 3, 2, 1].map(amazonOrderIdOf));
    expect(feed.health().phase).toBe('complete');
    expect.assertions(5);
  });

  it('leaves out orders that closed before the days it keeps', async () => {
    const { visibility, feed, ids } = indexFixture();
    visibility.put(orderRow(1, { closedAtMs: nowMs - 91 * dayMs }), orderRow(2, { closedAtMs: nowMs - 89 * dayMs }));
    await feed.load();
    expect(ids()).toEqual([amazonOrderIdOf(2)]);
  });

  it('keeps an order that closes between the two queries, once', async () => {
    const { visibility, feed, search } = indexFixture();
    visibility.put(orderRow(1));
    visibility.beforePage = ({ filter }) => {
      if (filter.includes('CloseTime')) visibility.put(orderRow(1, { status: 'Complete', closedAtMs: nowMs }));
    };
    await feed.load();
    expect(search().rows).toMatchObject([{ status: 'Complete', closedAtMs: nowMs }]);
  });

  it('forgets on the next load what Temporal does not hold any more', async () => {
    const { visibility, feed, ids } = indexFixture();
    visibility.put(orderRow(1), orderRow(2));
    await feed.load();
    visibility.delete(orderRow(1).workflowId);
    await feed.load();
    expect(ids()).toEqual([amazonOrderIdOf(2)]);
  });

  it('goes on showing what it holds while a load fails halfway', async () => {
    const { visibility, feed, ids } = indexFixture();
    visibility.put(orderRow(1), orderRow(2), orderRow(3));
    await feed.load();
    visibility.isDown = true;
    await expect(feed.load()).rejects.toThrow('UNAVAILABLE');
    expect(ids()).toHaveLength(3);
    expect(feed.health().phase).toBe('complete');
  });

  it('says how many workflows it could not read', async () => {
    const { visibility, feed } = indexFixture();
    visibility.unreadableCount = 1;
    await feed.load();
    expect(feed.health().unreadableCount).toBe(2);
  });
});

describe('the order index, refreshing', () => {
  it('asks twice, for what changed and for what closed, with overlap', async () => {
    const { visibility, feed } = indexFixture();
    await feed.refresh();
    expect(visibility.asked).toEqual([
      "WorkflowId STARTS_WITH 'amazon-order:' AND ChangedAt >= '2026-03-10T00:54:45.000Z'",
      "WorkflowId STARTS_WITH 'amazon-order:' AND ExecutionStatus != 'Running' AND CloseTime >= '2026-03-10T00:54:45.000Z'",
    ]);
  });

  it('shows an order that appeared, and its later change', async () => {
    const { visibility, feed, search } = indexFixture();
    await feed.load();
    visibility.put(orderRow(1, { changedAtMs: nowMs }));
    await feed.refresh();
    expect(search().rows).toMatchObject([{ status: 'AwaitingShipment' }]);
    visibility.put(orderRow(1, { changedAtMs: nowMs + 1000, status: 'Blocked', blockedBy: 'out-of-stock' }));
    await feed.refresh();
    expect(search().rows).toMatchObject([{ status: 'Blocked', blockedBy: 'out-of-stock' }]);
  });

  it('moves an order from open to closed without showing it twice', async () => {
    const { visibility, feed, search } = indexFixture();
    visibility.put(orderRow(1));
    await feed.load();
    visibility.put(orderRow(1, { status: 'Complete', changedAtMs: nowMs, closedAtMs: nowMs }));
    await feed.refresh();
    await feed.refresh();
    expect(search().rows).toMatchObject([{ status: 'Complete', closedAtMs: nowMs }]);
  });

  it('reads again what visibility shows only late, as long as it is within the overlap', async () => {
    const { visibility, feed, clock, ids } = indexFixture();
    visibility.put(orderRow(1, { changedAtMs: nowMs }));
    await feed.refresh();
    clock.nowMs += 10_000;
    visibility.put(orderRow(2, { changedAtMs: nowMs - 14_000 }));
    await feed.refresh();
    expect(ids()).toEqual([2, 1].map(amazonOrderIdOf));
  });

  it('catches up after a failure: nothing that changed meanwhile is lost', async () => {
    const { visibility, feed, clock, ids } = indexFixture();
    visibility.put(orderRow(1, { changedAtMs: nowMs }));
    await feed.refresh();
    visibility.isDown = true;
    visibility.put(orderRow(2, { changedAtMs: nowMs + 1000 }));
    await expect(feed.refresh()).rejects.toThrow();
    clock.nowMs += 2 * hourMs;
    visibility.isDown = false;
    await feed.refresh();
    expect(ids()).toEqual([2, 1].map(amazonOrderIdOf));
  });

  it('is not carried past later changes by a change from a clock that runs ahead', async () => {
    const { visibility, feed, clock, ids } = indexFixture();
    visibility.put(orderRow(1, { changedAtMs: nowMs + dayMs }));
    await feed.refresh();
    clock.nowMs += minuteMs;
    visibility.put(orderRow(2, { changedAtMs: clock.nowMs }));
    await feed.refresh();
    expect(ids()).toEqual([2, 1].map(amazonOrderIdOf));
  });

  it('says until when it is fresh, and since when Temporal is silent', async () => {
    const { feed, clock } = indexFixture();
    await feed.refresh();
    expect(feed.health()).toMatchObject({ refreshedAtMs: nowMs });
    clock.nowMs += 5000;
    feed.noteFailure();
    clock.nowMs += 5000;
    feed.noteFailure();
    expect(feed.health()).toMatchObject({ refreshedAtMs: nowMs, failingSinceMs: nowMs + 5000 });
    await feed.refresh();
    expect(feed.health().failingSinceMs).toBeUndefined();
  });

  it('lets closed orders go when they become too old', async () => {
    const { visibility, feed, clock, ids } = indexFixture();
    visibility.put(orderRow(1, { closedAtMs: nowMs }), orderRow(2));
    await feed.load();
    clock.nowMs += 91 * dayMs;
    await feed.refresh();
    expect(ids()).toEqual([amazonOrderIdOf(2)]);
  });
});

describe('the order index, full', () => {
  it('gives an open order the place of the closed one bought longest ago, and says that it is not whole', async () => {
    const { visibility, feed, ids } = indexFixture({ rowsMax: 2 });
    visibility.put(orderRow(1, { closedAtMs: nowMs }), orderRow(2, { closedAtMs: nowMs }));
    await feed.load();
    expect(feed.health().isTruncated).toBe(false);
    visibility.put(orderRow(3, { changedAtMs: nowMs }));
    await feed.refresh();
    expect(ids()).toEqual([3, 2].map(amazonOrderIdOf));
    expect(feed.health()).toMatchObject({ isTruncated: true, orderCount: 2 });
  });
});
