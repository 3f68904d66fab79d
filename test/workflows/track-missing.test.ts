import { describe, expect, it } from '@jest/globals';
import { factsArrived } from '../../workflows/late-messages.js';
import { shipped } from '../../workflows/messages.js';
import { packageId, parcel, sighting } from '../support/order-inputs.js';
import { tellOrder } from '../support/running-order.js';

const missing = { kind: 'track-missing', packageId: packageId('commerce:77') } as const;
const said = 'commerce-track-missing';

describe('an order whose shipment in Commerce never got a track', () => {
  it('asks for attention and says it once, however often it is told', async () => {
    await tellOrder({ startsAs: sighting('Unshipped') }, async ({ handle, view }) => {
      for (let times = 1; times <= 2; times += 1) await handle.signal(factsArrived, [missing]);
      const { timeline, needsAttention, status } = await view();
      expect(timeline.filter(({ what }) => what === said)).toMatchObject([
        { detail: 'commerce:77', actor: 'commerce' },
      ]);
      expect({ needsAttention, isFinal: status === 'Complete' }).toEqual({ needsAttention: true, isFinal: false });
    });
  });

  it('is left in peace when every piece is in a package that somebody reported', async () => {
    const neverShown = {
      confirmAmazonShipment: async () => ({ outcome: 'not-looked' as const, lookAfterMs: 3_600_000 }),
    };
    await tellOrder({ startsAs: sighting('Unshipped'), activities: neverShown }, async ({ handle, view }) => {
      await handle.signal(shipped, parcel('P1', 2));
      await handle.signal(factsArrived, [missing]);
      const { timeline, needsAttention } = await view();
      expect(timeline.some(({ what }) => what === said)).toBe(false);
      expect(needsAttention).toBe(false);
    });
  });
});
