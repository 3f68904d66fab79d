import { describe, expect, it } from '@jest/globals';
import { fitPackage } from '../../src/shipping/fit-package.js';
import { parseShipmentRequest, type RequestedPackage } from '../../src/shipping/shipment-request.js';
import { bodyOf, lineOf, packageOf } from './shipping-fixture.js';

const nowMs = Date.parse('2026-03-10T13:00:00Z');
const judging = { nowMs, carriers: { acme_post: { carrierCode: 'Other', carrierName: 'Acme Post' } } };
const lines = [lineOf('item-1', 'MUG', 3), lineOf('item-2', 'PEN', 1), lineOf('item-3', 'MUG', 2, 1)];

function wanted(packageWish: Record<string, unknown>): RequestedPackage {
  const request = parseShipmentRequest(bodyOf({}, packageWish));
  if ('malformed' in request) throw new Error(request.malformed);
  return request.package;
}
const items = (...list: readonly unknown[]) => wanted({ items: list });

describe('the items of a package', () => {
  it.each([
    ['by order item id', [{ orderItemId: 'item-1', quantity: 3 }], { 'item-1': 3 }],
    ['by SKU, over several lines of it', [{ sku: 'MUG', quantity: 4 }], { 'item-1': 3, 'item-3': 1 }],
    [
      'by both, in one package',
      [
        { sku: 'PEN', quantity: 1 },
        { orderItemId: 'item-1', quantity: 1 },
      ],
      { 'item-2': 1, 'item-1': 1 },
    ],
    [
      'twice, as a sum',
      [
        { sku: 'MUG', quantity: 1 },
        { orderItemId: 'item-1', quantity: 1 },
      ],
      { 'item-1': 2 },
    ],
  ])('are found %s', (_name, list, expected) => {
    const parcel = fitPackage(items(...list), { lines, packages: [] }, judging);
    expect(
      'lines' in parcel && Object.fromEntries(parcel.lines.map((line) => [line.orderItemId, line.quantity])),
    ).toEqual(expected);
  });

  it.each([
    ['an item of another order', [{ orderItemId: 'item-9', quantity: 1 }], 'package.items[0].orderItemId'],
    ['a SKU that was not ordered', [{ sku: 'CUP', quantity: 1 }], 'package.items[0].sku'],
    ['more than was ordered', [{ orderItemId: 'item-1', quantity: 4 }], 'package.items[0].quantity'],
    [
      'more than was ordered, in sum',
      [
        { sku: 'PEN', quantity: 1 },
        { sku: 'PEN', quantity: 1 },
      ],
      'package.items[1].quantity',
    ],
    ['what was cancelled', [{ orderItemId: 'item-3', quantity: 2 }], 'package.items[0].quantity'],
    ['nothing of an item', [{ orderItemId: 'item-1', quantity: 0 }], 'package.items[0].quantity'],
    ['less than nothing', [{ orderItemId: 'item-1', quantity: -1 }], 'package.items[0].quantity'],
    ['a part of a piece', [{ orderItemId: 'item-1', quantity: 1.5 }], 'package.items[0].quantity'],
  ])('may not be %s', (_name, list, field) => {
    expect(fitPackage(items(...list), { lines, packages: [] }, judging)).toMatchObject({ field });
  });
});

describe('what is left to ship', () => {
  const other = packageOf({ id: 'P-0', trackingNumber: '1Z000', lines: { 'item-1': 2 } });
  const atAmazon = packageOf({ id: 'amazon:77', trackingNumber: '1Z000', lines: { 'item-1': 2 } });

  it('is less what other packages hold, each parcel once although Amazon shows it again', () => {
    const order = { lines, packages: [other, atAmazon] };
    expect(fitPackage(items({ orderItemId: 'item-1', quantity: 1 }), order, judging)).toHaveProperty('lines');
    expect(fitPackage(items({ orderItemId: 'item-1', quantity: 2 }), order, judging)).toHaveProperty('field');
  });

  it('is not less what the package itself held before it was corrected', () => {
    const earlier = packageOf({ id: 'P-1', trackingNumber: 'OLD', lines: { 'item-1': 3 } });
    expect(
      fitPackage(items({ orderItemId: 'item-1', quantity: 3 }), { lines, packages: [earlier] }, judging),
    ).toHaveProperty('lines');
  });
});

describe('the rest of a package', () => {
  it.each([
    ['a carrier with markup', { carrier: '<script>' }, 'package.carrier'],
    ['a carrier that nobody knows', { carrier: 'Bob' }, 'package.carrier'],
    ['a service with quotes', { service: '"Ground"' }, 'package.service'],
    ['a departure days ahead', { shippedAt: '2026-03-12T00:00:00Z' }, 'package.shippedAt'],
  ])('may not be %s', (_name, wish, field) => {
    expect(fitPackage(wanted(wish), { lines, packages: [] }, judging)).toMatchObject({ field });
  });

  it('may be a carrier of the settings, and a departure at the end of the day in another time zone', () => {
    const parcel = fitPackage(
      wanted({ carrier: 'acme_post', shippedAt: '2026-03-10T23:59:59-05:00' }),
      { lines, packages: [] },
      judging,
    );
    expect(parcel).toMatchObject({ carrier: 'acme_post', shippedAt: '2026-03-11T04:59:59.000Z' });
  });
});

describe('a carrier that is neither known to Amazon nor named in the settings', () => {
  it('is taken where the settings say what becomes of all others', () => {
    const carriers = { '*': { carrierCode: 'Other' } };
    const parcel = fitPackage(wanted({ carrier: 'Bob' }), { lines, packages: [] }, { nowMs, carriers });
    expect(parcel).toMatchObject({ carrier: 'Bob' });
  });
});
