import { describe, expect, it } from '@jest/globals';
import { amazonChanged, mapSku, retryNow, shipped, skip, verified } from '../../workflows/messages.js';
import { commerceOrder, parcel, sightedLine, sighting, sku } from '../support/order-inputs.js';
import { tellOrder } from '../support/running-order.js';

const operator = { actor: 'operations' };

describe('an order that the merchant fulfils', () => {
  it('lives from Pending to Complete: verified, created in Commerce, shipped, confirmed at Amazon', async () => {
    await tellOrder({ startsAs: sighting('Pending') }, async ({ handle, until, calls, attribute }) => {
      expect((await until(() => true)).status).toBe('Pending');
      await handle.signal(verified, sighting('Unshipped'));
      const waiting = await until(({ status }) => status === 'AwaitingShipment');
      expect(waiting.commerceOrderNumber).toBe('000000001');
      await handle.signal(shipped, parcel('P1', 2));
      expect(await handle.result()).toMatchObject({ ended: 'Complete', commerceOrderNumber: '000000001' });
      expect(calls.map(({ activity }) => activity).toSorted()).toEqual([
        'confirmAmazonShipment',
        'createCommerceOrder',
        'shipCommerceOrder',
      ]);
      expect(await attribute('orderStatus')).toBe('Complete');
      expect(await attribute('amazonStatus')).toBe('Shipped');
      expect(await attribute('commerceOrderNumber')).toBe('000000001');
    });
  });

  it('tells the lists when it is to be delivered once Amazon says so, and not again in other words', async () => {
    await tellOrder({ startsAs: sighting('Pending') }, async ({ handle, until }) => {
      await handle.signal(verified, sighting('Unshipped', { deliverBy: '2026-11-09T08:00:00Z' }));
      await until(({ status }) => status === 'AwaitingShipment');
      expect((await handle.describe()).memo).toMatchObject({ deliverBy: '2026-11-09T08:00:00Z' });
      const later = { lastUpdatedAt: '2026-11-08T08:00:00Z', deliverBy: '2026-11-09T08:00:00.000Z' };
      await handle.signal(amazonChanged, sighting('Unshipped', later));
      await until(({ deliverBy }) => deliverBy === later.deliverBy);
      const { events } = await handle.fetchHistory();
      expect(events?.filter((event) => event.workflowPropertiesModifiedEventAttributes)).toHaveLength(1);
    });
  });

  it('that ships before it is verified keeps the package and confirms it afterwards', async () => {
    await tellOrder({ startsAs: sighting('Pending') }, async ({ handle, calls }) => {
      await handle.signal(shipped, parcel('P1', 2));
      await handle.signal(verified, sighting('Unshipped'));
      expect(await handle.result()).toMatchObject({ ended: 'Complete' });
      expect(calls.filter(({ activity }) => activity === 'confirmAmazonShipment')).toHaveLength(1);
    });
  });

  it('told twice of everything does everything once', async () => {
    await tellOrder({ startsAs: sighting('Pending') }, async ({ handle, calls, until }) => {
      await handle.signal(verified, sighting('Unshipped'));
      await handle.signal(verified, sighting('Unshipped'));
      await handle.signal(shipped, parcel('P1', 1));
      await handle.signal(shipped, parcel('P1', 1));
      await until(({ packages }) => packages.some(({ atAmazon }) => atAmazon === 'confirmed'));
      await handle.signal(shipped, parcel('P2', 1));
      await handle.result();
      const count = (name: string) => calls.filter(({ activity }) => activity === name).length;
      expect([count('createCommerceOrder'), count('shipCommerceOrder'), count('confirmAmazonShipment')]).toEqual([
        1, 2, 2,
      ]);
    });
  });

  it('is partly shipped until the last piece is in a package', async () => {
    await tellOrder({ startsAs: sighting('Unshipped') }, async ({ handle, until }) => {
      await handle.signal(shipped, parcel('P1', 1));
      const partly = await until(({ status }) => status === 'PartiallyShipped');
      expect(partly.packages.map(({ id }) => id)).toEqual(['P1']);
      await handle.signal(shipped, parcel('P2', 1));
      expect(await handle.result()).toMatchObject({ ended: 'Complete' });
    });
  });

  it('takes a package that both systems report, under one tracking number, for one package', async () => {
    await tellOrder({ startsAs: sighting('Unshipped') }, async ({ handle, calls }) => {
      await handle.signal(shipped, parcel('commerce:77', 2, { source: 'commerce', trackingNumber: '1Z999' }));
      await handle.signal(shipped, parcel('P1', 2, { trackingNumber: '1Z999' }));
      await handle.result();
      expect(calls.filter(({ activity }) => activity === 'shipCommerceOrder')).toHaveLength(0);
      expect(calls.filter(({ activity }) => activity === 'confirmAmazonShipment')).toHaveLength(1);
    });
  });

  it('refuses a package that holds more than is left, and tells the operator', async () => {
    await tellOrder({ startsAs: sighting('Unshipped') }, async ({ handle, until }) => {
      await handle.signal(shipped, parcel('P1', 3));
      const view = await until(({ needsAttention }) => needsAttention);
      expect(view.packages).toEqual([]);
      expect(view.note).toBe('Package P1 holds more than is left of the order');
    });
  });

  it('sends a corrected tracking number again, under the same package', async () => {
    await tellOrder({ startsAs: sighting('Unshipped') }, async ({ handle, until, calls }) => {
      await handle.signal(shipped, parcel('P1', 1));
      await until(({ packages }) => packages[0]?.atAmazon === 'confirmed');
      await handle.signal(shipped, parcel('P1', 1, { trackingNumber: '1ZCORRECTED' }));
      await until(
        ({ packages, timeline }) =>
          packages[0]?.atAmazon === 'confirmed' && timeline.some(({ what }) => what === 'package-corrected'),
      );
      const sent = calls.filter(({ activity }) => activity === 'confirmAmazonShipment').map(({ argument }) => argument);
      expect(sent).toMatchObject([
        { package: { trackingNumber: '1ZP1' } },
        { package: { trackingNumber: '1ZCORRECTED' } },
      ]);
    });
  });

  it('blocked by a SKU says so, and goes on at once when the operator maps it', async () => {
    let known = false;
    const activities = {
      createCommerceOrder: async ({ skuMap }: { readonly skuMap: Readonly<Record<string, string>> }) => {
        known = skuMap['MUG-BLUE'] === 'MUG-INDIGO';
        return known
          ? {
              outcome: 'created' as const,
              commerceOrder: commerceOrder(),
              sighting: sighting('Unshipped'),
            }
          : { outcome: 'blocked' as const, blocker: { code: 'sku-unknown' as const, subject: 'MUG-BLUE' } };
      },
    };
    await tellOrder({ startsAs: sighting('Unshipped'), activities }, async ({ handle, until, attribute }) => {
      const blocked = await until(({ status }) => status === 'Blocked');
      expect(blocked.note).toBe('SKU MUG-BLUE is not in the Commerce catalogue');
      expect(await attribute('blockedBy')).toBe('sku-unknown');
      await expect(
        handle.executeUpdate(mapSku, { args: [{ ...operator, from: 'NOT-ORDERED', to: sku('X') }] }),
      ).rejects.toThrow();
      await handle.executeUpdate(mapSku, { args: [{ ...operator, from: 'MUG-BLUE', to: sku('MUG-INDIGO') }] });
      const going = await until(({ status }) => status === 'AwaitingShipment');
      expect(going.blocker).toBeUndefined();
      expect(going.needsAttention).toBe(false);
    });
  });

  it('blocked by another SKU than before shows in lists as changed, though the cause has the same code', async () => {
    let subject = 'MUG-BLUE';
    const activities = {
      createCommerceOrder: async () => ({
        outcome: 'blocked' as const,
        blocker: { code: 'sku-unknown' as const, subject },
      }),
    };
    await tellOrder({ startsAs: sighting('Unshipped'), activities }, async ({ handle, until, attribute }) => {
      await until(({ status }) => status === 'Blocked');
      const changedAt = await attribute('changedAt');
      subject = 'MUG-RED';
      await handle.executeUpdate(retryNow, { args: [operator] });
      await until(({ note }) => note === 'SKU MUG-RED is not in the Commerce catalogue');
      const { memo } = await handle.describe();
      expect(memo).toMatchObject({ note: 'SKU MUG-RED is not in the Commerce catalogue' });
      expect(await attribute('changedAt')).not.toEqual(changedAt);
    });
  });

  it('refuses a retry when nothing is blocked', async () => {
    await tellOrder({ startsAs: sighting('Unshipped') }, async ({ handle, until }) => {
      await until(({ status }) => status === 'AwaitingShipment');
      await expect(handle.executeUpdate(retryNow, { args: [operator] })).rejects.toMatchObject({
        cause: { message: 'Nothing is blocked on this order', type: 'Refused' },
      });
    });
  });

  it('skipped with a reason ends without a Commerce order', async () => {
    const activities = {
      createCommerceOrder: async () => ({
        outcome: 'blocked' as const,
        blocker: { code: 'out-of-stock' as const, subject: 'MUG-BLUE' },
      }),
    };
    await tellOrder({ startsAs: sighting('Unshipped'), activities }, async ({ handle, until, attribute }) => {
      await until(({ status }) => status === 'Blocked');
      await handle.executeUpdate(skip, { args: [{ ...operator, reason: 'sold elsewhere' }] });
      expect(await handle.result()).toMatchObject({ ended: 'Skipped' });
      expect([await attribute('orderStatus'), await attribute('blockedBy')]).toEqual(['Skipped', undefined]);
      expect(await attribute('needsAttention')).toBe(false);
    });
  });

  it('cancelled at Amazon before it was verified ends, and Commerce never hears of it', async () => {
    await tellOrder({ startsAs: sighting('Pending') }, async ({ handle, calls }) => {
      await handle.signal(amazonChanged, sighting('Canceled'));
      expect(await handle.result()).toMatchObject({ ended: 'Cancelled' });
      expect(calls).toEqual([]);
    });
  });

  it('cancelled at Amazon after its Commerce order exists has that order closed', async () => {
    await tellOrder({ startsAs: sighting('Unshipped') }, async ({ handle, until, calls }) => {
      await until(({ status }) => status === 'AwaitingShipment');
      await handle.signal(amazonChanged, sighting('Canceled'));
      expect(await handle.result()).toMatchObject({ ended: 'Cancelled' });
      expect(calls.at(-1)?.activity).toBe('cancelCommerceOrder');
    });
  });

  it('cancelled at Amazon after a package went out keeps the shipment and asks for attention', async () => {
    await tellOrder({ startsAs: sighting('Unshipped') }, async ({ handle, until, calls, view }) => {
      await handle.signal(shipped, parcel('P1', 1));
      await until(({ packages }) => packages[0]?.atAmazon === 'confirmed');
      await handle.signal(amazonChanged, sighting('Canceled'));
      expect(await handle.result()).toMatchObject({ ended: 'Cancelled' });
      const { note, needsAttention, packages } = await view();
      expect([note, needsAttention]).toEqual(['Amazon cancelled this order after it had shipped', true]);
      expect(packages).toMatchObject([{ inCommerce: 'shipped', atAmazon: 'confirmed' }]);
      expect(calls.some(({ activity }) => activity === 'cancelCommerceOrder')).toBe(false);
    });
  });

  it('cancelled at Amazon after goods left through Commerce is held there, and asks for attention', async () => {
    const activities = { cancelCommerceOrder: async () => ({ outcome: 'held-shipped' as const }) };
    await tellOrder({ startsAs: sighting('Unshipped'), activities }, async ({ handle, until, view }) => {
      await until(({ status }) => status === 'AwaitingShipment');
      await handle.signal(amazonChanged, sighting('Canceled'));
      expect(await handle.result()).toMatchObject({ ended: 'Cancelled' });
      expect((await view()).note).toBe('Amazon cancelled this order after goods had left the house');
    });
  });

  it('cancelled at Amazon while a package is on its way sends nothing, and says that it is on its way', async () => {
    const activities = {
      confirmAmazonShipment: async () => ({ outcome: 'blocked' as const, blocker: { code: 'amazon-busy' as const } }),
      shipCommerceOrder: async () => ({ outcome: 'blocked' as const, blocker: { code: 'commerce-busy' as const } }),
    };
    await tellOrder({ startsAs: sighting('Unshipped'), activities }, async ({ handle, until, view, attribute }) => {
      await handle.signal(shipped, parcel('P1', 2));
      await until(({ status, commerceOrderNumber }) => status === 'Blocked' && commerceOrderNumber !== undefined);
      await handle.signal(amazonChanged, sighting('Canceled'));
      expect(await handle.result()).toMatchObject({ ended: 'Cancelled' });
      expect((await view()).note).toBe('Amazon cancelled this order while a package of it was under way');
      expect(await attribute('blockedBy')).toBeUndefined();
    });
  });

  it('whose package Amazon does not show yet looks again instead of believing the 204', async () => {
    const activities = { confirmAmazonShipment: async () => ({ outcome: 'sent' as const }) };
    await tellOrder({ startsAs: sighting('Unshipped'), activities }, async ({ handle, until }) => {
      await handle.signal(shipped, parcel('P1', 2));
      const view = await until(({ packages }) => packages[0]?.atAmazon === 'sent');
      expect(view.status).toBe('AwaitingShipment');
      await handle.signal(
        amazonChanged,
        sighting('Shipped', {
          lastUpdatedAt: '2026-11-02T11:00:00.000Z',
          packages: [parcel('amazon:1', 2, { source: 'amazon', trackingNumber: '1ZP1' })],
        }),
      );
      expect(await handle.result()).toMatchObject({ ended: 'Complete' });
    });
  });

  it('shipped in Seller Central is shipped in Commerce too, and Amazon is told nothing', async () => {
    const seen = sighting('Shipped', { lines: [sightedLine({ quantityShipped: 2 })] });
    await tellOrder({ startsAs: seen }, async ({ handle, calls }) => {
      expect(await handle.result()).toMatchObject({ ended: 'Complete' });
      expect(calls.map(({ activity }) => activity)).toEqual(['createCommerceOrder', 'shipCommerceOrder']);
    });
  });

  it('with customer creation asks for the customer first', async () => {
    await tellOrder({ startsAs: sighting('Unshipped'), settings: { customer: 'create' } }, async ({ until, calls }) => {
      await until(({ status }) => status === 'AwaitingShipment');
      expect(calls.map(({ activity }) => activity)).toEqual(['createCommerceCustomer', 'createCommerceOrder']);
      expect(calls[1]?.argument).toMatchObject({ customer: { id: 57, groupId: 1 } });
    });
  });

  it('is told the same way when its workflow is rebuilt from history at every task', async () => {
    await tellOrder({ startsAs: sighting('Pending'), maxCachedWorkflows: 0 }, async ({ handle, until }) => {
      await handle.signal(verified, sighting('Unshipped'));
      await until(({ status }) => status === 'AwaitingShipment');
      await handle.signal(shipped, parcel('P1', 1));
      await handle.signal(shipped, parcel('P2', 1));
      expect(await handle.result()).toMatchObject({ ended: 'Complete' });
    });
  });
});
