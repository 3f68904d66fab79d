import { describe, expect, it } from '@jest/globals';
import type { Activities, CreateOrderOutcome } from '../../activities/contract.js';
import { RemoteFailure } from '../../src/domain/remote-failure.js';
import { amazonChanged, retryNow, skip } from '../../workflows/messages.js';
import { commerceOrder, sighting } from '../support/order-inputs.js';
import { tellOrder } from '../support/running-order.js';

const startsAs = sighting('Unshipped');
const found = { outcome: 'found' as const, commerceOrder: commerceOrder() };
const operator = { actor: 'operations' };

/** The first attempt fails, after Commerce may have taken the order; later ones find it. */
function failingOnce(): Partial<Activities> {
  let attempts = 0;
  return {
    createCommerceOrder: async (): Promise<CreateOrderOutcome> => {
      attempts += 1;
      if (attempts > 1) return { outcome: 'adopted', commerceOrder: commerceOrder(), sighting: startsAs };
      const fault = { kind: 'unauthorised', because: 'credentials' } as const;
      throw new RemoteFailure({ remote: 'commerce', operation: 'createInvoice', fault });
    },
  };
}

describe('an order of which nobody knows whether Commerce has it', () => {
  it('goes on when the cause is gone', async () => {
    await tellOrder({ startsAs, activities: failingOnce() }, async ({ handle, until, callsOf }) => {
      const blocked = await until(({ status }) => status === 'Blocked');
      expect(blocked.blocker).toMatchObject({ code: 'commerce-credentials' });
      const answer = await handle.executeUpdate(retryNow, { args: [operator] });
      expect(answer).toEqual({ status: 'Blocked', note: 'Trying now' });
      await until(({ status }) => status === 'AwaitingShipment');
      expect(callsOf('lookForCommerceOrder')).toBe(0);
    });
  });

  it('is looked for before it is skipped, and is not made by the look', async () => {
    await tellOrder({ startsAs, activities: failingOnce() }, async ({ handle, until, calls }) => {
      await until(({ status }) => status === 'Blocked');
      await handle.executeUpdate(skip, { args: [{ ...operator, reason: 'sold elsewhere' }] });
      expect(await handle.result()).toMatchObject({ ended: 'Skipped' });
      expect(calls.map(({ activity }) => activity)).toEqual(['createCommerceOrder', 'lookForCommerceOrder']);
    });
  });

  it('that is there after all cannot be skipped any more: it is adopted, and the operator told', async () => {
    const activities = { ...failingOnce(), lookForCommerceOrder: async () => found };
    await tellOrder({ startsAs, activities }, async ({ handle, until, calls }) => {
      await until(({ status }) => status === 'Blocked');
      await handle.executeUpdate(skip, { args: [{ ...operator, reason: 'sold elsewhere' }] });
      const view = await until(({ commerceOrderNumber }) => commerceOrderNumber !== undefined);
      expect(view.note).toBe('The Commerce order was created before the skip could take effect');
      expect(calls.map(({ activity }) => activity)).toEqual([
        'createCommerceOrder',
        'lookForCommerceOrder',
        'createCommerceOrder',
      ]);
    });
  });

  it('that Amazon cancels is found, and cancelled in Commerce too', async () => {
    const activities = { ...failingOnce(), lookForCommerceOrder: async () => found };
    await tellOrder({ startsAs, activities }, async ({ handle, until, calls, attribute }) => {
      await until(({ status }) => status === 'Blocked');
      await handle.signal(amazonChanged, sighting('Canceled'));
      expect(await handle.result()).toMatchObject({ ended: 'Cancelled', commerceOrderNumber: '000000001' });
      expect(calls.map(({ activity }) => activity)).toEqual([
        'createCommerceOrder',
        'lookForCommerceOrder',
        'cancelCommerceOrder',
      ]);
      expect(await attribute('blockedBy')).toBeUndefined();
      expect(await attribute('needsAttention')).toBe(false);
    });
  });

  it('and that cannot be looked for at once waits for it, blocked and in sight', async () => {
    let isReachable = false;
    const activities: Partial<Activities> = {
      ...failingOnce(),
      lookForCommerceOrder: async () =>
        isReachable ? { outcome: 'not-there' } : { outcome: 'blocked', blocker: { code: 'found-twice' } },
    };
    await tellOrder({ startsAs, activities }, async ({ handle, until }) => {
      await until(({ status }) => status === 'Blocked');
      await handle.signal(amazonChanged, sighting('Canceled'));
      await until(({ blocker }) => blocker?.code === 'found-twice');
      isReachable = true;
      await handle.executeUpdate(retryNow, { args: [operator] });
      expect(await handle.result()).toMatchObject({ ended: 'Cancelled' });
    });
  });
});

describe('what a client throws', () => {
  it('is shown in the words of the remote', async () => {
    const activities: Partial<Activities> = {
      createCommerceOrder: async () => {
        const fault = { kind: 'rejected', code: 'The region is required' } as const;
        throw new RemoteFailure({ remote: 'commerce', operation: 'createOrder', fault });
      },
    };
    await tellOrder({ startsAs, activities }, async ({ until }) => {
      const view = await until(({ status }) => status === 'Blocked');
      expect(view.note).toBe('Commerce refused: The region is required');
    });
  });
});
