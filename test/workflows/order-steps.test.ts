import { describe, expect, it } from '@jest/globals';
import type { OrderSettings } from '../../src/domain/order-settings.js';
import type { OrderSighting } from '../../src/domain/order-sighting.js';
import { OrderFacts } from '../../workflows/order-facts.js';
import { amazonSteps, commerceSteps, endingOf, statusOf } from '../../workflows/order-steps.js';
import { noteOf, standingOf, viewOf } from '../../workflows/order-view.js';
import { commerceOrder, newOrderRef, orderSettings, parcel, sighting } from '../support/order-inputs.js';

const noon = '2026-11-01T12:00:00.000Z';

/** An order to which these things have happened, at noon. */
function orderWith(
  startsAs: OrderSighting,
  happened: (facts: OrderFacts) => void = () => undefined,
  settings: Partial<OrderSettings> = {},
): OrderFacts {
  const input = { order: newOrderRef(), settings: orderSettings(settings), sighting: startsAs };
  const facts = new OrderFacts(input, () => Date.parse(noon));
  happened(facts);
  return facts;
}
const due = (facts: OrderFacts) => ({
  commerce: commerceSteps(facts).map(({ step }) => step),
  amazon: amazonSteps(facts).map(({ step }) => step),
});
const has = {
  order: (facts: OrderFacts) => facts.recordCommerceOrder(commerceOrder()),
  cancelled: (facts: OrderFacts) => facts.recordSighting(sighting('Canceled')),
  packed: (facts: OrderFacts) => facts.packages.record(parcel('P1', 2)),
  half: (facts: OrderFacts) => facts.packages.record(parcel('P1', 1)),
  confirmed: (facts: OrderFacts) => facts.packages.recordConfirmed('P1'),
  shipped: (facts: OrderFacts) => facts.packages.recordProgress('P1', { inCommerce: 'shipped' }),
  blocked: (facts: OrderFacts) => facts.recordBlocked('order', { code: 'out-of-stock', subject: 'MUG-BLUE' }),
};
const all =
  (...happened: readonly ((facts: OrderFacts) => void)[]) =>
  (facts: OrderFacts) => {
    for (const each of happened) each(facts);
  };

describe('what is due', () => {
  it.each([
    ['while Amazon waits for the payment', sighting('Pending'), all(), [], []],
    ['once verified', sighting('Unshipped'), all(), ['create-order'], []],
    ['once the order exists', sighting('Unshipped'), all(has.order), [], []],
    ['for a package before the order exists', sighting('Unshipped'), all(has.packed), ['create-order'], ['confirm']],
    ['for a package', sighting('Unshipped'), all(has.order, has.packed), ['ship'], ['confirm']],
    [
      'for a package of Commerce’s own',
      sighting('Unshipped'),
      all(has.order, has.packed, has.shipped),
      [],
      ['confirm'],
    ],
    ['for a package before the payment is verified', sighting('Pending'), all(has.packed), [], []],
    ['for an order that cannot be read', sighting('Unrecognised', { unreadableAt: 'x' }), all(), [], ['re-read']],
    ['when Amazon cancelled before', sighting('Unshipped'), all(has.cancelled), [], []],
    ['when Amazon cancelled the order', sighting('Unshipped'), all(has.order, has.cancelled), ['cancel-order'], []],
    [
      'when Amazon calls it Unfulfillable',
      sighting('Unshipped'),
      all(has.order, (f) => f.recordSighting(sighting('Unfulfillable'))),
      ['cancel-order'],
      [],
    ],
    [
      'for a package that is not sent when Amazon cancels',
      sighting('Unshipped'),
      all(has.order, has.packed, has.cancelled),
      ['cancel-order'],
      [],
    ],
    [
      'for a package that Amazon took before it cancelled',
      sighting('Unshipped'),
      all(has.order, has.packed, has.confirmed, has.cancelled, (f) => f.recordCancellation('lost-to-shipment')),
      ['ship'],
      [],
    ],
    ['for what Amazon fulfils, before it ships', sighting('Unshipped', { fulfilledBy: 'FBA' }), all(), [], []],
    [
      'for what Amazon fulfils, once it shipped',
      sighting('Shipped', { fulfilledBy: 'FBA' }),
      all(),
      ['create-order'],
      [],
    ],
    [
      'when all is confirmed but Amazon shows it open',
      sighting('Unshipped'),
      all(has.order, has.packed, has.shipped, has.confirmed),
      [],
      ['re-read'],
    ],
    ['once it is skipped', sighting('Unshipped'), all((f) => f.recordSkip('because', 'operations')), [], []],
  ] as const)('%s', (_, startsAs, happened, commerce, amazon) => {
    expect(due(orderWith(startsAs, happened))).toEqual({ commerce, amazon });
  });

  it('a customer is due once, where customers are wanted, before the order', () => {
    const order = orderWith(sighting('Unshipped'), all(), { customer: 'create' });
    expect(due(order).commerce).toEqual(['create-customer']);
    order.recordCustomer({ kind: 'guest' });
    expect(due(order).commerce).toEqual(['create-order']);
  });

  it('an order that may have arrived is not sent again within a minute, and looked for even if nobody wants it', () => {
    const order = orderWith(sighting('Unshipped'), (facts) => facts.recordMaybeSent());
    expect(commerceSteps(order)).toEqual([
      { step: 'create-order', about: 'order', notBefore: '2026-11-01T12:01:00.000Z' },
    ]);
    order.recordSkip('sold elsewhere', 'operations');
    expect(commerceSteps(order)).toMatchObject([{ step: 'look-for-order', notBefore: '2026-11-01T12:01:00.000Z' }]);
    expect(endingOf(order)).toBeUndefined();
    order.recordNothingSent();
    expect(endingOf(order)).toBe('Skipped');
  });

  it('Amazon has five minutes to agree that everything is shipped, since a sweep usually brings its word', () => {
    const order = orderWith(sighting('Unshipped'), all(has.order, has.packed, has.shipped, has.confirmed));
    expect(amazonSteps(order)).toMatchObject([{ step: 're-read', notBefore: '2026-11-01T12:05:00.000Z' }]);
  });
});

describe('status and end', () => {
  it.each([
    ['Pending', undefined, sighting('Pending'), all()],
    ['Verified', undefined, sighting('Unshipped'), all()],
    ['Blocked', undefined, sighting('Unshipped'), all(has.blocked)],
    ['Blocked', undefined, sighting('Unrecognised', { unreadableAt: 'x' }), all()],
    ['AwaitingShipment', undefined, sighting('Unshipped'), all(has.order)],
    ['AwaitingShipment', undefined, sighting('Unshipped'), all(has.order, has.packed, has.confirmed)],
    ['PartiallyShipped', undefined, sighting('Unshipped'), all(has.order, has.half, has.confirmed)],
    ['CancelRequested', undefined, sighting('Unshipped', { buyerRequestsCancel: true }), all(has.order)],
    [
      'PartiallyShipped',
      undefined,
      sighting('Unshipped', { buyerRequestsCancel: true }),
      all(has.order, has.half, has.shipped),
    ],
    ['Complete', 'Complete', sighting('Shipped'), all(has.order, has.packed, has.shipped, has.confirmed)],
    ['AwaitingShipment', undefined, sighting('Unshipped'), all(has.order, has.packed, has.shipped, has.confirmed)],
    ['Complete', 'Complete', sighting('Shipped', { fulfilledBy: 'FBA' }), all(has.order)],
    ['Cancelled', 'Cancelled', sighting('Pending'), all(has.cancelled)],
    ['Cancelled', 'Cancelled', sighting('Unshipped'), all(has.blocked, has.cancelled)],
    ['AwaitingShipment', undefined, sighting('Unshipped'), all(has.order, has.cancelled)],
    [
      'Cancelled',
      'Cancelled',
      sighting('Unshipped'),
      all(has.order, has.cancelled, (f) => f.recordCancellation('closed')),
    ],
    [
      'Cancelled',
      'Cancelled',
      sighting('Unshipped'),
      all(has.order, has.packed, has.shipped, has.cancelled, (f) => f.recordCancellation('held')),
    ],
    ['Skipped', 'Skipped', sighting('Unshipped'), all(has.blocked, (f) => f.recordSkip('because', 'operations'))],
  ] as const)('%s (ends: %s)', (status, ending, startsAs, happened) => {
    const order = orderWith(startsAs, happened);
    expect({ status: statusOf(order), ending: endingOf(order) }).toEqual({ status, ending });
  });

  it('does not end while a request is under way', () => {
    const order = orderWith(sighting('Unshipped'), (facts) => facts.beginTry('order'));
    order.recordSighting(sighting('Canceled'));
    expect(endingOf(order)).toBeUndefined();
    order.endTry();
    expect(endingOf(order)).toBe('Cancelled');
  });
});

describe('what people see', () => {
  it('of several blockers the one that has stood longest', () => {
    const order = orderWith(sighting('Unshipped'), all(has.order, has.packed));
    order.recordBlocked('commerce P1', { code: 'commerce-refused', subject: 'no' });
    order.recordBlocked('amazon P1', { code: 'amazon-credentials' });
    expect(standingOf(order)).toMatchObject({ status: 'Blocked', blockedBy: 'commerce-refused', needsAttention: true });
  });

  it('no blocker of what nobody wants done any more', () => {
    const order = orderWith(sighting('Unshipped'), all(has.order, has.packed));
    order.recordBlocked('amazon P1', { code: 'amazon-refused', subject: 'no' });
    order.recordSighting(sighting('Canceled'));
    expect(standingOf(order).blockedBy).toBeUndefined();
    order.recordCancellation('canceled');
    expect(standingOf(order)).toMatchObject({ status: 'Cancelled', needsAttention: false });
  });

  it.each(['at-risk', 'missed'] as const)('a ship-by time that is %s, until everything is packed', (shipBy) => {
    const order = orderWith(sighting('Unshipped'), all(has.order, has.half));
    order.recordShipBy(shipBy);
    expect(standingOf(order).needsAttention).toBe(true);
    order.packages.record(parcel('P2', 1));
    expect([standingOf(order).needsAttention, noteOf(order)]).toEqual([false, undefined]);
  });

  it('a word of Amazon that nobody could read, and a buyer who wants to cancel', () => {
    const unreadable = orderWith(sighting('Unshipped'));
    unreadable.recordSighting(sighting('Unrecognised', { lastUpdatedAt: noon, unreadableAt: 'status' }));
    expect(noteOf(unreadable)).toBe("Amazon's latest answer has a shape that Waybill does not know (status)");
    expect(noteOf(orderWith(sighting('Unshipped', { buyerRequestsCancel: true })))).toBe(
      'The buyer asks to cancel this order: cancel it, or decline',
    );
  });

  it('the number in Commerce, the packages and the story so far', () => {
    const view = viewOf(orderWith(sighting('Unshipped'), all(has.order, has.packed)));
    expect(view).toMatchObject({
      status: 'AwaitingShipment',
      amazonStatus: 'Unshipped',
      commerceOrderNumber: '000000001',
      needsAttention: false,
      packages: [{ id: 'P1' }],
    });
    expect(view.timeline.map(({ what }) => what)).toEqual(['started', 'verified', 'package-received']);
  });
});
