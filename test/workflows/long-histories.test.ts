import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TemporalConnection } from '../../src/temporal/connection.js';
import { connectTemporal } from '../../src/temporal/connection.js';
import { type DevelopmentServer, startDevelopmentServer } from '../../src/temporal/development-server.js';
import { obtainTemporal } from '../../src/temporal/obtain-temporal.js';
import { amazonChanged, mapSku, retryNow, shipped } from '../../workflows/messages.js';
import { page } from '../support/account-activities.js';
import { tellAccount } from '../support/account-stage.js';
import { commerceOrder, parcel, sighting, sku } from '../support/order-inputs.js';
import { openOrderStage } from '../support/order-stage.js';
import { quietRuntime } from '../support/quiet-runtime.js';
import type { StageServer } from '../support/stage-server.js';
import { workflowBundlePath } from '../support/temporal-server.js';

/** A server of its own, that finds a history long after 30 events instead of 4,096. */
async function startImpatientServer(folder: string): Promise<DevelopmentServer> {
  const say = () => undefined;
  const { path } = await obtainTemporal({ say });
  const extraArguments = ['--dynamic-config-value', 'limit.historyCount.suggestContinueAsNew=30'];
  return startDevelopmentServer({ binaryPath: path, folder, say, isInMemory: true, ports: 'any', extraArguments });
}

describe('a history that becomes too long is carried on in a new run', () => {
  let folder: string | undefined;
  let development: DevelopmentServer | undefined;
  let temporal: TemporalConnection | undefined;
  let server: StageServer | undefined;

  beforeAll(async () => {
    quietRuntime();
    folder = await mkdtemp(join(tmpdir(), 'waybill-long-histories-'));
    development = await startImpatientServer(folder);
    const { address, namespace } = development;
    temporal = await connectTemporal({ address, namespace, tls: false });
    const connection = await temporal.nativeConnection();
    server = { client: temporal.client, connection, namespace, bundlePath: await workflowBundlePath() };
  });
  afterAll(async () => {
    await temporal?.close();
    await development?.stop();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  });

  it('by an order: with its packages, its blocker, its mapped SKUs and its story', async () => {
    if (server === undefined) throw new Error('no server');
    let skuMapSeen: unknown;
    const activities = {
      createCommerceOrder: async ({ skuMap }: { readonly skuMap: Readonly<Record<string, string>> }) => {
        skuMapSeen = skuMap;
        return skuMap['MUG-BLUE'] === 'MUG-INDIGO'
          ? { outcome: 'created' as const, commerceOrder: commerceOrder(), sighting: sighting('Unshipped') }
          : { outcome: 'blocked' as const, blocker: { code: 'sku-unknown' as const, subject: 'MUG-BLUE' } };
      },
    };
    const stage = await openOrderStage(server);
    try {
      await stage.tellOrder({ startsAs: sighting('Unshipped'), activities }, async (order) => {
        const { handle, until, ref, callsOf } = order;
        const operator = { actor: 'operations' };
        const { runId: firstRun } = await handle.describe();
        const blocked = await until(({ status }) => status === 'Blocked');
        await handle.signal(shipped, parcel('P1', 1));
        await until(({ packages }) => packages[0]?.atAmazon === 'confirmed');
        const current = () => server?.client.workflow.getHandle(handle.workflowId);
        const isCarriedOn = async () => (await current()?.describe())?.runId !== firstRun;
        for (let tries = 0; !(await isCarriedOn()); tries += 1) {
          if (tries > 20) throw new Error('never carried on');
          const tried = callsOf('createCommerceOrder');
          await current()?.executeUpdate(retryNow, { args: [operator] });
          await until(() => callsOf('createCommerceOrder') > tried);
        }
        const carried = await until(({ status }) => status === 'Blocked');
        expect(carried.blocker?.since).toBe(blocked.blocker?.since);
        expect(carried.packages).toMatchObject([{ id: 'P1', atAmazon: 'confirmed' }]);
        expect(carried.timeline.slice(0, 2).map(({ what }) => what)).toEqual(['started', 'verified']);
        await current()?.executeUpdate(mapSku, { args: [{ ...operator, from: 'MUG-BLUE', to: sku('MUG-INDIGO') }] });
        await current()?.signal(shipped, parcel('P1', 1));
        await current()?.signal(shipped, parcel('P2', 1));
        await current()?.signal(amazonChanged, sighting('Unshipped', { lastUpdatedAt: '2026-11-02T09:00:00.000Z' }));
        expect(await handle.result()).toMatchObject({ ended: 'Complete' });
        expect(skuMapSeen).toEqual({ 'MUG-BLUE': 'MUG-INDIGO' });
        expect([callsOf('confirmAmazonShipment'), callsOf('shipCommerceOrder')]).toEqual([2, 2]);
        expect(await order.attribute('amazonOrderId')).toBe(ref.amazonOrderId);
        expect(await order.attribute('orderStatus')).toBe('Complete');
        expect(await order.attribute('blockedBy')).toBeUndefined();
      });
    } finally {
      await stage.close();
    }
  });

  it('by an account: in the middle of a window, with its counts, and the lease is taken anew', async () => {
    if (server === undefined) throw new Error('no server');
    let pages = 0;
    const activities = {
      sweepAmazonPage: async () => {
        pages += 1;
        return page({ orders: 1, nextPageToken: `after ${pages}` });
      },
    };
    await tellAccount(server, { since: '2026-01-01T00:00:00.000Z', activities }, async (account) => {
      const { runId: firstRun } = await account.handle.describe();
      const leases = () => account.calls.filter(({ activity }) => activity === 'holdAmazonGateway').length;
      const state = await account.until(({ ordersSeen }) => ordersSeen >= 12 && leases() >= 2);
      expect((await account.handle.describe()).runId).not.toBe(firstRun);
      const requests = account.argumentsOf('sweepAmazonPage');
      expect(new Set(requests.map(({ updatedAfter, updatedBefore }) => `${updatedAfter} ${updatedBefore}`)).size).toBe(
        1,
      );
      expect(requests.slice(0, 12).map(({ pageToken }) => pageToken)).toEqual([
        undefined,
        ...Array.from({ length: 11 }, (_, index) => `after ${index + 1}`),
      ]);
      expect(state.cursors).toEqual({ FBM: '2026-01-01T00:00:00.000Z', FBA: '2026-01-01T00:00:00.000Z' });
    });
  });
});
