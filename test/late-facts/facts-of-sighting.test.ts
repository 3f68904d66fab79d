import { describe, expect, it } from '@jest/globals';
import { packageReferenceIdOf } from '../../src/domain/package-reference.js';
import { factsOfSighting } from '../../src/late-facts/facts-of-sighting.js';
import type { EndedOrder } from '../../workflows/late-messages.js';
import {
  commerceOrder,
  money,
  newOrderRef,
  packageId,
  parcel,
  sightedLine,
  sighting,
} from '../support/order-inputs.js';

const order = newOrderRef();
const ended = (changes: Partial<EndedOrder> = {}): EndedOrder => ({
  order,
  status: 'Complete',
  amazonStatus: 'Shipped',
  fulfilledBy: 'FBM',
  purchasedAt: '2026-11-01T09:00:00.000Z',
  lines: [sightedLine()],
  packages: [{ ...parcel('P1', 2), inCommerce: 'shipped', atAmazon: 'confirmed' }],
  commerceOrder: commerceOrder(),
  ...changes,
});
const ownReference = `amazon:${packageReferenceIdOf(order.amazonOrderId, packageId('P1'))}`;
const shownAs = (id: string, trackingNumber: string) => parcel(id, 2, { source: 'amazon', trackingNumber });

describe('what Amazon says of an order that has ended', () => {
  it.each([
    ['our own package, as we sent it', sighting('Shipped', { packages: [shownAs(ownReference, '1ZP1')] })],
    ['our own package under an earlier number', sighting('Shipped', { packages: [shownAs(ownReference, '1ZOLD')] })],
    ['a package with a number that we know', sighting('Shipped', { packages: [shownAs('amazon:7', '1ZP1')] })],
    ['a step behind', sighting('Unshipped')],
    ['in a shape that we do not know', sighting('Canceled', { unreadableAt: 'x' })],
  ])('is no news when it is %s', (_name, seen) => {
    expect(factsOfSighting(seen, ended())).toEqual([]);
  });

  it('is no news when it was cancelled and still is', () => {
    expect(factsOfSighting(sighting('Canceled'), ended({ status: 'Cancelled', amazonStatus: 'Canceled' }))).toEqual([]);
  });

  it('is news when it is a package of somebody else, a tip, a return, a cancellation', () => {
    const seen = sighting('Canceled', {
      packages: [shownAs(ownReference, '1ZP1'), shownAs('amazon:7', '1ZELSE')],
      tip: money('3.00'),
      returned: [{ packageId: packageId(ownReference), how: 'RETURNED_TO_SELLER' }],
    });
    expect(factsOfSighting(seen, ended())).toMatchObject([
      { kind: 'cancelled', status: 'Canceled' },
      { kind: 'tip', amount: money('3.00') },
      { kind: 'package', package: { id: 'amazon:7' } },
      { kind: 'returned', packageId: 'P1', how: 'RETURNED_TO_SELLER' },
    ]);
  });

  it('of packages is no news where Amazon ships itself', () => {
    const seen = sighting('Shipped', { fulfilledBy: 'FBA', packages: [shownAs('amazon:7', '1ZELSE')] });
    expect(factsOfSighting(seen, ended({ fulfilledBy: 'FBA', packages: [] }))).toEqual([]);
  });
});
