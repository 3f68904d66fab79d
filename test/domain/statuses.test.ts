import { describe, expect, it } from '@jest/globals';
import { amazonStatuses, isFinalAmazonStatus, isFurther, isVerifiedStatus } from '../../src/domain/amazon-status.js';
import {
  canMove,
  isFinalOrderStatus,
  type OrderStatus,
  orderStatuses,
  parseOrderStatus,
} from '../../src/domain/order-status.js';

describe('a status of Amazon', () => {
  it.each([
    ['Pending', 'PendingAvailability'],
    ['Unshipped', 'Pending'],
    ['PartiallyShipped', 'Unshipped'],
    ['Shipped', 'PartiallyShipped'],
    ['Canceled', 'Shipped'],
    ['Canceled', 'Pending'],
    ['Pending', 'Unrecognised'],
  ] as const)('%s is further than %s, and not the reverse', (further, than) => {
    expect(isFurther(further, than)).toBe(true);
    expect(isFurther(than, further)).toBe(false);
  });

  it.each(amazonStatuses)('%s is not further than itself', (status) => {
    expect(isFurther(status, status)).toBe(false);
  });

  it('invented tomorrow is never taken for progress, payment or an end', () => {
    expect(amazonStatuses.some((status) => isFurther('Unrecognised', status))).toBe(false);
    expect(isVerifiedStatus('Unrecognised')).toBe(false);
    expect(isFinalAmazonStatus('Unrecognised')).toBe(false);
  });

  it('says that payment is verified, or that it is over', () => {
    expect(amazonStatuses.filter(isVerifiedStatus)).toEqual(['Unshipped', 'PartiallyShipped', 'Shipped']);
    expect(amazonStatuses.filter(isFinalAmazonStatus)).toEqual(['Shipped', 'Canceled', 'Unfulfillable']);
  });
});

const endings: readonly OrderStatus[] = ['Complete', 'Cancelled', 'Skipped'];

describe('a status of an order', () => {
  it('that is an end has no way out', () => {
    expect(orderStatuses.filter(isFinalOrderStatus)).toEqual(endings);
    for (const ending of endings) expect(orderStatuses.filter((to) => canMove(ending, to))).toEqual([]);
  });

  it.each(orderStatuses.filter((status) => !isFinalOrderStatus(status) && status !== 'ViewOnly'))(
    '%s can reach every end but Skipped, which only orders without a Commerce order can',
    (from) => {
      const reached = new Set<OrderStatus>([from]);
      for (const status of reached) for (const to of orderStatuses) if (canMove(status, to)) reached.add(to);
      expect([...reached]).toEqual(expect.arrayContaining(['Complete', 'Cancelled']));
    },
  );

  it.each([
    ['Pending', 'Verified', true],
    ['Pending', 'AwaitingShipment', true],
    ['Verified', 'Pending', false],
    ['Blocked', 'Verified', true],
    ['AwaitingShipment', 'Verified', false],
    ['PartiallyShipped', 'AwaitingShipment', false],
    ['AwaitingShipment', 'CancelRequested', true],
    ['CancelRequested', 'AwaitingShipment', true],
    ['ViewOnly', 'Verified', false],
  ] as const)('%s moves to %s: %s', (from, to, expected) => {
    expect(canMove(from, to)).toBe(expected);
  });

  it('is read only as it is written in the list', () => {
    expect(parseOrderStatus('Complete')).toBe('Complete');
    for (const raw of ['complete', '', undefined, null, 5]) expect(parseOrderStatus(raw)).toBeUndefined();
  });
});
