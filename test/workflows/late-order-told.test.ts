import { expect, it } from '@jest/globals';
import type { Activities } from '../../activities/contract.js';
import { orderAttributes } from '../../src/domain/search-attributes.js';
import { createOrderConversation } from '../../src/http/order-conversation.js';
import { lateOrderWorkflowId } from '../../src/temporal/workflow-ids.js';
import type { LateState } from '../../workflows/late-messages.js';
import { accountRemoved, causeGone, retryNow } from '../../workflows/messages.js';
import { describeWithTimeSkipping } from '../support/time-skipping-server.js';
import { until } from '../support/until.js';
import { corrected, endedOrders } from './ended-orders.js';

describeWithTimeSkipping('what came after the end of an order and is blocked', () => {
  const { pass, afterItsEnd, client } = endedOrders();

  it('is tried at once when an operator asks, as often as it is asked, and refuses what has nothing to try', async () => {
    const refused = { outcome: 'blocked', blocker: { code: 'commerce-refused', subject: 'no' } } as const;
    let isMended = false;
    const activities: Partial<Activities> = {
      trackLatePackage: async () => (isMended ? { outcome: 'tracked' } : refused),
    };
    await afterItsEnd(activities, async ({ ref, tell, late, callsOf }) => {
      await tell(corrected('1ZNEW'));
      const tries = ({ blockers }: LateState) => Object.values(blockers)[0]?.tries ?? 0;
      await until(late, (state) => tries(state) === 1);
      await pass('1 day');
      const before = tries(await late());
      const { act } = createOrderConversation(client());
      const retry = () => act(lateOrderWorkflowId(ref), { kind: 'retry', actor: 'operations' });
      const accepted = { outcome: 'accepted', answer: { status: 'Complete', note: 'Trying now' } };
      expect(await retry()).toEqual(accepted);
      await until(late, (state) => tries(state) === before + 1);
      isMended = true;
      expect(await retry()).toEqual(accepted);
      await until(late, ({ packages }) => packages[0]?.inCommerce === 'shipped');
      expect(callsOf('trackLatePackage')).toBe(before + 2);
      expect((await late()).timeline).toContainEqual(
        expect.objectContaining({ what: 'operator-retried', actor: 'operations' }),
      );
      const because = 'Nothing is blocked of what came after the end of this order';
      expect(await retry()).toEqual({ outcome: 'refused', because });
    });
  });

  it('stands still and says so while its account is in no settings, and goes on when it is back', async () => {
    const refused = { outcome: 'blocked', blocker: { code: 'commerce-refused', subject: 'no' } } as const;
    let isMended = false;
    const activities: Partial<Activities> = {
      trackLatePackage: async () => (isMended ? { outcome: 'tracked' } : refused),
    };
    await afterItsEnd(activities, async ({ ref, tell, late, untilQuiet, callsOf }) => {
      await tell(corrected('1ZNEW'));
      await until(late, ({ blockers }) => Object.keys(blockers).length === 1);
      const handle = client().workflow.getHandle(lateOrderWorkflowId(ref));
      const blockedBy = async () => (await handle.describe()).typedSearchAttributes.get(orderAttributes.blockedBy);
      await handle.signal(accountRemoved);
      await handle.signal(accountRemoved);
      await until(blockedBy, (code) => code === 'account-removed');
      const retried = handle.executeUpdate(retryNow, { args: [{ actor: 'operations' }] });
      await expect(retried).rejects.toMatchObject({ cause: { type: 'Refused' } });
      const tries = callsOf('trackLatePackage');
      isMended = true;
      await pass('2 days');
      expect(callsOf('trackLatePackage')).toBe(tries);
      await handle.signal(causeGone);
      await untilQuiet();
      const { packages, blockers, timeline } = await late();
      expect([packages[0]?.inCommerce, blockers]).toEqual(['shipped', {}]);
      expect(timeline.filter(({ what, detail }) => what === 'blocked' && detail === 'account-removed')).toHaveLength(1);
    });
  });
});
