import { describe, expect, it } from '@jest/globals';
import type { OrderFacts } from '../../workflows/order-facts.js';
import { commerceOrder, itemId, parcel, sightedLine, sighting, sku } from '../support/order-inputs.js';
import { at, factsAtNoon, noted } from './facts-at-noon.js';

describe('what Amazon says of an order', () => {
  it.each([
    ['an older word', sighting('Pending', { lastUpdatedAt: at('09:00') }), 'Unshipped'],
    ['the same word again', sighting('Unshipped'), 'Unshipped'],
    ['a later word', sighting('PartiallyShipped', { lastUpdatedAt: at('11:00') }), 'PartiallyShipped'],
    ['a further word with an older date', sighting('Shipped', { lastUpdatedAt: at('09:00') }), 'Shipped'],
    ['an earlier status with a later date', sighting('Pending', { lastUpdatedAt: at('11:00') }), 'Unshipped'],
  ])('%s leaves it no further back than it was', (_, said, status) => {
    const { facts: known } = factsAtNoon();
    known.recordSighting(said);
    expect(known.state.sighting.status).toBe(status);
  });

  it('verifies it once, however often it is said', () => {
    const { facts: known } = factsAtNoon(sighting('Pending'));
    expect(known.state.isVerified).toBe(false);
    known.recordSighting(sighting('Unshipped'));
    known.recordSighting(sighting('PartiallyShipped', { lastUpdatedAt: at('11:00') }));
    expect([known.state.isVerified, noted(known, 'verified')]).toEqual([true, 1]);
  });

  it('a cancellation is final', () => {
    const { facts: known } = factsAtNoon();
    known.recordSighting(sighting('Canceled'));
    known.recordSighting(sighting('Shipped', { lastUpdatedAt: at('11:30') }));
    expect([known.state.sighting.status, noted(known, 'cancelled-at-amazon')]).toEqual(['Canceled', 1]);
  });

  it('a word that cannot be read changes nothing, and is remembered until one can be read', () => {
    const { facts: known } = factsAtNoon();
    const unreadable = { lastUpdatedAt: at('11:00'), lines: [], unreadableAt: 'fulfillment.fulfillmentStatus' };
    known.recordSighting(sighting('Unrecognised', unreadable));
    expect(known.state.sighting).toEqual(sighting('Unshipped'));
    expect(known.state.latestUnreadableAt).toBe('fulfillment.fulfillmentStatus');
    known.recordSighting(sighting('PartiallyShipped', { lastUpdatedAt: at('11:30') }));
    expect(known.state.latestUnreadableAt).toBeUndefined();
  });

  it('an order that could not be read at first is what the first readable word says', () => {
    const { facts: known } = factsAtNoon(sighting('Unrecognised', { lines: [], unreadableAt: 'orderItems' }));
    expect(known.state.blockers).toMatchObject({ 'amazon-order': { code: 'order-unreadable', subject: 'orderItems' } });
    known.recordSighting(sighting('Pending'));
    expect(known.state.sighting).toEqual(sighting('Pending'));
  });

  it('a deadline that Amazon moves begins anew', () => {
    const { facts: known } = factsAtNoon(sighting('Unshipped', { shipBy: at('13:00') }));
    known.recordShipBy('missed');
    known.recordSighting(sighting('Unshipped', { lastUpdatedAt: at('11:00'), shipBy: at('13:00') }));
    expect(known.state.shipBy).toBe('missed');
    known.recordSighting(sighting('Unshipped', { lastUpdatedAt: at('11:30'), shipBy: at('20:00') }));
    expect(known.state.shipBy).toBe('in-time');
  });

  it('a buyer who wants to cancel is noted once', () => {
    const { facts: known } = factsAtNoon();
    known.recordSighting(sighting('Unshipped', { lastUpdatedAt: at('11:00'), buyerRequestsCancel: true }));
    known.recordSighting(sighting('Unshipped', { lastUpdatedAt: at('11:30'), buyerRequestsCancel: true }));
    expect(noted(known, 'cancel-requested-by-buyer')).toBe(1);
  });
});

describe('packages', () => {
  const idsOf = ({ state }: OrderFacts) => state.packages.map(({ id }) => id);

  it.each([
    ['its id', parcel('P1', 1)],
    [
      'its tracking number, from another system',
      parcel('commerce:7', 1, { source: 'commerce', trackingNumber: '1ZP1' }),
    ],
    [
      'its tracking number and another spelling of the carrier',
      parcel('X', 1, { carrier: 'U.P.S.', trackingNumber: '1ZP1' }),
    ],
  ])('the same package is known by %s', (_, again) => {
    const { facts: known } = factsAtNoon();
    known.packages.record(parcel('P1', 1));
    known.packages.record(again);
    expect([idsOf(known), noted(known, 'package-corrected')]).toEqual([['P1'], 0]);
  });

  it('two packages without a number are two', () => {
    const { facts: known } = factsAtNoon();
    known.packages.record(parcel('P1', 1, { trackingNumber: '' }));
    known.packages.record(parcel('P2', 1, { trackingNumber: '' }));
    expect(idsOf(known)).toEqual(['P1', 'P2']);
  });

  it('a package that Commerce made needs no shipment there; one that Commerce reports later needs none any more', () => {
    const { facts: known } = factsAtNoon();
    known.packages.record(parcel('commerce:7', 1, { source: 'commerce' }));
    known.packages.record(parcel('P2', 1));
    known.packages.record(parcel('commerce:8', 1, { source: 'commerce', trackingNumber: '1ZP2' }));
    expect(known.state.packages).toMatchObject([{ inCommerce: 'shipped' }, { inCommerce: 'shipped' }]);
  });

  it.each([
    ['more than was ordered', [parcel('P1', 3)]],
    ['more than is left', [parcel('P1', 1), parcel('P2', 2)]],
    ['what is not of this order', [parcel('P1', 1, { lines: [{ orderItemId: itemId('X'), quantity: 1 }] })]],
  ])('a package that holds %s is shown, not taken', (_, packages) => {
    const { facts: known } = factsAtNoon();
    for (const each of packages) known.packages.record(each);
    const refused = packages.at(-1)?.id;
    expect(idsOf(known)).not.toContain(refused);
    expect(known.state.attention).toBe(`Package ${refused} holds more than is left of the order`);
  });

  it('what was cancelled at Amazon cannot be packed any more', () => {
    const { facts: known } = factsAtNoon(sighting('Unshipped', { lines: [sightedLine({ quantityCancelled: 1 })] }));
    known.packages.record(parcel('P1', 2));
    expect(idsOf(known)).toEqual([]);
  });

  it('are kept before the items are known', () => {
    const { facts: known } = factsAtNoon(sighting('Pending', { lines: [] }));
    known.packages.record(parcel('P1', 2));
    expect(idsOf(known)).toEqual(['P1']);
  });

  it('a tracking number that is corrected in Commerce goes to Amazon again', () => {
    const { facts: known } = factsAtNoon();
    const inCommerce = parcel('commerce:7', 1, { source: 'commerce' });
    known.packages.record(inCommerce);
    known.packages.recordConfirmed('commerce:7');
    known.packages.record(inCommerce);
    expect(known.state.packages).toMatchObject([{ atAmazon: 'confirmed' }]);
    known.packages.record({ ...inCommerce, trackingNumber: '1ZNEW' });
    expect(known.state.packages).toMatchObject([
      { trackingNumber: '1ZNEW', inCommerce: 'shipped', atAmazon: 'recorded' },
    ]);
  });

  it('a correction replaces what was said before, whatever was sent of it', () => {
    const { facts: known } = factsAtNoon();
    known.packages.record(parcel('P1', 1, { service: 'Ground' }));
    known.packages.recordProgress('P1', {
      inCommerce: 'shipped',
      atAmazon: 'sent',
      sentAt: at('10:00'),
      lookAt: at('10:01'),
    });
    known.packages.record(parcel('P1', 1, { carrier: 'fedex', trackingNumber: '1ZNEW' }));
    expect(known.state.packages).toEqual([
      { ...parcel('P1', 1), carrier: 'fedex', trackingNumber: '1ZNEW', inCommerce: 'recorded', atAmazon: 'recorded' },
    ]);
    expect(noted(known, 'package-corrected')).toBe(1);
  });
});

describe('blockers', () => {
  it('wait 5 seconds, then twice as long each time, and after the ninth try 14 hours each', () => {
    const { facts: known, clock } = factsAtNoon();
    const waitsS: number[] = [];
    for (let tries = 0; tries < 16; tries += 1) {
      known.recordBlocked('order', { code: 'out-of-stock', subject: 'MUG-BLUE' });
      waitsS.push((known.nextTryAtMs('order') - clock.nowMs) / 1_000);
      clock.nowMs = known.nextTryAtMs('order');
    }
    expect(waitsS.slice(0, 4)).toEqual([5, 10, 20, 40]);
    expect(waitsS.slice(8, 11)).toEqual([1_280, 50_400, 50_400]);
    expect(known.state.blockers['order']).toMatchObject({ since: at('12:00'), tries: 16 });
    expect(noted(known, 'blocked')).toBe(1);
  });

  it('another cause is another blocker, that waits from the beginning', () => {
    const { facts: known, clock } = factsAtNoon();
    known.recordBlocked('order', { code: 'sku-unknown', subject: 'A' });
    known.recordBlocked('order', { code: 'sku-unknown', subject: 'A' });
    clock.nowMs += 60_000;
    known.recordBlocked('order', { code: 'sku-unknown', subject: 'B' });
    expect(known.state.blockers['order']).toMatchObject({ since: at('12:01'), tries: 1 });
  });

  it('a wish to retry ends the wait of everything that is blocked, for one try', () => {
    const { facts: known } = factsAtNoon();
    known.recordBlocked('order', { code: 'out-of-stock' });
    known.askRetry();
    expect(known.nextTryAtMs('order')).toBe(0);
    known.beginTry('order');
    known.recordBlocked('order', { code: 'out-of-stock' });
    known.endTry();
    expect(known.nextTryAtMs('order')).toBeGreaterThan(0);
  });

  it('a wish that comes during the try is kept for the next one', () => {
    const { facts: known } = factsAtNoon();
    known.recordBlocked('order', { code: 'out-of-stock' });
    known.beginTry('order');
    known.askRetry();
    known.recordBlocked('order', { code: 'out-of-stock' });
    known.endTry();
    expect(known.nextTryAtMs('order')).toBe(0);
  });

  it('what was not blocked is not noted as unblocked', () => {
    const { facts: known } = factsAtNoon();
    known.recordUnblocked('order');
    known.recordBlocked('order', { code: 'out-of-stock' });
    known.recordUnblocked('order');
    expect([noted(known, 'unblocked'), Object.keys(known.state.blockers)]).toEqual([1, []]);
  });
});

describe('what an operator asked for', () => {
  it('a skip that a Commerce order overtakes is dropped, and said', () => {
    const { facts: known } = factsAtNoon();
    known.recordSkip('sold elsewhere', 'operations');
    known.recordCommerceOrder(commerceOrder());
    expect(known.state.skippedBecause).toBeUndefined();
    expect(known.state.attention).toBe('The Commerce order was created before the skip could take effect');
  });

  it('SKUs are mapped one by one, whatever they are called', () => {
    const { facts: known } = factsAtNoon();
    known.recordSkuMapping('__proto__', sku('A'), 'operations');
    known.recordSkuMapping('MUG', sku('B'), 'operations');
    expect(Object.entries(known.state.skuMap)).toEqual([
      ['__proto__', 'A'],
      ['MUG', 'B'],
    ]);
  });
});
