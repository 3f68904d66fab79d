import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { ConfirmOutcome } from '../../activities/contract.js';
import { amazonStatuses } from '../../src/domain/amazon-status.js';
import { amazonChanged, shipped } from '../../workflows/messages.js';
import { parcel, sighting } from '../support/order-inputs.js';
import { tellOrder } from '../support/running-order.js';
import { type Luck, type Message, PlayedOrder, permutationsOf } from './played-order.js';

const verified: Message = { sighting: sighting('Unshipped', { lastUpdatedAt: '2026-11-01T10:05:00.000Z' }) };
const first: Message = { shipped: parcel('P1', 1) };
const second: Message = { shipped: parcel('P2', 1) };
const changed: Message = {
  sighting: sighting('Unshipped', { lastUpdatedAt: '2026-11-01T10:30:00.000Z', shipBy: '2026-11-04T00:00:00.000Z' }),
};
const partly: Message = {
  sighting: sighting('PartiallyShipped', {
    lastUpdatedAt: '2026-11-01T10:30:00.000Z',
    packages: [parcel('amazon:1', 1, { source: 'amazon', trackingNumber: '1ZP1' })],
  }),
};
const cancelled: Message = { sighting: sighting('Canceled', { lastUpdatedAt: '2026-11-01T11:00:00.000Z' }) };

const nameOf = (message: Message): string =>
  'sighting' in message
    ? message.sighting.status
    : 'shipped' in message
      ? message.shipped.id
      : Object.keys(message).join();
const named = (messages: readonly Message[]) => ({ names: messages.map(nameOf).join(' '), messages });

/** Between two messages both sides may have done everything, nothing, or one of the two. */
const paces: Readonly<Record<string, (order: PlayedOrder) => void>> = {
  'all at once, before anything is done': () => undefined,
  'each after everything is done': (order) => order.settle(),
  'while only Commerce is quick': (order) => void order.step('commerce'),
  'while only Amazon is quick': (order) => void order.step('amazon'),
};

function told(messages: readonly Message[], pace: (order: PlayedOrder) => void): PlayedOrder {
  const order = new PlayedOrder(sighting('Pending'));
  for (const message of messages) {
    order.tell(message);
    pace(order);
  }
  order.settle();
  return order;
}

describe.each(Object.entries(paces))('six messages, %s', (_, pace) => {
  it.each([
    ['with a later word of Amazon', changed],
    ['with a package that Amazon shows already', partly],
  ])('%s, in any of their 180 orders come to one order, two packages, and its end', (__, amazonChanged) => {
    for (const { names, messages } of permutationsOf([verified, verified, first, first, second, amazonChanged]).map(
      named,
    )) {
      const order = told(messages, pace);
      const { ending } = order;
      expect({ names, ending, created: order.countOf('create-order'), shipped: order.countOf('ship') }).toEqual({
        names,
        ending: 'Complete',
        created: 1,
        shipped: 2,
      });
      const confirms = order.done.filter((step) => step.startsWith('confirm'));
      expect({ names, confirms: new Set(confirms).size }).toEqual({ names, confirms: confirms.length });
      expect({ names, packages: order.packages.map(({ atAmazon }) => atAmazon) }).toEqual({
        names,
        packages: ['confirmed', 'confirmed'],
      });
    }
  });

  it('with a cancellation in any place among them come to an end, and leave nothing behind that the shop would ship', () => {
    for (const { names, messages } of permutationsOf([verified, verified, first, second, cancelled]).map(named)) {
      const order = told(messages, pace);
      const isOpenInShop = order.ordersMade > 0 && !order.isCancelledInShop;
      const hasLeft = order.packages.some((each) => each.atAmazon === 'confirmed' || each.inCommerce === 'shipped');
      // Complete, when everything had come to its end before the cancellation did.
      expect(['Cancelled', 'Complete']).toContain(order.ending);
      expect({ names, isShippedInVain: isOpenInShop && !hasLeft }).toEqual({ names, isShippedInVain: false });
    }
  });
});

describe('whatever Amazon says in whatever order', () => {
  const statuses = amazonStatuses.filter((status) => status !== 'Unrecognised');
  const moment = fc
    .integer({ min: 10, max: 59 })
    .map((minute) => ({ lastUpdatedAt: `2026-11-01T10:${minute}:00.000Z` }));
  const said = fc
    .record({ status: fc.constantFrom(...statuses), at: moment, buyerRequestsCancel: fc.boolean() })
    .map(({ status, at, buyerRequestsCancel }) => sighting(status, { ...at, buyerRequestsCancel }));
  const unreadable = moment.map((at) => sighting('Unrecognised', { ...at, lines: [], unreadableAt: 'x' }));
  const event = fc.oneof(
    said.map((sighted): Message => ({ sighting: sighted })),
    fc.constantFrom<Message | 'commerce'>(first, second, { skip: 'sold elsewhere' }, 'commerce'),
  );

  it('an order moves only as its statuses may', () => {
    fc.assert(
      fc.property(fc.oneof(said, unreadable), fc.array(event, { maxLength: 10 }), (startsAs, events) => {
        const order = new PlayedOrder(startsAs); // throws at a move that the table does not know
        for (const each of events) {
          if (typeof each === 'string') order.step(each);
          else order.tell(each);
        }
        if (order.facts.state.sighting.unreadableAt === undefined) order.settle();
      }),
      { numRuns: 2_000, seed: 20_261_121 },
    );
  });
});

describe('on a real server', () => {
  const orders = permutationsOf([verified, verified, first, first, second, changed]).map(named);
  // Every 37th of the 180: far apart, and quick enough for every run.
  const some = orders.filter((_, index) => index % 37 === 0);

  it.each(some)('$names', async ({ messages }) => {
    const confirmed: ConfirmOutcome[] = [
      { outcome: 'confirmed', amazonStatus: 'PartiallyShipped' },
      { outcome: 'confirmed', amazonStatus: 'Shipped' },
    ];
    const activities = { confirmAmazonShipment: async () => confirmed.shift() ?? ({ outcome: 'sent' } as const) };
    await tellOrder({ startsAs: sighting('Pending'), activities }, async ({ handle, callsOf }) => {
      for (const message of messages) {
        if ('sighting' in message) await handle.signal(amazonChanged, message.sighting);
        else if ('shipped' in message) await handle.signal(shipped, message.shipped);
      }
      expect(await handle.result()).toMatchObject({ ended: 'Complete' });
      const names = ['createCommerceOrder', 'shipCommerceOrder', 'confirmAmazonShipment'] as const;
      expect(names.map(callsOf)).toEqual([1, 2, 2]);
    });
  });
});

describe('bad luck with the creation of an order', () => {
  const luck = fc.constantFrom<Luck>('answered', 'lost on the way', 'answer lost', 'failed afterwards', 'blocked');
  const event = fc.constantFrom<Message | 'commerce' | 'amazon'>(
    verified,
    first,
    second,
    cancelled,
    { skip: 'sold elsewhere' },
    'commerce',
    'amazon',
  );

  it('makes no second order, and none that nobody knows of when the story has ended', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 12 }), fc.array(luck, { maxLength: 6 }), (events, lucks) => {
        const rest = [...lucks];
        const order = new PlayedOrder(sighting('Pending'), { luck: () => rest.shift() ?? 'answered' });
        for (const each of events) {
          if (typeof each === 'string') order.step(each);
          else order.tell(each);
        }
        order.settle();
        expect(order.ordersMade).toBeLessThanOrEqual(1);
        const { ending, facts } = order;
        const isOver = facts.state.skippedBecause !== undefined || facts.state.sighting.status === 'Canceled';
        expect({ isOver, hasEnded: ending !== undefined }).toMatchObject(isOver ? { hasEnded: true } : {});
        if (ending === undefined) return;
        const isKnown = facts.state.commerceOrder !== undefined;
        expect({ ending, isKnown }).toEqual({ ending, isKnown: order.ordersMade === 1 });
      }),
      { numRuns: 3_000, seed: 20_261_121 },
    );
  });
});
