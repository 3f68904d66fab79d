import { describe, expect, it } from '@jest/globals';
import type { Activities, CreateOrderOutcome } from '../../activities/contract.js';
import { RemoteFailure } from '../../src/domain/remote-failure.js';
import { declineCancel, mapSku, retryNow, skip } from '../../workflows/messages.js';
import { commerceOrder, sighting, sku } from '../support/order-inputs.js';
import { tellOrder } from '../support/running-order.js';

const operator = { actor: 'operations' };
const startsAs = sighting('Unshipped');
const refusal = (answer: Promise<unknown>): Promise<string> =>
  answer.then(
    () => 'accepted',
    (error: { readonly cause?: { readonly message?: string } }) => error.cause?.message ?? 'no reason',
  );
const blocked = { outcome: 'blocked', blocker: { code: 'sku-unknown', subject: 'MUG-BLUE' } } as const;

/** The first attempt may have arrived, and nobody can tell: a look is due before anything ends. */
function inDoubt(): Partial<Activities> {
  return {
    createCommerceOrder: async (): Promise<CreateOrderOutcome> => {
      const fault = { kind: 'unauthorised', because: 'credentials' } as const;
      throw new RemoteFailure({ remote: 'commerce', operation: 'createInvoice', fault });
    },
    lookForCommerceOrder: async () => ({ outcome: 'blocked', blocker: { code: 'commerce-credentials' } }),
  };
}

describe('an operator who asks twice', () => {
  it('for a retry of a blocked order is heard each time, and each time it is tried', async () => {
    await tellOrder({ startsAs, activities: { createCommerceOrder: async () => blocked } }, async (order) => {
      const { blocker } = await order.until(({ status }) => status === 'Blocked');
      const tries = blocker?.tries ?? 0;
      const retry = () => order.handle.executeUpdate(retryNow, { args: [operator] });
      expect(await Promise.all([retry(), retry()])).toEqual([
        { status: 'Blocked', note: 'Trying now' },
        { status: 'Blocked', note: 'Trying now' },
      ]);
      await order.until((view) => (view.blocker?.tries ?? 0) > tries);
      const { timeline } = await order.view();
      expect(timeline.filter(({ what }) => what === 'operator-retried')).toHaveLength(2);
      expect(timeline.filter(({ what }) => what === 'blocked')).toHaveLength(1);
    });
  });

  it('for another SKU is followed in what was said last; said again, it changes nothing', async () => {
    const asked: unknown[] = [];
    const activities: Partial<Activities> = {
      createCommerceOrder: async ({ skuMap }) => {
        asked.push(skuMap['MUG-BLUE']);
        return blocked;
      },
    };
    await tellOrder({ startsAs, activities }, async (order) => {
      await order.until(({ status }) => status === 'Blocked');
      const map = (to: string) =>
        order.handle.executeUpdate(mapSku, { args: [{ ...operator, from: 'MUG-BLUE', to: sku(to) }] });
      for (const to of ['MUG-1', 'MUG-2', 'MUG-2']) {
        const triesBefore = asked.length;
        expect(await map(to)).toMatchObject({ note: `MUG-BLUE is sold as ${to} on this order` });
        await order.until(() => asked.length > triesBefore);
        expect(asked.at(-1)).toBe(to);
      }
    });
  });

  it('to skip is told that the order is skipped already, as long as it has to be looked for', async () => {
    await tellOrder({ startsAs, activities: inDoubt() }, async (order) => {
      await order.until(({ status }) => status === 'Blocked');
      const skipBecause = (reason: string) =>
        refusal(order.handle.executeUpdate(skip, { args: [{ ...operator, reason }] }));
      expect(await skipBecause(' ')).toBe('A reason is needed');
      expect(await skipBecause('sold elsewhere')).toBe('accepted');
      expect(await skipBecause('sold elsewhere')).toBe('The order is skipped already');
      const { timeline } = await order.view();
      expect(timeline.filter(({ what }) => what === 'operator-skipped')).toHaveLength(1);
    });
  });
});

describe('an operator who comes too late', () => {
  it('hears that the Commerce order exists, and nothing changes', async () => {
    const activities: Partial<Activities> = {
      createCommerceOrder: async () => ({
        outcome: 'created',
        commerceOrder: commerceOrder(),
        sighting: startsAs,
      }),
    };
    await tellOrder({ startsAs, activities }, async ({ handle, until, view }) => {
      const { timeline } = await until(({ status }) => status === 'AwaitingShipment');
      expect(await refusal(handle.executeUpdate(skip, { args: [{ ...operator, reason: 'sold elsewhere' }] }))).toBe(
        'The Commerce order exists already: cancel it instead',
      );
      expect(
        await refusal(handle.executeUpdate(mapSku, { args: [{ ...operator, from: 'MUG-BLUE', to: sku('MUG-1') }] })),
      ).toBe('The Commerce order exists already');
      expect(await refusal(handle.executeUpdate(declineCancel, { args: [operator] }))).toBe(
        'No wish of the buyer to cancel is open on this order',
      );
      expect((await view()).timeline).toEqual(timeline);
    });
  });
});
