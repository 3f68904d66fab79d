import { describe, expect, it } from '@jest/globals';
import { packageReferenceIdOf } from '../../src/domain/package-reference.js';
import { itemId, packageId, parcel, sightedLine, sighting } from '../support/order-inputs.js';
import { at, factsAtNoon, noted } from './facts-at-noon.js';

describe('a package without lines', () => {
  it.each([
    ['no line', []],
    ['a line of no pieces', [{ orderItemId: itemId('05015851154158'), quantity: 0 }]],
  ])('with %s is shown, not taken: Commerce would ship the whole order', (_, lines) => {
    const { facts: known } = factsAtNoon();
    known.packages.record(parcel('commerce:7', 1, { source: 'commerce', lines }));
    expect(known.state.packages).toEqual([]);
    expect(noted(known, 'package-refused')).toBe(1);
    expect(known.state.attention).toBe('Package commerce:7 names no item of this order');
  });
});

describe('packages that Amazon shows', () => {
  const { amazonOrderId } = factsAtNoon().facts.input.order;
  const reference = packageReferenceIdOf(amazonOrderId, packageId('P1'));
  const shown = (trackingNumber: string) =>
    sighting('PartiallyShipped', {
      lastUpdatedAt: at('11:00'),
      packages: [parcel(`amazon:${reference}`, 1, { source: 'amazon', trackingNumber })],
    });

  it.each([
    ['our number', '1ZP1', 'confirmed'],
    ['no number', '', 'confirmed'],
    ['the number before a correction', '1ZOLD', 'recorded'],
  ])('under our reference with %s prove what they show, and nothing else', (_, trackingNumber, atAmazon) => {
    const { facts: known } = factsAtNoon();
    known.packages.record(parcel('P1', 1));
    known.recordSighting(shown(trackingNumber));
    expect(known.state.packages).toMatchObject([{ id: 'P1', atAmazon }]);
  });

  it('that are none of ours were shipped by somebody else: Commerce has to learn of them, Amazon has not', () => {
    const { facts: known } = factsAtNoon();
    known.recordSighting(shown('1ZSELLERCENTRAL'));
    expect(known.state.packages).toMatchObject([{ source: 'amazon', inCommerce: 'recorded', atAmazon: 'confirmed' }]);
  });

  it('of goods that another package has told of already are shipped once, and people compare the numbers', () => {
    const { facts: known } = factsAtNoon();
    known.packages.record(parcel('P1', 2));
    for (const lastUpdatedAt of [at('11:00'), at('11:30')]) {
      const seen = parcel('amazon:7', 2, { source: 'amazon', trackingNumber: '1ZSELLERCENTRAL' });
      known.recordSighting(sighting('Shipped', { lastUpdatedAt, packages: [seen] }));
    }
    expect(known.state.packages).toMatchObject([{ id: 'P1', atAmazon: 'confirmed', inCommerce: 'recorded' }]);
    expect(noted(known, 'amazon-shipped-otherwise')).toBe(1);
    expect(known.state.attention).toContain('compare the tracking numbers');
  });

  it('beyond what was ordered are shown once, and shipped nowhere', () => {
    const { facts: known } = factsAtNoon();
    known.packages.record(parcel('P1', 2));
    known.packages.recordConfirmed('P1');
    for (const lastUpdatedAt of [at('11:00'), at('11:30')]) {
      const seen = parcel('amazon:7', 1, { source: 'amazon', trackingNumber: '1ZTWICE' });
      known.recordSighting(sighting('Shipped', { lastUpdatedAt, packages: [seen] }));
    }
    expect(known.state.packages).toHaveLength(1);
    expect(noted(known, 'package-refused')).toBe(1);
  });

  it('do not count for what Amazon fulfils itself', () => {
    const { facts: known } = factsAtNoon(sighting('Shipped', { fulfilledBy: 'FBA', packages: shown('1Z').packages }));
    expect(known.state.packages).toEqual([]);
  });

  it('what is shipped without any package is shipped in Commerce all the same, less what is in packages', () => {
    const { facts: known } = factsAtNoon();
    known.packages.record(parcel('P1', 1));
    const lines = [sightedLine({ quantityShipped: 2 })];
    known.recordSighting(sighting('Shipped', { lastUpdatedAt: at('11:00'), lines }));
    expect(known.state.packages).toMatchObject([
      { id: 'P1' },
      { id: 'amazon:rest', lines: [{ quantity: 1 }], trackingNumber: '', atAmazon: 'confirmed' },
    ]);
  });

  const unlisted = (id: string) => parcel(id, 1, { source: 'amazon', lines: [] });
  const shippedWith = (...ids: readonly string[]) =>
    sighting('Shipped', {
      lastUpdatedAt: at('11:00'),
      lines: [sightedLine({ quantityShipped: 2 })],
      packages: ids.map(unlisted),
    });

  it('without its items, the only package of a shipped order holds what is shipped', () => {
    const { facts: known } = factsAtNoon();
    known.recordSighting(shippedWith('amazon:1'));
    expect(known.state.packages).toMatchObject([
      { id: 'amazon:1', trackingNumber: '1Zamazon:1', lines: [{ quantity: 2 }], inCommerce: 'recorded' },
    ]);
    expect(known.state.attention).toBeUndefined();
  });

  it('without their items, several packages of a shipped order are shown; Commerce learns of the rest', () => {
    const { facts: known } = factsAtNoon();
    known.recordSighting(shippedWith('amazon:1', 'amazon:2'));
    expect(known.state.packages).toMatchObject([{ id: 'amazon:rest', lines: [{ quantity: 2 }] }]);
    expect(known.state.attention).toBe('Package amazon:2 names no item of this order');
  });

  it('without its items, a package of a partly shipped order is shown once, and taken when its items are known', () => {
    const { facts: known } = factsAtNoon();
    for (const time of ['11:00', '11:30']) {
      const packages = [unlisted('amazon:1')];
      known.recordSighting(sighting('PartiallyShipped', { lastUpdatedAt: at(time), packages }));
    }
    expect(known.state.packages).toEqual([]);
    expect(noted(known, 'package-refused')).toBe(1);
    const packages = [parcel('amazon:1', 1, { source: 'amazon' })];
    known.recordSighting(sighting('PartiallyShipped', { lastUpdatedAt: at('12:00'), packages }));
    expect(known.state.packages).toMatchObject([{ id: 'amazon:1', lines: [{ quantity: 1 }] }]);
  });

  it('confirm a package once', () => {
    const { facts: known } = factsAtNoon();
    known.packages.record(parcel('P1', 1));
    known.packages.recordConfirmed('P1');
    known.recordSighting(shown('1ZP1'));
    expect(noted(known, 'amazon-shipment-confirmed')).toBe(1);
  });
});

describe('an order that was partly shipped before it began', () => {
  const id = itemId('05015851154158');
  const line = sightedLine({ orderItemId: id, quantity: 2, quantityShipped: 1 });
  const partly = sighting('PartiallyShipped', { lines: [line] });
  const late = (packages: ReturnType<typeof parcel>[], quantityShipped: number) =>
    sighting('PartiallyShipped', { lastUpdatedAt: at('11:00'), packages, lines: [{ ...line, quantityShipped }] });
  const seen = parcel('amazon:9', 1, {
    source: 'amazon',
    trackingNumber: '1ZNINE',
    lines: [{ orderItemId: id, quantity: 1 }],
  });

  it('and whose package Amazon does not show waits for what is unshipped alone', () => {
    const { facts: known } = factsAtNoon(partly);
    expect(known.state.packages).toMatchObject([
      { id: 'amazon:rest', lines: [{ orderItemId: id, quantity: 1 }], inCommerce: 'recorded', atAmazon: 'confirmed' },
    ]);
    expect(known.packages.quantityPacked(id)).toBe(1);
  });

  it('does not ship the same piece twice when its package is shown late', () => {
    const { facts: known } = factsAtNoon(partly);
    known.recordSighting(late([seen], 1));
    expect(known.state.packages).toHaveLength(1);
  });

  it('takes a further package of pieces that left later', () => {
    const { facts: known } = factsAtNoon(partly);
    known.recordSighting(late([seen], 2));
    expect(known.packages.quantityPacked(id)).toBe(2);
  });

  it('later on waits for the package itself, which brings its tracking', () => {
    const { facts: known } = factsAtNoon(sighting('Unshipped', { lines: [{ ...line, quantityShipped: 0 }] }));
    known.recordSighting(late([], 1));
    expect(known.state.packages).toEqual([]);
  });
});

describe('a delivery of the shipping system', () => {
  it('that comes again after a correction does not undo it', () => {
    const { facts: known } = factsAtNoon();
    const first = parcel('P1', 1, { deliveryIds: ['first'] });
    known.packages.record(first);
    known.packages.record(parcel('P1', 1, { trackingNumber: '1ZNEW', deliveryIds: ['second'] }));
    known.packages.record(first);
    expect(known.state.packages).toMatchObject([{ trackingNumber: '1ZNEW', deliveryIds: ['first', 'second'] }]);
    known.packages.record({ ...first, deliveryIds: ['third'] });
    expect(known.state.packages).toMatchObject([{ trackingNumber: first.trackingNumber }]);
  });
});
