import { expect, it } from '@jest/globals';
import type { Activities } from '../../activities/contract.js';
import { parseRefundId } from '../../src/domain/amazon-refund.js';
import { parseAmazonOrderId } from '../../src/domain/ids.js';
import type { LateFact } from '../../src/domain/late-fact.js';
import { orderAttributes } from '../../src/domain/search-attributes.js';
import { lateOrderWorkflowId } from '../../src/temporal/workflow-ids.js';
import type { LateState } from '../../workflows/late-messages.js';
import { accountClosed, causeGone } from '../../workflows/messages.js';
import { given, money } from '../support/order-inputs.js';
import { describeWithTimeSkipping } from '../support/time-skipping-server.js';
import { until } from '../support/until.js';
import { corrected, endedOrders } from './ended-orders.js';

const tip = (amount: string): LateFact => ({ kind: 'tip', amount: money(amount) });
const refund: LateFact = {
  kind: 'refund',
  refund: { id: given(parseRefundId('R-1')), postedAt: '2026-11-10T08:00:00Z', total: money('10.00'), lines: [] },
};

describeWithTimeSkipping('an order that has ended', () => {
  const { pass, afterItsEnd, client } = endedOrders();
  const whats = ({ timeline }: LateState) => timeline.map(({ what }) => what);

  it('looks for a package when whoever shares out Amazon’s allowance says, and not before', async () => {
    const looks: number[] = [];
    const notNow = async () => ({ outcome: 'not-looked' as const, lookAfterMs: 5 * 60_000 });
    let isLate = false;
    const activities: Partial<Activities> = {
      confirmAmazonShipment: async () => (isLate ? notNow() : { outcome: 'confirmed', amazonStatus: 'Shipped' }),
      lookForAmazonPackage: async () => {
        looks.push(1);
        return { outcome: 'confirmed', amazonStatus: 'Shipped' };
      },
    };
    await afterItsEnd(activities, async ({ tell, late }) => {
      isLate = true;
      await tell(corrected('1ZNEW'));
      await until(late, ({ timeline }) => timeline.some(({ what }) => what === 'amazon-shipment-sent'));
      const [sent] = (await late()).packages;
      expect(Date.parse(given(sent?.lookAt)) - Date.parse(given(sent?.sentAt))).toBe(5 * 60_000);
      expect(looks).toEqual([]);
      await pass('6 minutes');
      await until(late, ({ packages }) => packages.every(({ atAmazon }) => atAmazon === 'confirmed'));
      expect(looks).toEqual([1]);
    });
  });

  it('takes a corrected tracking number to Amazon under the same package and to Commerce, and is quiet again', async () => {
    await afterItsEnd({}, async ({ tell, late, untilQuiet, calls }) => {
      expect(await tell(corrected('1ZNEW'))).toBe('told');
      await untilQuiet();
      const sent = calls.filter(({ activity }) => activity === 'confirmAmazonShipment').map(({ argument }) => argument);
      expect(sent).toMatchObject([
        { package: { id: 'P1', trackingNumber: '1ZP1' } },
        { package: { id: 'P1', trackingNumber: '1ZNEW' } },
      ]);
      const tracked = calls.find(({ activity }) => activity === 'trackLatePackage')?.argument;
      expect(tracked).toMatchObject({ trackingNumberBefore: '1ZP1', commerceOrder: { entityId: 311 } });
      const state = await late();
      expect(state.packages).toMatchObject([{ id: 'P1', atAmazon: 'confirmed', inCommerce: 'shipped' }]);
      expect(whats(state).toSorted()).toEqual([
        'amazon-shipment-confirmed',
        'commerce-track-added',
        'package-corrected',
      ]);
    });
  });

  it('starts nothing for what it knew, and nothing twice for what it has learnt', async () => {
    await afterItsEnd({}, async ({ tell, untilQuiet, runs }) => {
      expect(await tell(corrected('1ZP1'))).toBe('known');
      expect(await tell(tip('3.00'))).toBe('told');
      await untilQuiet();
      expect(await tell(tip('3.00'))).toBe('known');
      expect(await runs()).toBe(1);
    });
  });

  it('hears of something later again, and has forgotten nothing of what earlier runs learnt', async () => {
    await afterItsEnd({}, async ({ tell, late, untilQuiet, runs, callsOf }) => {
      await tell(tip('3.00'), refund);
      await untilQuiet();
      const replacement = given(parseAmazonOrderId('902-0000001-0000001'));
      expect(await tell({ kind: 'replaced-by', amazonOrderId: replacement })).toBe('told');
      await untilQuiet();
      expect(await runs()).toBe(2);
      expect(whats(await late())).toEqual(['tip-changed', 'refund-seen', 'refund-credited', 'replaced-by']);
      expect(await tell(refund, tip('3.00'))).toBe('known');
      expect(callsOf('creditAmazonRefund')).toBe(1);
    });
  });

  it('corrected there and back again is told of each', async () => {
    await afterItsEnd({}, async ({ tell, late, untilQuiet }) => {
      for (const number of ['1ZNEW', '1ZP1', '1ZNEW']) expect(await tell(corrected(number))).toBe('told');
      await untilQuiet();
      expect((await late()).packages).toMatchObject([{ trackingNumber: '1ZNEW', atAmazon: 'confirmed' }]);
      expect(await tell(corrected('1ZNEW'))).toBe('known');
    });
  });

  it('says what Amazon does not take of a further package, and does not try for ever', async () => {
    const activities: Partial<Activities> = {
      confirmAmazonShipment: async ({ package: { id } }) =>
        id === 'P1'
          ? { outcome: 'confirmed', amazonStatus: 'Shipped' }
          : { outcome: 'blocked', blocker: { code: 'amazon-refused', subject: 'already fulfilled' } },
    };
    await afterItsEnd(activities, async ({ tell, late, untilQuiet }) => {
      await tell(corrected('1ZMORE', 'P2'));
      await untilQuiet();
      const state = await late();
      expect(state.packages).toMatchObject([{ id: 'P2', atAmazon: 'refused', inCommerce: 'shipped' }]);
      expect(state.timeline).toContainEqual(
        expect.objectContaining({ what: 'amazon-package-refused', detail: 'P2: already fulfilled' }),
      );
    });
  });

  it('tells Amazon while Commerce is down, and Commerce as soon as it is back', async () => {
    let isUp = false;
    const activities: Partial<Activities> = {
      trackLatePackage: async () =>
        isUp ? { outcome: 'tracked' } : { outcome: 'blocked', blocker: { code: 'commerce-unavailable' } },
    };
    await afterItsEnd(activities, async ({ tell, late, untilQuiet }) => {
      await tell(corrected('1ZNEW'));
      await until(late, ({ packages }) => packages[0]?.atAmazon === 'confirmed');
      expect(whats(await late())).toContain('blocked');
      isUp = true;
      await pass('1 day');
      await untilQuiet();
      expect((await late()).packages).toMatchObject([{ inCommerce: 'shipped' }]);
    });
  });

  it('says in its attributes and memo what blocks it, goes on at once when that is gone, and says so too', async () => {
    let isHeld = true;
    const blocker = { code: 'account-read-only' } as const;
    const activities: Partial<Activities> = {
      trackLatePackage: async () => (isHeld ? { outcome: 'blocked', blocker } : { outcome: 'tracked' }),
      creditAmazonRefund: async () => (isHeld ? { outcome: 'blocked', blocker } : { outcome: 'credited' }),
    };
    await afterItsEnd(activities, async ({ ref, tell, late, callsOf }) => {
      await tell(corrected('1ZNEW'), refund);
      const handle = client().workflow.getHandle(lateOrderWorkflowId(ref));
      const shown = async () => {
        const { typedSearchAttributes, memo } = await handle.describe();
        return { blockedBy: typedSearchAttributes.get(orderAttributes.blockedBy), causes: memo?.['blockers'] };
      };
      await until(shown, ({ causes }) => Array.isArray(causes) && causes.length === 2);
      expect(await shown()).toEqual({ blockedBy: 'account-read-only', causes: [blocker, blocker] });
      isHeld = false;
      await handle.signal(causeGone);
      await until(
        late,
        ({ refunds, packages }) => refunds[0]?.inCommerce === 'credited' && packages[0]?.inCommerce === 'shipped',
      );
      await until(shown, ({ blockedBy }) => blockedBy === undefined);
      expect([callsOf('trackLatePackage'), callsOf('creditAmazonRefund')]).toEqual([2, 2]);
    });
  });

  it('looks for a package that Amazon accepted and does not show, sends it once more, and then says so', async () => {
    const activities: Partial<Activities> = {
      confirmAmazonShipment: async ({ package: { trackingNumber } }) =>
        trackingNumber === '1ZP1' ? { outcome: 'confirmed', amazonStatus: 'Shipped' } : { outcome: 'sent' },
      lookForAmazonPackage: async () => ({ outcome: 'sent' }),
    };
    await afterItsEnd(activities, async ({ tell, late, untilQuiet, callsOf }) => {
      await tell(corrected('1ZNEW'));
      await pass('1 hour');
      await untilQuiet();
      expect(callsOf('confirmAmazonShipment')).toBe(3);
      expect(whats(await late())).toContain('amazon-package-unseen');
    });
  });

  it('has no credit memo made where none can say the same, and says why', async () => {
    const activities: Partial<Activities> = {
      creditAmazonRefund: async () => ({ outcome: 'held', because: 'it is in EUR' }),
    };
    await afterItsEnd(activities, async ({ tell, late, untilQuiet }) => {
      await tell(refund);
      await untilQuiet();
      expect((await late()).refunds).toMatchObject([{ inCommerce: 'held' }]);
      expect((await late()).timeline.at(-1)).toMatchObject({ what: 'refund-held', detail: 'R-1: it is in EUR' });
    });
  });

  /** The last one: the server's clock jumps no more once an activity was left behind. */
  it('is quiet at once when its account is closed, even while a step lies in a queue that nobody reads', async () => {
    let release = (): void => undefined;
    const activities: Partial<Activities> = {
      trackLatePackage: () =>
        new Promise((resolve) => {
          release = () => resolve({ outcome: 'tracked' });
        }),
    };
    await afterItsEnd(activities, async ({ ref, tell, late, callsOf }) => {
      await tell(corrected('1ZNEW'));
      await until(
        async () => callsOf('trackLatePackage'),
        (calls) => calls === 1,
      );
      // Amazon's side goes on by itself, and would else be told of after the close.
      await until(late, ({ packages }) => packages.every(({ atAmazon }) => atAmazon === 'confirmed'));
      const handle = client().workflow.getHandle(lateOrderWorkflowId(ref));
      await handle.signal(accountClosed, { actor: 'command-line' });
      const state: LateState = await handle.result();
      expect(state.timeline.at(-1)).toMatchObject({ what: 'operator-skipped', detail: 'the account was closed' });
      release();
    });
  });
});
