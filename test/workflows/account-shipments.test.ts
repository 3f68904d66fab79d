import { describe, expect, it } from '@jest/globals';
import { ApplicationFailure } from '@temporalio/common';
import { accountsOnServer } from '../support/accounts-on-server.js';
import { until } from '../support/until.js';

const since = '2026-01-01T00:00:00.000Z';

describe('an account, beside reading Amazon,', () => {
  const tell = accountsOnServer();

  it('looks for shipments made in Commerce, and remembers which of them have no track yet', async () => {
    const answers = [
      { sweptTo: '2026-05-01T00:00:00.000Z', awaitingTrack: [311], nextSweepAfterMs: 1 },
      { sweptTo: '2026-05-01T01:00:00.000Z', awaitingTrack: [], nextSweepAfterMs: 3_600_000 },
    ];
    const activities = {
      sweepCommerceShipments: async () => {
        const answer = answers.shift();
        if (answer === undefined) throw new Error('asked too often');
        return { outcome: 'swept' as const, signalled: 0, ...answer };
      },
    };
    await tell({ since, activities }, async ({ until: reached, argumentsOf }) => {
      await reached(({ shipments }) => shipments.cursor === '2026-05-01T01:00:00.000Z');
      expect(argumentsOf('sweepCommerceShipments')).toMatchObject([
        { updatedAfter: '2025-12-31T23:58:00.000Z', awaitingTrack: [] },
        { updatedAfter: '2026-04-30T23:58:00.000Z', awaitingTrack: [311] },
      ]);
    });
  });

  it('goes on in Commerce where a sweep stopped, and begins the next one at what Commerce showed last', async () => {
    const goOnAfter = { updatedAt: '2026-05-01T00:00:00Z', entityId: 5_000 };
    const answers = [
      { sweptTo: goOnAfter.updatedAt, goOnAfter, nextSweepAfterMs: 1 },
      { nextSweepAfterMs: 1 },
      { nextSweepAfterMs: 3_600_000 },
    ];
    const activities = {
      sweepCommerceShipments: async () => {
        const answer = answers.shift();
        if (answer === undefined) throw new Error('asked too often');
        return { outcome: 'swept' as const, signalled: 0, awaitingTrack: [311], ...answer };
      },
    };
    await tell({ since, activities }, async ({ until: reached, argumentsOf }) => {
      await until(
        async () => answers.length,
        (left) => left === 0,
      );
      const { shipments } = await reached(({ shipments: { goOnAfter: open } }) => open === undefined);
      expect(shipments.cursor).toBe(goOnAfter.updatedAt);
      const [first, second, third] = argumentsOf('sweepCommerceShipments');
      expect(first).not.toHaveProperty('goOnAfter');
      expect(second).toMatchObject({ goOnAfter });
      expect(third).toMatchObject({ updatedAfter: '2026-04-30T23:58:00.000Z', awaitingTrack: [311] });
      expect(third).not.toHaveProperty('goOnAfter');
    });
  });

  it('whose shop does not answer keeps reading Amazon, and says what it misses', async () => {
    const activities = {
      sweepCommerceShipments: async () => ({
        outcome: 'blocked' as const,
        blocker: { code: 'commerce-credentials' as const },
      }),
    };
    await tell({ since, activities }, async ({ until: reached }) => {
      const state = await reached(
        ({ shipments, lastSweepAt }) => shipments.paused !== undefined && lastSweepAt !== undefined,
      );
      expect(state.shipments).toMatchObject({ cursor: since, paused: { code: 'commerce-credentials' } });
      expect(state.paused).toBeUndefined();
    });
  });

  it('keeps what a worker saw go wrong also when its sweep fails, and that of the next one with it', async () => {
    const seen = (operation: string, count: number) => ({
      remote: 'commerce',
      operation,
      code: 'unavailable',
      message: 'Commerce answered 503',
      count,
      firstAt: since,
      lastAt: since,
    });
    const answers = [
      () => {
        const details = [{ code: 'commerce-unavailable' }, [seen('createOrder', 7), { what: 'nothing of ours' }]];
        throw ApplicationFailure.create({ type: 'Blocked', message: 'down', nonRetryable: true, details });
      },
      () => ({ outcome: 'swept' as const, signalled: 0, awaitingTrack: [], nextSweepAfterMs: 3_600_000 }),
    ];
    const activities = {
      sweepCommerceShipments: async () => {
        const answer = answers.shift();
        if (answer === undefined) throw new Error('asked too often');
        return answer();
      },
    };
    await tell({ since, activities }, async ({ until: reached }) => {
      const state = await reached(({ troubles }) => troubles !== undefined);
      expect(state.troubles).toEqual([seen('createOrder', 7)]);
      expect(state.shipments.paused).toMatchObject({ code: 'commerce-unavailable' });
    });
  });
});
