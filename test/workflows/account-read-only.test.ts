import { describe, expect, it } from '@jest/globals';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import type { ShopIdentity } from '../../src/domain/shop-identity.js';
import { readChangePermit } from '../../src/temporal/change-permit.js';
import { acceptShop, setReadOnly, shopSeen } from '../../workflows/account-messages.js';
import { type RunningAccount, tellAccount } from '../support/account-stage.js';
import { stageServer } from '../support/stage-server.js';
import { until } from '../support/until.js';

const ours: ShopIdentity = { address: 'https://shop.example', baseUrl: 'https://shop.example/', storeId: 1 };
const copy: ShopIdentity = { ...ours, baseUrl: 'https://copy.example/' };
const on = { isReadOnly: true, actor: 'operations', reason: 'stocktaking' };
const off = { isReadOnly: false, actor: 'operations' };

const server = stageServer();

const permit = ({ handle }: RunningAccount) =>
  readChangePermit(server().client, handle.workflowId.replace('amazon-account:', ''));
const untilShop = async (running: RunningAccount, shop = ours) => {
  await running.handle.signal(shopSeen, shop);
  return until(
    () => permit(running),
    ({ shop: known, otherShop }) => known !== undefined && (otherShop?.baseUrl ?? known.baseUrl) === shop.baseUrl,
  );
};

describe('an account', () => {
  it('permits nothing before it is connected to a shop', async () => {
    await tellAccount(server(), {}, async (running) => {
      expect(await permit(running)).toEqual({});
      expect(await untilShop(running)).toEqual({ shop: ours });
    });
  });

  it('switched to read-only says so to every process before the switch is confirmed, and wakes what waited', async () => {
    await tellAccount(server(), {}, async (running) => {
      const { handle, argumentsOf } = running;
      await untilShop(running);
      const switching = handle.executeUpdate(setReadOnly, { args: [on] });
      await until(
        () => permit(running),
        ({ held }) => held === 'read-only',
      );
      expect(await switching).toMatchObject({ isReadOnly: true });
      expect(await handle.executeUpdate(setReadOnly, { args: [on] })).toMatchObject({ isReadOnly: true });
      expect(await handle.executeUpdate(setReadOnly, { args: [off] })).toMatchObject({ isReadOnly: false });
      expect(await permit(running)).toEqual({ shop: ours });
      await until(
        async () => argumentsOf('wakeHeldOrders').length,
        (count) => count === 1,
      );
    });
  });

  it('refuses a switch without a reason, and to accept a shop when none differs', async () => {
    await tellAccount(server(), {}, async ({ handle }) => {
      await expect(
        handle.executeUpdate(setReadOnly, { args: [{ isReadOnly: true, actor: 'operations' }] }),
      ).rejects.toThrow(WorkflowUpdateFailedError);
      await expect(handle.executeUpdate(acceptShop, { args: [{ actor: 'operations' }] })).rejects.toThrow(
        WorkflowUpdateFailedError,
      );
    });
  });

  it('shown another shop is read-only by itself until that is accepted', async () => {
    await tellAccount(server(), {}, async (running) => {
      const { handle } = running;
      await untilShop(running);
      expect(await untilShop(running, copy)).toMatchObject({ shop: ours, held: 'other-shop' });
      await expect(handle.executeUpdate(setReadOnly, { args: [off] })).rejects.toThrow(WorkflowUpdateFailedError);
      expect(await handle.executeUpdate(acceptShop, { args: [{ actor: 'operations' }] })).toMatchObject({
        isReadOnly: false,
      });
      expect(await permit(running)).toEqual({ shop: copy });
    });
  });
});
