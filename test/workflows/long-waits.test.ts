import { expect, it } from '@jest/globals';
import type { Client } from '@temporalio/client';
import type { Activities, ConfirmOutcome } from '../../activities/contract.js';
import type { Blocker } from '../../src/domain/blocker.js';
import { blockedOrderOf, blockedOrders } from '../../src/ingestion/blocked-orders.js';
import { BlockerProbe } from '../../src/ingestion/blocker-probe.js';
import { ShopWatch } from '../../src/ingestion/shop-watch.js';
import { amazonChanged, shipped } from '../../workflows/messages.js';
import { FakeCommerce } from '../support/fake-commerce.js';
import { commerceOrder, parcel, sighting, sku } from '../support/order-inputs.js';
import type { RunningOrder } from '../support/order-stage.js';
import { ordersInSkippedTime } from '../support/skipped-time.js';
import { describeWithTimeSkipping } from '../support/time-skipping-server.js';

const hourMs = 3_600_000;

/** The server that skips time has no lists: the one order is shown as a list would show it. The probe is the real one. */
function probeOf(
  { handle, ref }: RunningOrder,
  { client, shop }: { readonly client: Client; readonly shop: FakeCommerce },
) {
  const clock = { nowMs: 0 };
  const probe = new BlockerProbe({
    accountId: ref.accountId,
    orders: {
      ...blockedOrders({ client, accountId: ref.accountId }),
      list: async () => [blockedOrderOf(await handle.describe())].filter(({ causes }) => causes.length > 0),
    },
    shop: new ShopWatch({
      commerce: shop,
      storeViews: { storeViewCode: 'default', storeViews: {} },
      skuMap: {},
      onFailure: () => undefined,
    }),
    amazon: { look: async () => ({ granted: new Set(), changed: new Set(), verifications: new Map(), isBack: false }) },
    wakesMax: () => 1,
    isHeld: async () => false,
    events: { blockedOrdersProbed: () => undefined },
    nowMs: () => clock.nowMs,
  });
  return {
    lookAt: (nowMs: number) => {
      clock.nowMs = nowMs;
      return probe.look();
    },
  };
}

describeWithTimeSkipping('an order that waits', () => {
  const { tellOrder: tell, pass, nowMs, client } = ordersInSkippedTime();
  const eventsOf = async ({ handle }: RunningOrder) => (await handle.fetchHistory()).events ?? [];
  const timersOf = async (order: RunningOrder) =>
    (await eventsOf(order)).filter(({ timerStartedEventAttributes }) => timerStartedEventAttributes).length;

  it('for three weeks until Amazon has verified it costs nothing meanwhile', async () => {
    await tell({ startsAs: sighting('Pending') }, async (order) => {
      await order.until(({ status }) => status === 'Pending');
      await pass('21 days');
      expect(await timersOf(order)).toBe(0);
      expect((await eventsOf(order)).length).toBeLessThan(10);
    });
  });

  it('ten days blocked completes by itself once the cause is gone', async () => {
    let isInStock = false;
    const activities: Partial<Activities> = {
      createCommerceOrder: async () =>
        isInStock
          ? { outcome: 'created', commerceOrder: commerceOrder(), sighting: sighting('Unshipped') }
          : { outcome: 'blocked', blocker: { code: 'out-of-stock', subject: 'MUG-BLUE' } },
    };
    await tell({ startsAs: sighting('Unshipped'), activities }, async (order) => {
      const first = await order.until(({ status }) => status === 'Blocked');
      await pass('1 hour');
      const afterAnHour = (await eventsOf(order)).length;
      await pass('10 days');
      expect(((await eventsOf(order)).length - afterAnHour) / 10).toBeLessThanOrEqual(20);
      const last = await order.view();
      expect(last).toMatchObject({ status: 'Blocked', blocker: { since: first.blocker?.since } });
      expect(order.callsOf('createCommerceOrder')).toBeLessThan(40);
      isInStock = true;
      await pass('14 hours');
      await order.until(({ status }) => status === 'AwaitingShipment');
      await order.handle.signal(shipped, parcel('P1', 2));
      expect(await order.handle.result()).toMatchObject({ ended: 'Complete' });
      expect(await order.attribute('blockedBy')).toBeUndefined();
    });
  });

  it('ten days blocked is found by the probe when its cause is gone, and completes without a click', async () => {
    const shop = new FakeCommerce();
    shop.sells(sku('MUG-BLUE'));
    shop.soldOut.add(sku('MUG-BLUE'));
    const activities: Partial<Activities> = {
      createCommerceOrder: async () =>
        shop.soldOut.size === 0
          ? { outcome: 'created', commerceOrder: commerceOrder(), sighting: sighting('Unshipped') }
          : { outcome: 'blocked', blocker: { code: 'out-of-stock', subject: 'MUG-BLUE', quantity: 2 } },
    };
    await tell({ startsAs: sighting('Unshipped'), activities }, async (order) => {
      const probe = probeOf(order, { client: client(), shop });
      await order.until(({ status }) => status === 'Blocked');
      for (let day = 0; day < 10; day += 1) {
        await pass('1 day');
        expect(await probe.lookAt(await nowMs())).toEqual({ blocked: 1, woken: 0 });
      }
      const tries = order.callsOf('createCommerceOrder');
      shop.soldOut.clear();
      await pass('1 minute');
      expect(await probe.lookAt(await nowMs())).toEqual({ blocked: 1, woken: 1 });
      await order.until(({ status }) => status === 'AwaitingShipment');
      expect(order.callsOf('createCommerceOrder')).toBe(tries + 1);
      expect(await probe.lookAt(await nowMs())).toEqual({ blocked: 0, woken: 0 });
      await order.handle.signal(shipped, parcel('P1', 2));
      expect(await order.handle.result()).toMatchObject({ ended: 'Complete' });
    });
  });

  it.each<readonly [string, Blocker, number]>([
    ['tries at once when Amazon changes what blocked it', { code: 'price-missing', subject: 'MUG-BLUE' }, 1],
    ['is not disturbed by a change that cannot end it', { code: 'sku-unknown', subject: 'MUG-BLUE' }, 0],
  ])('a day blocked %s', async (_name, blocker, further) => {
    const activities: Partial<Activities> = { createCommerceOrder: async () => ({ outcome: 'blocked', blocker }) };
    await tell({ startsAs: sighting('Unshipped'), activities }, async (order) => {
      await order.until(({ status }) => status === 'Blocked');
      await pass('1 day');
      const { tries = Number.NaN } = (await order.view()).blocker ?? {};
      const changed = sighting('Unshipped', { lastUpdatedAt: '2026-11-01T11:00:00.000Z' });
      await order.handle.signal(amazonChanged, changed);
      await order.handle.signal(amazonChanged, changed);
      const view = await order.until((now) => now.blocker?.tries === tries + further);
      expect(view.status).toBe('Blocked');
      expect(order.callsOf('createCommerceOrder')).toBe(tries + further);
    });
  });

  it('too long for its ship-by time is shown at risk four hours before, and as missed after it', async () => {
    const shipBy = new Date((await nowMs()) + 10 * hourMs).toISOString();
    await tell({ startsAs: sighting('Unshipped', { shipBy }) }, async (order) => {
      await order.until(({ status }) => status === 'AwaitingShipment');
      await pass('5 hours');
      expect((await order.view()).needsAttention).toBe(false);
      await pass('2 hours');
      expect((await order.until(({ needsAttention }) => needsAttention)).note).toBe('The ship-by time is near');
      await pass('4 hours');
      const late = await order.until(({ note }) => note === 'The ship-by time has passed');
      expect(late.timeline.map(({ what }) => what)).toEqual(
        expect.arrayContaining(['ship-by-at-risk', 'ship-by-missed']),
      );
      await order.handle.signal(shipped, parcel('P1', 2));
      expect(await order.handle.result()).toMatchObject({ ended: 'Complete' });
      expect(await order.attribute('needsAttention')).toBe(false);
    });
  });

  it('for its shipment has one timer, and none is left when it ships in time', async () => {
    const shipBy = new Date((await nowMs()) + 48 * hourMs).toISOString();
    await tell({ startsAs: sighting('Unshipped', { shipBy }) }, async (order) => {
      await order.until(({ status }) => status === 'AwaitingShipment');
      await pass('1 hour');
      await order.handle.signal(shipped, parcel('P1', 2));
      expect(await order.handle.result()).toMatchObject({ ended: 'Complete' });
      expect(await timersOf(order)).toBe(1);
    });
  });

  const answering = (answers: () => ConfirmOutcome): Partial<Activities> => ({
    confirmAmazonShipment: async () => answers(),
    lookForAmazonPackage: async () => answers(),
  });

  it('ten minutes for Amazon to show its package sends it again, and is done when that is shown', async () => {
    let sends = 0;
    const activities: Partial<Activities> = {
      confirmAmazonShipment: async () => {
        sends += 1;
        return sends === 1 ? { outcome: 'sent' } : { outcome: 'confirmed', amazonStatus: 'Shipped' };
      },
      lookForAmazonPackage: async () => ({ outcome: 'sent' }),
    };
    await tell({ startsAs: sighting('Unshipped'), activities }, async (order) => {
      await order.handle.signal(shipped, parcel('P1', 2));
      await order.until(({ packages }) => packages[0]?.atAmazon === 'sent');
      await pass('9 minutes');
      expect(sends).toBe(1);
      expect(await order.handle.result()).toMatchObject({ ended: 'Complete' });
      expect(sends).toBe(2);
      expect(order.callsOf('lookForAmazonPackage')).toBeLessThan(8);
      expect((await order.view()).timeline.some(({ what }) => what === 'blocked')).toBe(false);
    });
  });

  it('in vain for its package to be shown says so after the second time, and sends it ever more rarely', async () => {
    await tell(
      { startsAs: sighting('Unshipped'), activities: answering(() => ({ outcome: 'sent' })) },
      async (order) => {
        await order.handle.signal(shipped, parcel('P1', 2));
        await order.until(({ packages }) => packages[0]?.atAmazon === 'sent');
        await pass('15 minutes');
        expect(order.callsOf('confirmAmazonShipment')).toBe(2);
        expect((await order.view()).status).toBe('AwaitingShipment');
        await pass('10 minutes');
        expect(await order.until(({ status }) => status === 'Blocked')).toMatchObject({
          blocker: { code: 'amazon-status-unclear', subject: 'Unshipped' },
        });
        await pass('3 days');
        expect(order.callsOf('confirmAmazonShipment') + order.callsOf('lookForAmazonPackage')).toBeLessThan(40);
      },
    );
  });

  it('for a look that nobody has time for sends nothing again, since nothing is known to be missing', async () => {
    await tell(
      { startsAs: sighting('Unshipped'), activities: answering(() => ({ outcome: 'not-looked' })) },
      async (order) => {
        await order.handle.signal(shipped, parcel('P1', 2));
        await order.until(({ packages }) => packages[0]?.atAmazon === 'sent');
        await pass('2 hours');
        expect(order.callsOf('confirmAmazonShipment')).toBe(1);
        expect((await order.view()).status).toBe('AwaitingShipment');
      },
    );
  });

  it('after a request in doubt lets a minute pass before Commerce is asked again', async () => {
    const askedAtMs: number[] = [];
    const activities: Partial<Activities> = {
      createCommerceOrder: async ({ maybeSentAt }) => {
        askedAtMs.push(await nowMs());
        if (maybeSentAt === undefined) return { outcome: 'maybe-sent' };
        return { outcome: 'adopted', commerceOrder: commerceOrder(), sighting: sighting('Unshipped') };
      },
    };
    await tell({ startsAs: sighting('Unshipped'), activities }, async (order) => {
      await order.until(({ status }) => status === 'Blocked');
      await pass('2 minutes');
      await order.until(({ status }) => status === 'AwaitingShipment');
      const [first = Number.NaN, second = Number.NaN] = askedAtMs;
      expect(askedAtMs).toHaveLength(2);
      expect(second - first).toBeGreaterThanOrEqual(60_000);
    });
  });

  it('for Amazon to agree asks after five minutes, and shows what does not fit', async () => {
    const activities: Partial<Activities> = {
      confirmAmazonShipment: async () => ({ outcome: 'confirmed', amazonStatus: 'Unshipped' }),
    };
    await tell({ startsAs: sighting('Unshipped'), activities }, async (order) => {
      await order.handle.signal(shipped, parcel('P1', 2));
      await order.until(({ packages }) => packages[0]?.atAmazon === 'confirmed');
      await pass('4 minutes');
      expect(order.callsOf('readAmazonOrder')).toBe(0);
      await pass('2 minutes');
      const view = await order.until(({ status }) => status === 'Blocked');
      expect(view.note).toBe('Amazon shows this order as Unshipped, which does not fit what was done');
    });
  });
});
