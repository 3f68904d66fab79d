import { describe, expect, it } from '@jest/globals';
import { confirmAgain, shipped } from '../../workflows/messages.js';
import { packageId, parcel, sighting } from '../support/order-inputs.js';
import type { Story } from '../support/order-stage.js';
import { tellOrder } from '../support/running-order.js';

const told = { actor: 'night shift', packageId: packageId('P1') };
const refused = (message: string) => ({ cause: { message, type: 'Refused' } });

/** A first package of two, which Amazon accepts and does not show; the rest keeps the order open. */
const story: Story = {
  startsAs: sighting('Unshipped'),
  activities: { confirmAmazonShipment: async () => ({ outcome: 'sent' }) },
};

describe('an operator who wants a package confirmed again', () => {
  it('has it sent again, as often as they ask, and the timeline says who asked', async () => {
    await tellOrder(story, async ({ handle, until, callsOf }) => {
      await handle.signal(shipped, parcel('P1', 1));
      await until(({ packages }) => packages[0]?.atAmazon === 'sent');
      for (const times of [2, 3]) {
        const answer = await handle.executeUpdate(confirmAgain, { args: [told] });
        expect(answer.note).toBe('Package P1 is told to Amazon again');
        await until(({ packages }) => packages[0]?.atAmazon === 'sent' && callsOf('confirmAmazonShipment') === times);
      }
      const { timeline } = await until(() => true);
      expect(timeline.filter(({ what }) => what === 'operator-confirmed-again')).toMatchObject([
        { actor: 'night shift', detail: 'P1' },
        { actor: 'night shift', detail: 'P1' },
      ]);
    });
  });

  it('is refused before there is such a package', async () => {
    await tellOrder(story, async ({ handle, until }) => {
      await until(({ status }) => status === 'AwaitingShipment');
      const asked = handle.executeUpdate(confirmAgain, { args: [told] });
      await expect(asked).rejects.toMatchObject(refused('This order has no package P1'));
    });
  });

  it('is refused while the package is about to be sent anyway', async () => {
    const startsAs = sighting('Pending');
    await tellOrder({ ...story, startsAs }, async ({ handle, until }) => {
      await handle.signal(shipped, parcel('P1', 1));
      await until(({ packages }) => packages.length === 1);
      const asked = handle.executeUpdate(confirmAgain, { args: [told] });
      await expect(asked).rejects.toMatchObject(refused('Package P1 is about to be told to Amazon'));
    });
  });
});
