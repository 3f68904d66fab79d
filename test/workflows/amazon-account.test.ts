import { describe, expect, it } from '@jest/globals';
import type { ReadPageOutcome, ReadPageRequest } from '../../activities/contract.js';
import { catchingUp, percentRead } from '../../src/domain/reading-progress.js';
import { RemoteFailure } from '../../src/domain/remote-failure.js';
import { configured, recover, recoverOrder } from '../../workflows/account-messages.js';
import { amazonOrderId, marketplaceId } from '../domain/orders.js';
import { page } from '../support/account-activities.js';
import { accountsOnServer } from '../support/accounts-on-server.js';
import { until } from '../support/until.js';

const since = '2026-01-01T00:00:00.000Z';

/** Answers the pages of sweeps one after the other; whoever asks further gets an empty one. */
function answering(...answers: readonly (() => ReadPageOutcome)[]) {
  const rest = [...answers];
  return { sweepAmazonPage: async (_request: ReadPageRequest) => rest.shift()?.() ?? page() };
}

/** An answer that comes when the test says so. */
function held<T>() {
  let give: (answer: T) => void = () => undefined;
  const answer = new Promise<T>((resolve) => {
    give = resolve;
  });
  return { answer, give: (value: T) => give(value) };
}

describe('an account', () => {
  const tell = accountsOnServer();

  it('reads every page of one window before its cursor moves', async () => {
    const activities = answering(
      () => page({ orders: 100, handedOver: 90, nextPageToken: 'two' }),
      () => page({ orders: 100, handedOver: 7, nextPageToken: 'three' }),
      () => page({ orders: 3, reachesTo: '2026-05-01T00:00:00.000Z' }),
    );
    await tell({ since, activities }, async ({ until: reached, argumentsOf }) => {
      const state = await reached(({ lastSweepAt }) => lastSweepAt !== undefined);
      const [first, second, third] = argumentsOf('sweepAmazonPage');
      expect([first?.pageToken, second?.pageToken, third?.pageToken]).toEqual([undefined, 'two', 'three']);
      const windows = [first, second, third].map((request) => [request?.updatedAfter, request?.updatedBefore]);
      expect(new Set(windows.map(String)).size).toBe(1);
      expect(state).toMatchObject({
        since,
        cursors: { FBM: '2026-05-01T00:00:00.000Z', FBA: '2026-05-01T00:00:00.000Z' },
        ordersSeen: 203,
        ordersHandedOver: 97,
      });
      expect(state.window).toBeUndefined();
    });
  });

  it('goes on where a full page ended, when pages come in the order of the changes', async () => {
    const newestOrderAt = '2026-02-01T00:00:00.000Z';
    const activities = answering(
      () => page({ orders: 100, nextPageToken: 'two', newestOrderAt }),
      () => page({ orders: 3, reachesTo: '2026-05-01T00:00:00.000Z' }),
    );
    await tell({ since, activities }, async ({ until: reached, argumentsOf }) => {
      await reached(({ lastSweepAt }) => lastSweepAt !== undefined);
      const [, second] = argumentsOf('sweepAmazonPage');
      expect(second).toMatchObject({ updatedAfter: newestOrderAt });
      expect(second).not.toHaveProperty('pageToken');
    });
  });

  it('reads one kind only, when more is announced than can be read one by one', async () => {
    const activities = answering(() => ({ outcome: 'backlog', waiting: { FBM: 25, FBA: 0 } }));
    await tell({ since, activities }, async ({ until: reached, argumentsOf }) => {
      await reached(({ lastSweepAt }) => lastSweepAt !== undefined);
      const [first, second] = argumentsOf('sweepAmazonPage');
      expect([first?.fulfilledBy, second?.fulfilledBy]).toEqual([undefined, 'FBA']);
      expect([first?.backlogMin, second?.backlogMin]).toEqual([20, undefined]);
    });
  });

  it('keeps window and page token while a page is blocked, says so, and does not move on', async () => {
    const blocked = { outcome: 'blocked', blocker: { code: 'amazon-credentials' } } as const;
    const activities = answering(
      () => page({ nextPageToken: 'two' }),
      () => blocked,
    );
    await tell({ since, activities }, async ({ until: reached }) => {
      const state = await reached(({ paused }) => paused !== undefined);
      expect(state).toMatchObject({
        paused: { code: 'amazon-credentials' },
        window: { pageToken: 'two' },
        cursors: { FBM: since, FBA: since },
      });
      const triedAgainMs = Date.parse(state.nextCallAt) - Date.parse(state.paused?.since ?? '');
      expect(triedAgainMs).toBe(60_000);
    });
  });

  it('is paused by what a client throws, in the same way', async () => {
    const refuse = () => {
      const fault = { kind: 'unauthorised', because: 'permission' } as const;
      throw new RemoteFailure({ remote: 'amazon', operation: 'searchOrders', fault });
    };
    await tell({ since, activities: answering(refuse) }, async ({ until: reached }) => {
      expect((await reached(({ paused }) => paused !== undefined)).paused).toMatchObject({ code: 'amazon-permission' });
    });
  });

  it('that is paused tries at once when a process starts, for somebody may have replaced the secret', async () => {
    const activities = answering(() => ({ outcome: 'blocked', blocker: { code: 'amazon-credentials' } }));
    await tell({ since, activities }, async ({ until: reached, handle, argumentsOf }) => {
      await reached(({ paused }) => paused !== undefined);
      await handle.signal(configured, {});
      await reached(({ paused, lastSweepAt }) => paused === undefined && lastSweepAt !== undefined);
      expect(argumentsOf('sweepAmazonPage')).toHaveLength(2);
      expect(argumentsOf('wakeBlockedOrders')).toHaveLength(1);
    });
  });

  it('begins its window anew when Amazon refuses the page token', async () => {
    const activities = answering(
      () => page({ nextPageToken: 'two' }),
      () => ({ outcome: 'page-token-refused' }),
    );
    await tell({ since, activities }, async ({ until: reached, argumentsOf }) => {
      await reached(({ lastSweepAt }) => lastSweepAt !== undefined);
      const tokens = argumentsOf('sweepAmazonPage').map(({ pageToken }) => pageToken);
      expect(tokens).toEqual([undefined, 'two', undefined]);
    });
  });

  it('goes on with a period to be read once more, when a sweep finds a marketplace closed that it was begun without', async () => {
    const canada = marketplaceId('A2EUQ1WTGCTBG2');
    const pages = [page({ nextPageToken: 'two' })];
    const refused = { outcome: 'marketplaces-refused', marketplaces: [canada] } as const;
    const { sweepAmazonPage } = answering(
      () => refused,
      () => refused,
    );
    let isRecovering: () => void = () => undefined;
    const recovering = new Promise<void>((resolve) => {
      isRecovering = resolve;
    });
    const activities = {
      sweepAmazonPage: (request: ReadPageRequest) => recovering.then(() => sweepAmazonPage(request)),
      reconcileAmazonPage: async (_request: ReadPageRequest) => pages.shift() ?? page(),
    };
    await tell({ since, activities }, async ({ until: reached, handle, argumentsOf }) => {
      await handle.executeUpdate(recover, { args: [{ from: since, to: '2026-02-01T00:00:00.000Z' }] });
      isRecovering();
      await reached(({ finishedRereads }) => finishedRereads.length === 1);
      const asked = argumentsOf('reconcileAmazonPage').map((request) => [
        request.pageToken,
        request.withoutMarketplaces,
      ]);
      expect(asked).toEqual([
        [undefined, [canada]],
        ['two', [canada]],
      ]);
    });
  });

  it('names an order that could not be taken until it was recovered', async () => {
    const id = amazonOrderId('902-1106328-1059050');
    const activities = {
      ...answering(() => page({ orders: 1, notTaken: [id] })),
      recoverAmazonOrder: async () => ({ outcome: 'recovered', result: 'handed-over' }) as const,
    };
    await tell({ since, activities }, async ({ until: reached, handle, state }) => {
      await reached(({ notTaken }) => notTaken.includes(id));
      await handle.executeUpdate(recoverOrder, { args: [{ amazonOrderId: id }] });
      expect((await state()).notTaken).toEqual([]);
    });
  });

  it('gives up a period that Amazon refuses to search, says so, and reads on', async () => {
    const refuse = () => {
      const fault = { kind: 'rejected', code: 'InvalidInput' } as const;
      throw new RemoteFailure({ remote: 'amazon', operation: 'searchOrders', fault });
    };
    const activities = { ...answering(), reconcileAmazonPage: async () => refuse() };
    await tell({ since, activities }, async ({ until: reached, handle }) => {
      await handle.executeUpdate(recover, { args: [{ from: since, to: '2026-02-01T00:00:00.000Z' }] });
      const state = await reached(({ finishedRereads }) => finishedRereads.length === 1);
      expect(state.finishedRereads).toMatchObject([{ why: 'operator', refusedAs: 'InvalidInput' }]);
      expect(state.rereads).toEqual([]);
      expect(state.paused).toBeUndefined();
    });
  });

  it('says how far it is with a period that is read once more', async () => {
    const second = held<ReadPageOutcome>();
    const pages = [page({ orders: 100, nextPageToken: 'two', newestOrderAt: '2026-02-02T00:00:00.000Z' })];
    const activities = { ...answering(), reconcileAmazonPage: async () => pages.shift() ?? second.answer };
    await tell({ since, activities }, async ({ until: reached, handle }) => {
      await handle.executeUpdate(recover, {
        args: [{ from: '2026-02-01T00:00:00.000Z', to: '2026-02-05T00:00:00.000Z' }],
      });
      const { rereads } = await reached(({ rereads: [first] }) => first?.pageToken === 'two');
      expect(rereads.map(percentRead)).toEqual([25]);
      second.give(page());
      await reached(({ finishedRereads }) => finishedRereads.length === 1);
    });
  });

  it('says how far it is with what sweeps have to catch up with, until nothing is left', async () => {
    const second = held<ReadPageOutcome>();
    const newestOrderAt = '2026-02-01T00:00:00.000Z';
    const pages = [page({ orders: 100, nextPageToken: 'two', newestOrderAt })];
    const activities = { sweepAmazonPage: async () => pages.shift() ?? second.answer };
    await tell({ since, activities }, async ({ until: reached }) => {
      const state = await reached(({ backlog }) => backlog !== undefined);
      const behind = catchingUp(state, Date.parse('2026-03-04T00:00:00.000Z'));
      expect(behind).toMatchObject({ orders: 100, reachedTo: newestOrderAt });
      expect(behind && percentRead(behind)).toBe(50);
      second.give(page());
      expect((await reached(({ lastSweepAt }) => lastSweepAt !== undefined)).backlog).toBeUndefined();
    });
  });

  it('whose clock is off by nobody knows what says so, and does not spend its searches on that', async () => {
    const activities = answering(() => ({ outcome: 'clock-off', clockSkewMs: 0 }));
    await tell({ since, activities }, async ({ until: reached, argumentsOf }) => {
      const { paused } = await reached((state) => state.paused !== undefined);
      expect(paused).toMatchObject({ code: 'amazon-clock' });
      expect(argumentsOf('sweepAmazonPage')).toHaveLength(1);
    });
  });

  it('without a date in the settings reads from when it was connected', async () => {
    await tell({}, async ({ until: reached, handle, argumentsOf }) => {
      const state = await reached(({ lastSweepAt }) => lastSweepAt !== undefined);
      const { startTime } = await handle.describe();
      expect(state.since).toBe(startTime.toISOString());
      expect(argumentsOf('sweepAmazonPage')[0]?.since).toBe(state.since);
    });
  });

  it('gives the lease to the next process when one gives it up or fails, with what is left of the quota', async () => {
    let leases = 0;
    let giveUp: () => void = () => undefined;
    const left = {
      at: '2026-05-01T00:00:00.000Z',
      rates: { getOrder: 2 },
      quotas: { getOrder: { ratePerSecond: 1.96, burst: 30, tokens: 4 } },
      troubles: [],
    };
    const activities = {
      holdAmazonGateway: async () => {
        leases += 1;
        if (leases === 1) return left; // gives it up at once
        if (leases === 2) throw new Error('no gateway');
        await new Promise<void>((resolve) => {
          giveUp = resolve;
        });
        return left;
      },
    };
    await tell({ activities }, async ({ argumentsOf }) => {
      await until(
        async () => leases,
        (count) => count === 3,
      );
      const [first, second, third] = argumentsOf('holdAmazonGateway');
      expect(first).not.toHaveProperty('before');
      expect(second?.before).toEqual(left);
      expect(third?.before).toEqual(left); // tried again by Temporal: a second attempt does not believe it
      giveUp();
    });
  });

  it('shows how long the queue of notifications is, as whoever listens to it saw it last', async () => {
    const queue = { at: '2026-05-01T00:00:00.000Z', waiting: 3, inFlight: 2, oldestSentAt: '2026-04-30T23:59:00.000Z' };
    await tell({ since, activities: answering(() => page({ queue })) }, async ({ until: reached }) => {
      expect((await reached(({ lastSweepAt }) => lastSweepAt !== undefined)).queue).toEqual(queue);
    });
  });
});
