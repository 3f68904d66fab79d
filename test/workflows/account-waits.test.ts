import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import type { ReadPageOutcome, ReadPageRequest } from '../../activities/contract.js';
import { RemoteFailure } from '../../src/domain/remote-failure.js';
import { page } from '../support/account-activities.js';
import { type RunningAccount, tellAccount } from '../support/account-stage.js';
import { inSkippedTime } from '../support/skipped-time.js';
import { describeWithTimeSkipping } from '../support/time-skipping-server.js';

type Fault = RemoteFailure['fault'];

describeWithTimeSkipping('an account that Amazon does not serve', () => {
  const { opened, pass, nowMs } = inSkippedTime(async (server) => {
    const folder = await mkdtemp(join(tmpdir(), 'waybill-account-waits-'));
    const bundlePath = join(folder, 'bundle.js');
    const { code } = await bundleWorkflowCode({
      workflowsPath: join(__dirname, 'account-reading-workflows.ts'),
      logger: new DefaultLogger('ERROR', () => undefined),
    });
    await writeFile(bundlePath, code);
    const close = () => rm(folder, { recursive: true, force: true });
    return { server: { ...server, bundlePath }, close };
  });

  /** Amazon fails so while it is told to; what it is asked, and when, is written down. */
  function amazon(fault: Fault) {
    const asked: { readonly atMs: number; readonly request: ReadPageRequest }[] = [];
    const world = { isFailing: true };
    return {
      asked,
      world,
      sweepAmazonPage: async (request: ReadPageRequest): Promise<ReadPageOutcome> => {
        asked.push({ atMs: await nowMs(), request });
        if (world.isFailing) throw new RemoteFailure({ remote: 'amazon', operation: 'searchOrders', fault });
        return page();
      },
    };
  }

  function tell({ sweepAmazonPage }: ReturnType<typeof amazon>, telling: (account: RunningAccount) => Promise<void>) {
    const since = new Date(Date.now() - 3_600_000).toISOString();
    return tellAccount(opened().server, { since, activities: { sweepAmazonPage }, hasIngestion: false }, telling);
  }

  const pausesMs = (asked: readonly { readonly atMs: number }[]) =>
    asked.slice(1).map(({ atMs }, index) => atMs - (asked[index]?.atMs ?? Number.NaN));

  const stories: readonly (readonly [string, Fault, string])[] = [
    ['by 500 for an hour', { kind: 'unavailable', isOutcomeKnown: true }, 'amazon-unavailable'],
    ['since its token is refused', { kind: 'unauthorised', because: 'credentials' }, 'amazon-credentials'],
  ];
  it.each(stories)('%s says so, tries every minute, and goes on by itself where it was', async (_name, fault, code) => {
    const remote = amazon(fault);
    await tell(remote, async ({ until, state }) => {
      const paused = await until((shown) => shown.paused !== undefined);
      expect(paused.paused).toMatchObject({ code });
      await pass('1 hour');
      expect((await state()).paused).toMatchObject({ code, since: paused.paused?.since });
      // A minute between tries at most; a try is up to five calls that fail. Half a second is for the clock's own steps.
      expect(Math.max(...pausesMs(remote.asked))).toBeLessThanOrEqual(60_500);
      expect(remote.asked.length).toBeGreaterThanOrEqual(50);
      const [first, ...others] = remote.asked.map(({ request }) => request);
      for (const other of others) expect(other).toEqual(first);

      remote.world.isFailing = false;
      await pass('61 seconds');
      const after = await until((shown) => shown.paused === undefined && shown.lastSweepAt !== undefined);
      expect(after.cursors.FBM).toBe(first?.updatedBefore);
    });
  });
});
