import { describe, expect, it } from '@jest/globals';
import { WorkflowNotFoundError } from '@temporalio/client';
import { amazonChanged, cancel, shipped, verified } from '../../workflows/messages.js';
import { parcel, sighting } from '../support/order-inputs.js';
import { tellOrder } from '../support/running-order.js';
import { type Message, PlayedOrder, permutationsOf } from './played-order.js';

const at = (time: string) => ({ lastUpdatedAt: `2026-11-01T${time}:00.000Z` });
const messages: Readonly<Record<string, Message>> = {
  verified: { sighting: sighting('Unshipped', at('10:05')) },
  shipped: { shipped: parcel('P1', 2) },
  'buyer asks': { sighting: sighting('Unshipped', { ...at('10:10'), buyerRequestsCancel: true }) },
  'operator cancels': { cancel: 'NoInventory' },
  'amazon cancelled': { sighting: sighting('Canceled', at('11:00')) },
};
const names = Object.keys(messages);

/** Between two messages both sides may have done everything, nothing, or one of the two. */
const paces: Readonly<Record<string, (order: PlayedOrder) => void>> = {
  'all at once, before anything is done': () => undefined,
  'each after everything is done': (order) => order.settle(),
  'while only Commerce is quick': (order) => void order.step('commerce'),
  'while only Amazon is quick': (order) => void order.step('amazon'),
};

function told(order: readonly string[], pace: (played: PlayedOrder) => void, isAmazonDeaf = false): PlayedOrder {
  const played = new PlayedOrder(sighting('Pending'), { isAmazonDeaf });
  for (const name of order) {
    const message = messages[name];
    if (message !== undefined) played.tell(message);
    pace(played);
  }
  played.settle();
  return played;
}

const timelineOf = ({ facts }: PlayedOrder): readonly string[] => facts.state.timeline.map(({ what }) => what);
const explanations = [
  'cancelled-at-amazon',
  'cancel-lost-to-shipment',
  'cancel-called-off',
  'cancel-withdrawn-by-buyer',
  'cancel-refused-by-amazon',
];

describe.each(Object.entries(paces))('a cancellation and a shipment, %s', (_, pace) => {
  it.each([false, true])(
    'come to one explained end in each of their 120 orders (Amazon takes no cancellation: %s)',
    (isDeaf) => {
      for (const order of permutationsOf(names)) {
        const played = told(order, pace, isDeaf);
        const timeline = timelineOf(played);
        const { facts, ending, packages } = played;
        const hasLeft = packages.some((each) => each.atAmazon === 'confirmed' || each.inCommerce === 'shipped');
        const isStoppedInShop = played.ordersMade === 0 || played.isCancelledInShop;
        const seen = {
          order,
          isEnded: ending === 'Cancelled' || ending === 'Complete',
          isShippedInVain: !isStoppedInShop && !hasLeft,
          // What has left is never refunded in Commerce behind the back of whoever shipped it.
          isCancelledAfterShipment:
            played.isCancelledInShop && packages.some(({ inCommerce }) => inCommerce === 'shipped'),
          isLeftOnHold: facts.state.cancelling?.hold === 'ours' && !played.isCancelledInShop,
          ordersMade: played.ordersMade <= 1,
          isExplained:
            !timeline.some((what) => what === 'cancel-requested-by-buyer' || what === 'operator-cancelled') ||
            timeline.some((what) => explanations.includes(what)),
        };
        expect(seen).toEqual({
          order,
          isEnded: true,
          isShippedInVain: false,
          isCancelledAfterShipment: false,
          isLeftOnHold: false,
          ordersMade: true,
          isExplained: true,
        });
      }
    },
  );

  it('without a word of Amazon itself, an order that has shipped is Complete, and no other', () => {
    for (const order of permutationsOf(names.filter((name) => name !== 'amazon cancelled'))) {
      const { ending, packages, facts } = told(order, pace, true);
      const isShipped = packages.length > 0 && packages.every(({ inCommerce }) => inCommerce === 'shipped');
      expect({ order, ending, isShipped, hold: facts.state.cancelling?.hold }).toEqual({
        order,
        ending: 'Complete',
        isShipped: true,
        hold: undefined,
      });
    }
  });
});

/** The story may have come to its end with the message before; then its senders turn to the late workflow. */
async function unlessEnded(told: Promise<void>): Promise<void> {
  try {
    await told;
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
}

describe('on a real server', () => {
  // Every 17th of the 120: far apart, and quick enough for every run.
  const some = permutationsOf(names).filter((_, index) => index % 17 === 0);

  it.each(some.map((order) => ({ title: order.join(', '), order })))('$title', async ({ order }) => {
    await tellOrder({ startsAs: sighting('Pending') }, async ({ handle, view }) => {
      for (const name of order) {
        const message = messages[name];
        if (message === undefined) continue;
        if ('cancel' in message) {
          const asked = handle.executeUpdate(cancel, { args: [{ actor: 'operations', reason: message.cancel }] });
          await asked.catch(() => undefined); // refused, where it comes too early or too late
        } else if ('shipped' in message) await unlessEnded(handle.signal(shipped, message.shipped));
        else if ('sighting' in message) {
          await unlessEnded(handle.signal(name === 'verified' ? verified : amazonChanged, message.sighting));
        }
      }
      expect(['Cancelled', 'Complete']).toContain((await handle.result()).ended);
      expect(['Cancelled', 'Complete']).toContain((await view()).status);
    });
  });
});
