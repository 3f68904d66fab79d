import { describe, expect, it } from '@jest/globals';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import type { Activities } from '../../activities/contract.js';
import { amazonChanged, cancel, cancelAnswered, declineCancel, shipped } from '../../workflows/messages.js';
import { parcel, sighting } from '../support/order-inputs.js';
import type { RunningOrder } from '../support/order-stage.js';
import { tellOrder } from '../support/running-order.js';
import { ordersInSkippedTime } from '../support/skipped-time.js';
import { describeWithTimeSkipping } from '../support/time-skipping-server.js';

const later = { lastUpdatedAt: '2026-11-01T11:00:00.000Z' };
const cancelled = sighting('Canceled', later);
const wish = sighting('Unshipped', { ...later, buyerRequestsCancel: true });

const ask = ({ handle }: RunningOrder, reason = 'NoInventory') =>
  handle.executeUpdate(cancel, { args: [{ actor: 'operations', reason }] });
const decline = ({ handle }: RunningOrder) => handle.executeUpdate(declineCancel, { args: [{ actor: 'operations' }] });
const refusal = async (asked: Promise<unknown>): Promise<string | undefined> => {
  try {
    await asked;
    return undefined;
  } catch (error) {
    if (error instanceof WorkflowUpdateFailedError) return error.cause?.message;
    throw error;
  }
};
const told = ({ timeline }: Awaited<ReturnType<RunningOrder['view']>>) => timeline.map(({ what }) => what);

describe('an operator who cancels', () => {
  it('is asked once: Commerce is held, Amazon asked, and the order ends when Amazon shows it as cancelled', async () => {
    await tellOrder({ startsAs: sighting('Unshipped') }, async (order) => {
      await order.until(({ status }) => status === 'AwaitingShipment');
      expect(await ask(order)).toMatchObject({ status: 'CancelRequested' });
      const view = await order.until(({ timeline }) =>
        timeline.some(({ what }) => what === 'cancel-accepted-by-amazon'),
      );
      expect(view).toMatchObject({ status: 'CancelRequested', cancelOpen: 'operator', needsAttention: false });
      expect(await refusal(ask(order))).toBe('Amazon is asked to cancel this order already');
      expect(await refusal(decline(order))).toBe('Amazon is asked to cancel this order already');
      await order.until(({ timeline }) => timeline.some(({ what }) => what === 'commerce-order-held'));
      await order.handle.signal(amazonChanged, cancelled);
      expect(await order.handle.result()).toMatchObject({ ended: 'Cancelled' });
      expect([order.callsOf('cancelAmazonOrder'), order.callsOf('cancelCommerceOrder')]).toEqual([1, 1]);
      expect(await order.attribute('orderStatus')).toBe('Cancelled');
    });
  });

  it.each([
    ['too early, before the payment', sighting('Pending'), 'NoInventory', /payment/],
    ['for a reason of their own', sighting('Unshipped'), 'Whim', /one of these reasons: NoInventory/],
    ['too late', sighting('PartiallyShipped'), 'NoInventory', /PartiallyShipped: it cannot be cancelled/],
  ])('%s is refused, with the reason', async (_, startsAs, reason, because) => {
    await tellOrder({ startsAs }, async (order) => {
      expect(await refusal(ask(order, reason))).toMatch(because);
      expect(order.callsOf('cancelAmazonOrder')).toBe(0);
    });
  });

  it('and is refused by Amazon sees why; the order was read before that was believed, and goes on', async () => {
    const activities: Partial<Activities> = {
      cancelAmazonOrder: async () => ({ outcome: 'refused', text: 'too late' }),
    };
    await tellOrder({ startsAs: sighting('Unshipped'), activities }, async (order) => {
      await order.until(({ status }) => status === 'AwaitingShipment');
      await ask(order);
      const view = await order.until(({ note }) => note !== undefined);
      expect(view).toMatchObject({ note: 'Amazon did not cancel this order: too late', needsAttention: true });
      expect(order.callsOf('readAmazonOrder')).toBe(1);
      await order.until(({ status }) => status === 'AwaitingShipment');
      await order.handle.signal(shipped, parcel('P1', 2));
      expect(await order.handle.result()).toMatchObject({ ended: 'Complete' });
    });
  });

  it('and is refused because Amazon had cancelled already: the order ends as cancelled', async () => {
    const activities: Partial<Activities> = {
      cancelAmazonOrder: async () => ({ outcome: 'refused', text: 'cancelled before' }),
      readAmazonOrder: async () => ({ outcome: 'read', sighting: cancelled }),
    };
    await tellOrder({ startsAs: sighting('Unshipped'), activities }, async (order) => {
      await order.until(({ status }) => status === 'AwaitingShipment');
      await ask(order);
      expect(await order.handle.result()).toMatchObject({ ended: 'Cancelled' });
      expect(told(await order.view())).not.toContain('cancel-refused-by-amazon');
    });
  });

  it('while the workflow of the account is not there: the order says so, and tries again', async () => {
    const activities: Partial<Activities> = { cancelAmazonOrder: async () => ({ outcome: 'by-feed' }) };
    await tellOrder({ startsAs: sighting('Unshipped'), activities }, async (order) => {
      await ask(order);
      const { blocker } = await order.until(({ status }) => status === 'Blocked');
      expect(blocker?.code).toBe('account-removed');
    });
  });

  it('is heard once, however often Amazon answers', async () => {
    await tellOrder({ startsAs: sighting('Unshipped') }, async (order) => {
      await order.handle.signal(cancelAnswered, { outcome: 'refused', text: 'nobody asked' });
      await ask(order);
      await order.until(({ timeline }) => timeline.some(({ what }) => what === 'cancel-accepted-by-amazon'));
      for (const outcome of ['accepted', 'accepted'] as const) await order.handle.signal(cancelAnswered, { outcome });
      const view = await order.view();
      expect(told(view).filter((what) => what === 'cancel-accepted-by-amazon')).toHaveLength(1);
      expect(told(view)).not.toContain('cancel-refused-by-amazon');
    });
  });
});

describe('a buyer who asks to cancel', () => {
  it('has the order held; declined, it goes on, and the same wish told again changes nothing', async () => {
    await tellOrder({ startsAs: sighting('Unshipped') }, async (order) => {
      await order.until(({ status }) => status === 'AwaitingShipment');
      expect(await refusal(decline(order))).toBe('No wish of the buyer to cancel is open on this order');
      await order.handle.signal(amazonChanged, wish);
      const asked = await order.until(({ timeline }) => timeline.some(({ what }) => what === 'commerce-order-held'));
      expect(asked).toMatchObject({ status: 'CancelRequested', cancelOpen: 'buyer', needsAttention: true });
      expect(await decline(order)).toEqual({ status: 'AwaitingShipment', note: 'The order goes on' });
      await order.until(({ timeline }) => timeline.some(({ what }) => what === 'commerce-hold-lifted'));
      await order.handle.signal(amazonChanged, { ...wish, lastUpdatedAt: '2026-11-01T12:00:00.000Z' });
      expect(await order.view()).toMatchObject({ status: 'AwaitingShipment', needsAttention: false });
      expect([order.callsOf('holdCommerceOrder'), order.callsOf('liftCommerceHold')]).toEqual([1, 1]);
    });
  });

  it('and takes it back has the hold lifted', async () => {
    await tellOrder({ startsAs: sighting('Unshipped') }, async (order) => {
      await order.until(({ status }) => status === 'AwaitingShipment');
      await order.handle.signal(amazonChanged, wish);
      await order.until(({ timeline }) => timeline.some(({ what }) => what === 'commerce-order-held'));
      await order.handle.signal(amazonChanged, { ...sighting('Unshipped'), lastUpdatedAt: '2026-11-01T12:00:00.000Z' });
      const view = await order.until(({ timeline }) => timeline.some(({ what }) => what === 'commerce-hold-lifted'));
      expect(told(view)).toContain('cancel-withdrawn-by-buyer');
      expect(view.status).toBe('AwaitingShipment');
    });
  });

  it('before the Commerce order exists: none is made until the operator declines', async () => {
    await tellOrder({ startsAs: sighting('Unshipped', { buyerRequestsCancel: true }) }, async (order) => {
      await order.until(({ status }) => status === 'CancelRequested');
      expect(order.callsOf('createCommerceOrder')).toBe(0);
      await decline(order);
      await order.until(({ status }) => status === 'AwaitingShipment');
      expect([order.callsOf('createCommerceOrder'), order.callsOf('holdCommerceOrder')]).toEqual([1, 0]);
    });
  });

  it('of an order that the merchant holds himself, or has ended, is shown; that hold is not lifted', async () => {
    const activities: Partial<Activities> = {
      holdCommerceOrder: async () => ({ outcome: 'not-held', commerceState: 'holded' }),
    };
    await tellOrder({ startsAs: sighting('Unshipped'), activities }, async (order) => {
      await order.until(({ status }) => status === 'AwaitingShipment');
      await order.handle.signal(amazonChanged, wish);
      await order.until(({ timeline }) => timeline.some(({ what }) => what === 'commerce-order-not-held'));
      await decline(order);
      await order.until(({ status }) => status === 'AwaitingShipment');
      expect(order.callsOf('liftCommerceHold')).toBe(0);
    });
  });
});

describeWithTimeSkipping('a cancellation that Amazon took', () => {
  const { tellOrder: tell, pass } = ordersInSkippedTime();

  it('is looked for by itself when no sweep tells of it', async () => {
    const activities: Partial<Activities> = { readAmazonOrder: async () => ({ outcome: 'read', sighting: cancelled }) };
    await tell({ startsAs: sighting('Unshipped'), activities }, async (order) => {
      await order.until(({ status }) => status === 'AwaitingShipment');
      await ask(order);
      await pass('6 minutes');
      expect(await order.handle.result()).toMatchObject({ ended: 'Cancelled' });
      expect(order.callsOf('readAmazonOrder')).toBe(1);
    });
  });

  it('and does not carry out is shown as blocked, ever more rarely asked, and costs little in ten days', async () => {
    await tell({ startsAs: sighting('Unshipped') }, async (order) => {
      await order.until(({ status }) => status === 'AwaitingShipment');
      await ask(order);
      await pass('6 minutes');
      expect((await order.until(({ status }) => status === 'Blocked')).blocker?.code).toBe('amazon-status-unclear');
      await pass('10 days');
      expect(order.callsOf('readAmazonOrder')).toBeLessThan(40);
      await order.handle.signal(amazonChanged, cancelled);
      expect(await order.handle.result()).toMatchObject({ ended: 'Cancelled' });
    });
  });
});
