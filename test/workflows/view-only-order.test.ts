import { describe, expect, it } from '@jest/globals';
import { amazonChanged, retryNow, shipped, verified } from '../../workflows/messages.js';
import { parcel, sighting } from '../support/order-inputs.js';
import type { RunningOrder } from '../support/order-stage.js';
import { tellOrder } from '../support/running-order.js';

const tell = (startsAs: ReturnType<typeof sighting>, telling: (order: RunningOrder) => Promise<void>) =>
  tellOrder({ type: 'viewOnlyOrder', startsAs }, telling);

describe('an order that is only viewed', () => {
  it('follows Amazon to its final state, and writes nothing anywhere', async () => {
    await tell(sighting('Pending'), async ({ handle, until, attribute, calls }) => {
      expect(await attribute('orderStatus')).toBe('ViewOnly');
      await handle.signal(verified, sighting('Unshipped'));
      await until(({ amazonStatus }) => amazonStatus === 'Unshipped');
      await handle.signal(shipped, parcel('P1', 2));
      await handle.signal(amazonChanged, sighting('Shipped'));
      expect(await handle.result()).toEqual({ ended: 'ViewOnly' });
      expect(await attribute('amazonStatus')).toBe('Shipped');
      expect(await attribute('orderStatus')).toBe('ViewOnly');
      expect(calls).toEqual([]);
    });
  });

  it('tells the lists when it is to be delivered as soon as Amazon says so', async () => {
    await tell(sighting('Pending'), async ({ handle, until }) => {
      await handle.signal(verified, sighting('Unshipped', { deliverBy: '2026-11-09T08:00:00Z' }));
      await until(({ amazonStatus }) => amazonStatus === 'Unshipped');
      expect((await handle.describe()).memo).toMatchObject({ deliverBy: '2026-11-09T08:00:00Z' });
    });
  });

  it('that Amazon fulfils has nothing to follow and ends at once', async () => {
    await tell(sighting('Shipped', { fulfilledBy: 'FBA' }), async ({ handle }) => {
      expect(await handle.result()).toEqual({ ended: 'ViewOnly' });
    });
  });

  it.each(['Canceled', 'Shipped'] as const)('ends when Amazon says %s', async (status) => {
    await tell(sighting('Unshipped'), async ({ handle, view }) => {
      await handle.signal(amazonChanged, sighting(status));
      expect(await handle.result()).toEqual({ ended: 'ViewOnly' });
      expect(await view()).toMatchObject({ status: 'ViewOnly', amazonStatus: status, needsAttention: false });
    });
  });

  it('offers nothing that an operator could do', async () => {
    await tell(sighting('Pending'), async ({ handle }) => {
      await expect(handle.executeUpdate(retryNow, { args: [{ actor: 'operations' }] })).rejects.toThrow();
    });
  });
});
