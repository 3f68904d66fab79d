import { describe, expect, it } from '@jest/globals';
import type { SweepRefundsOutcome, SweepRefundsRequest } from '../../activities/contract.js';
import { configured } from '../../workflows/account-messages.js';
import type { RunningAccount } from '../support/account-stage.js';
import { accountsOnServer } from '../support/accounts-on-server.js';

const lastPage: SweepRefundsOutcome = {
  outcome: 'page',
  refunds: 0,
  told: 0,
  unreadable: 0,
  nextSweepAfterMs: 3_600_000,
};

describe('refunds of an account', () => {
  const told = accountsOnServer();
  const tell = (answers: readonly SweepRefundsOutcome[], telling: (account: RunningAccount) => Promise<void>) => {
    const rest = [...answers];
    const activities = { sweepAmazonRefunds: async (_request: SweepRefundsRequest) => rest.shift() ?? lastPage };
    return told({ activities }, telling);
  };

  it('are not asked for before the settings want them, and no more once they do not', async () => {
    await tell([], async ({ handle, until, argumentsOf }) => {
      await handle.signal(configured, { refunds: 'ignore' });
      await until(({ lastSweepAt }) => lastSweepAt !== undefined);
      expect(argumentsOf('sweepAmazonRefunds')).toEqual([]);
      await handle.signal(configured, { refunds: 'creditmemo' });
      await until(({ refunds }) => refunds?.sweptTo !== undefined);
      await handle.signal(configured, { refunds: 'ignore' });
      await until(({ refunds }) => refunds === undefined);
    });
  });

  it('are read page by page over one period, that begins when they were switched on', async () => {
    await tell([{ ...lastPage, nextPageToken: 'two' }], async ({ handle, until, argumentsOf }) => {
      const startedMs = Date.now();
      await handle.signal(configured, { refunds: 'creditmemo' });
      const { refunds } = await until((state) => state.refunds?.sweptTo !== undefined);
      const [first, second] = argumentsOf('sweepAmazonRefunds');
      expect([first?.pageToken, second?.pageToken]).toEqual([undefined, 'two']);
      expect([second?.postedAfter, second?.postedBefore]).toEqual([first?.postedAfter, first?.postedBefore]);
      expect(Date.parse(first?.postedAfter ?? '')).toBeGreaterThan(startedMs - 3_600_000);
      expect(refunds).toMatchObject({ since: first?.postedAfter, sweptTo: first?.postedBefore });
    });
  });

  it('that cannot be read are shown as paused, and their period is kept', async () => {
    const blocked = { outcome: 'blocked', blocker: { code: 'amazon-permission' } } as const;
    await tell([blocked], async ({ handle, until }) => {
      await handle.signal(configured, { refunds: 'creditmemo' });
      const { refunds } = await until((state) => state.refunds?.paused !== undefined);
      expect(refunds).toMatchObject({ paused: { code: 'amazon-permission' }, open: { after: refunds?.since } });
      expect(refunds?.sweptTo).toBeUndefined();
    });
  });
});
