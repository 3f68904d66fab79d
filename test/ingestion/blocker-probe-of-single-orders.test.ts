import { describe, expect, it } from '@jest/globals';
import type { Blocker } from '../../src/domain/blocker.js';
import { unavailable } from '../activities/shop-and-seller.js';
import { amazonOrderId, money, order, sku } from '../domain/orders.js';
import { commerceNumber } from '../support/order-inputs.js';
import { watched } from './watched-orders.js';

describe('the probe of orders that wait for Amazon', () => {
  it('wakes them on the proof of calls that were made anyway, and asks nothing itself', async () => {
    const { amazon, granted, look, woken } = watched({
      credentials: { code: 'amazon-credentials' },
      silence: { code: 'amazon-unavailable' },
      haste: { code: 'amazon-busy' },
    });
    granted.operations = new Set(['searchOrders']);
    await look();
    expect(woken).toEqual(['credentials', 'silence', 'haste']);
    expect(amazon.faults.calls).toEqual([]);
  });

  it('without such proof reads one order a minute for all of them, and wakes them when Amazon answers', async () => {
    const cause: Blocker = { code: 'amazon-credentials' };
    const { amazon, look, lookAMinuteLater, woken } = watched({ one: cause, two: cause, three: cause });
    for (let refused = 0; refused < 3; refused += 1)
      amazon.faults.fail('fetchOrder', { kind: 'unauthorised', because: 'credentials' });
    await look();
    await lookAMinuteLater();
    await lookAMinuteLater();
    expect(woken).toEqual([]);
    await lookAMinuteLater();
    expect(woken).toEqual(['one', 'two', 'three']);
    expect(amazon.faults.countOf('fetchOrder')).toBe(4);
  });

  it('waits with those for whose operation the role is missing until that one is let through', async () => {
    const { amazon, granted, look, lookAMinuteLater, waiting, woken } = watched({});
    await look();
    waiting.set('confirming', { code: 'amazon-permission', subject: 'confirmShipment' });
    granted.operations = new Set(['getOrder', 'searchOrders']);
    await lookAMinuteLater();
    expect([woken, amazon.faults.calls]).toEqual([[], []]);
    granted.operations = new Set(['confirmShipment']);
    await lookAMinuteLater();
    expect(woken).toEqual(['confirming']);
  });

  it('begins anew with those that it woke in vain when Amazon answers again after it had not', async () => {
    const { amazon, look, lookAMinuteLater, woken } = watched({ order: { code: 'amazon-unavailable' } });
    for (let minute = 0; minute < 20; minute += 1) await lookAMinuteLater();
    const before = woken.length;
    amazon.faults.fail('fetchOrder', unavailable);
    await lookAMinuteLater();
    expect(woken).toHaveLength(before);
    await look();
    expect(woken).toHaveLength(before + 1);
  });

  it('wakes an order when Amazon says something else of it than before', async () => {
    const { amazon, look, lookAMinuteLater, waiting, woken } = watched({});
    await look();
    waiting.set('order', { code: 'price-missing', subject: 'MUG' });
    await lookAMinuteLater();
    await lookAMinuteLater();
    expect(woken).toEqual([]);
    amazon.show(order({ lastUpdatedAt: '2026-01-03T00:00:00Z' }));
    await lookAMinuteLater();
    expect(woken).toEqual(['order']);
  });

  it('wakes an order with regulated goods when Amazon’s word on them is another one', async () => {
    const { amazon, look, lookAMinuteLater, woken } = watched({
      order: { code: 'amazon-regulated', subject: 'Pending' },
    });
    amazon.regulated = 'Pending';
    await look();
    expect(woken).toEqual([]);
    amazon.regulated = 'Approved';
    await lookAMinuteLater();
    expect(woken).toEqual(['order']);
  });

  it('after a start tries once what a new version or new credentials may have mended', async () => {
    const { amazon, look, lookAMinuteLater, restartWith, waiting, woken } = watched({});
    await look();
    waiting.set('fault', { code: 'internal-fault', subject: 'TypeError' });
    waiting.set('shape', { code: 'order-unreadable', subject: 'orderItems' });
    waiting.set('role', { code: 'amazon-permission', subject: 'confirmShipment' });
    waiting.set('verification', { code: 'amazon-regulated', subject: 'Pending' });
    await lookAMinuteLater();
    expect(woken).toEqual([]);
    restartWith();
    await lookAMinuteLater();
    await lookAMinuteLater();
    expect(woken).toEqual(['fault', 'shape', 'role']);
    expect(amazon.faults.countOf('confirmShipment')).toBe(0);
  });

  it('after a start wakes first what is surely mended, however many may be', async () => {
    const { commerce, look, lookAMinuteLater, waiting, woken } = watched(
      { fault: { code: 'internal-fault', subject: 'TypeError' }, mended: { code: 'sku-unknown', subject: 'MUG-BLUE' } },
      { wakesMax: 1 },
    );
    commerce.sells(sku());
    await look();
    expect(woken).toEqual(['mended']);
    waiting.delete('mended');
    await lookAMinuteLater();
    expect(woken).toEqual(['mended', 'fault']);
  });
});

describe('the probe of orders that wait for an order of their own in Commerce', () => {
  it('wakes one whose number is free again, or has become its own', async () => {
    const { commerce, look, lookAMinuteLater, woken } = watched({
      order: { code: 'number-taken', subject: 'A-1' },
    });
    const taken = commerce.hasOrder({ number: commerceNumber('A-1'), grandTotal: money('1.00') });
    await look();
    expect(woken).toEqual([]);
    taken.order = { ...taken.order, amazonOrderId: amazonOrderId() };
    await lookAMinuteLater();
    expect(woken).toEqual(['order']);
  });

  it('wakes one that Commerce held twice when it holds it once', async () => {
    const { commerce, look, lookAMinuteLater, woken } = watched({ order: { code: 'found-twice' } });
    commerce.hasOrder({ amazonOrderId: amazonOrderId(), grandTotal: money('1.00') });
    const twin = commerce.hasOrder({ amazonOrderId: amazonOrderId(), grandTotal: money('1.00') });
    await look();
    expect(woken).toEqual([]);
    const { amazonOrderId: _removed, ...others } = twin.order;
    twin.order = others;
    await lookAMinuteLater();
    expect(woken).toEqual(['order']);
  });
});
