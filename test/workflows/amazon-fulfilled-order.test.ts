import { describe, expect, it } from '@jest/globals';
import { amazonChanged, mapSku, shipped } from '../../workflows/messages.js';
import { commerceOrder, parcel, sighting, sku } from '../support/order-inputs.js';
import type { RunningOrder, Story } from '../support/order-stage.js';
import { tellOrder } from '../support/running-order.js';

const fba = (changes: Parameters<typeof sighting>[1] = {}) => sighting('Shipped', { fulfilledBy: 'FBA', ...changes });
const tell = (story: Partial<Story>, telling: (order: RunningOrder) => Promise<void>) =>
  tellOrder({ type: 'amazonFulfilledOrder', startsAs: fba(), ...story }, telling);

describe('an order that Amazon fulfils', () => {
  it('begins at Shipped and ends with its Commerce order, for one activity', async () => {
    await tell({}, async ({ handle, calls, attribute }) => {
      expect(await handle.result()).toMatchObject({ ended: 'Complete', commerceOrderNumber: '000000001' });
      expect(calls.map(({ activity }) => activity)).toEqual(['createCommerceOrder']);
      expect(await attribute('orderStatus')).toBe('Complete');
      expect(await attribute('commerceOrderNumber')).toBe('000000001');
      expect(await attribute('fulfilledBy')).toBe('FBA');
      expect((await handle.fetchHistory()).events?.length).toBeLessThanOrEqual(12);
    });
  });

  it('has its customer made first, where the account wants customers', async () => {
    await tell({ settings: { customer: 'create' } }, async ({ handle, calls }) => {
      await handle.result();
      expect(calls.map(({ activity }) => activity)).toEqual(['createCommerceCustomer', 'createCommerceOrder']);
    });
  });

  it('goes as guest where the shop refuses silent customers, and the story says so', async () => {
    const activities = {
      createCommerceCustomer: async () => ({ outcome: 'guest' as const, because: 'no-email' as const }),
    };
    await tell({ settings: { customer: 'create' }, activities }, async ({ handle, calls, view }) => {
      expect(await handle.result()).toMatchObject({ ended: 'Complete' });
      expect(calls[1]?.argument).not.toHaveProperty('customer');
      expect((await view()).timeline).toContainEqual(
        expect.objectContaining({ what: 'commerce-customer-refused', detail: 'no-email' }),
      );
    });
  });

  it('ships nothing anywhere, whoever reports packages of it', async () => {
    let create: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => {
      create = resolve;
    });
    const activities = {
      createCommerceOrder: async () => {
        await asked;
        return { outcome: 'created' as const, commerceOrder: commerceOrder(), sighting: fba() };
      },
    };
    const packages = [parcel('amazon:1', 2, { source: 'amazon' })];
    await tell({ startsAs: fba({ packages }), activities }, async ({ handle, calls }) => {
      await handle.signal(shipped, parcel('P1', 2));
      await handle.signal(amazonChanged, fba({ packages, lastUpdatedAt: '2026-11-03T10:00:00.000Z' }));
      create();
      expect(await handle.result()).toMatchObject({ ended: 'Complete' });
      expect(calls.map(({ activity }) => activity)).toEqual(['createCommerceOrder']);
    });
  });

  it('blocked by a SKU waits, and completes when the operator maps it', async () => {
    const activities = {
      createCommerceOrder: async ({ skuMap }: { readonly skuMap: Readonly<Record<string, string>> }) =>
        skuMap['MUG-BLUE'] === undefined
          ? { outcome: 'blocked' as const, blocker: { code: 'sku-unknown' as const, subject: 'MUG-BLUE' } }
          : { outcome: 'created' as const, commerceOrder: commerceOrder(), sighting: fba() },
    };
    await tell({ activities }, async ({ handle, until }) => {
      await until(({ status }) => status === 'Blocked');
      await handle.executeUpdate(mapSku, { args: [{ actor: 'operations', from: 'MUG-BLUE', to: sku('MUG') }] });
      expect(await handle.result()).toMatchObject({ ended: 'Complete' });
    });
  });

  it('that Amazon does not show as shipped after all is not made, and says what does not fit', async () => {
    const activities = {
      createCommerceOrder: async () => ({ outcome: 'not-due' as const, sighting: fba({ status: 'Unshipped' }) }),
    };
    await tell({ activities }, async ({ until }) => {
      const view = await until(({ status }) => status === 'Blocked');
      expect(view.blocker).toMatchObject({ code: 'amazon-status-unclear', subject: 'Unshipped' });
    });
  });

  it('cancelled before its Commerce order could be made ends, and Commerce never hears of it', async () => {
    const activities = {
      createCommerceOrder: async () => ({ outcome: 'not-due' as const, sighting: fba({ status: 'Canceled' }) }),
    };
    await tell({ activities }, async ({ handle, callsOf }) => {
      expect(await handle.result()).toMatchObject({ ended: 'Cancelled' });
      expect(callsOf('cancelCommerceOrder')).toBe(0);
    });
  });
});
