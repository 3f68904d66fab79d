import { describe, expect, it } from '@jest/globals';
import { amazonOrderId, money, order, sku } from '../domain/orders.js';
import { commerceNumber } from '../support/order-inputs.js';
import { createRequest, faultOf, nowMs, ref, shopAndSeller, unavailable } from './shop-and-seller.js';

const daysAgo = (days: number) => new Date(nowMs - days * 24 * 3_600_000).toISOString();
const ours = { amazonOrderId: amazonOrderId(), grandTotal: money('10.00') };

describe.each(['commerce', 'amazon'] as const)('one Commerce order, with numbers of %s', (numberFrom) => {
  const request = createRequest({ numberFrom });

  it('called twice it makes one order and one invoice', async () => {
    const { activities, commerce } = shopAndSeller();
    const first = await activities.createCommerceOrder(request);
    const second = await activities.createCommerceOrder(request);
    expect([first.outcome, second.outcome]).toEqual(['created', 'adopted']);
    expect(commerce.only.isInvoiced).toBe(true);
    expect(second).toMatchObject({ commerceOrder: { number: commerce.only.order.number } });
  });

  it('an order that is known not to have been taken is given to whoever retries', async () => {
    const { activities, commerce } = shopAndSeller();
    commerce.faults.fail('createOrder', unavailable);
    expect(await faultOf(activities.createCommerceOrder(request))).toEqual(unavailable);
    expect((await activities.createCommerceOrder(request)).outcome).toBe('created');
    expect(commerce.kept).toHaveLength(1);
  });

  it('an attempt that failed after the order was made is finished by the next one', async () => {
    const { activities, commerce } = shopAndSeller();
    commerce.faults.fail('createInvoice', unavailable);
    expect(await faultOf(activities.createCommerceOrder(request))).toEqual(unavailable);
    expect((await activities.createCommerceOrder(request)).outcome).toBe('adopted');
    expect(commerce.only.isInvoiced).toBe(true);
  });

  it('an order that was made before its product was taken out of the catalogue is found, not blocked', async () => {
    const { activities, commerce } = shopAndSeller();
    commerce.faults.fail('createInvoice', unavailable);
    await faultOf(activities.createCommerceOrder(request));
    commerce.products.delete(sku());
    expect((await activities.createCommerceOrder(request)).outcome).toBe('adopted');
  });

  it('an order that was made before Amazon cancelled it is found, and left unpaid for the cancellation', async () => {
    const { activities, amazon, commerce } = shopAndSeller();
    commerce.faults.fail('createInvoice', unavailable);
    await faultOf(activities.createCommerceOrder(request));
    amazon.show(order({ status: 'Canceled' }));
    expect(await activities.createCommerceOrder(request)).toMatchObject({
      outcome: 'adopted',
      sighting: { status: 'Canceled' },
    });
    expect(commerce.only.isInvoiced).toBe(false);
  });

  it('an order so old that Temporal may have forgotten it is searched for first', async () => {
    const { activities, commerce } = shopAndSeller(order({ purchasedAt: daysAgo(84) }));
    commerce.hasOrder(ours);
    expect((await activities.createCommerceOrder(request)).outcome).toBe('adopted');
    expect(commerce.faults.calls[0]).toBe('findByAmazonId');
    expect(commerce.faults.countOf('createOrder')).toBe(0);
  });

  it('two orders in Commerce for one at Amazon are for the operator', async () => {
    const { activities, commerce } = shopAndSeller(order({ purchasedAt: daysAgo(84) }));
    commerce.hasOrder(ours);
    commerce.hasOrder(ours);
    expect(await activities.createCommerceOrder(request)).toEqual({
      outcome: 'blocked',
      blocker: { code: 'found-twice' },
    });
  });
});

describe('numbers of Amazon', () => {
  const request = createRequest({ numberFrom: 'amazon', numberPrefix: 'AMZ-' });

  it('are the number of the Commerce order, with the prefix', async () => {
    const { activities, commerce } = shopAndSeller();
    await activities.createCommerceOrder(request);
    expect(commerce.only.order.number).toBe('AMZ-902-1106328-1059050');
  });

  it('need no search: an order of yesterday is sent at once', async () => {
    const { activities, commerce } = shopAndSeller(order({ purchasedAt: daysAgo(82) }));
    await activities.createCommerceOrder(request);
    expect(commerce.faults.calls).not.toContain('findByAmazonId');
  });

  it('make a lost answer harmless: the next attempt is told that the order exists, and adopts it', async () => {
    const { activities, commerce } = shopAndSeller();
    commerce.faults.loseAnswer('createOrder');
    expect(await faultOf(activities.createCommerceOrder(request))).toMatchObject({ kind: 'unavailable' });
    expect((await activities.createCommerceOrder(request)).outcome).toBe('adopted');
    expect(commerce.only.isInvoiced).toBe(true);
  });

  it('that are taken by an order of somebody else block, and that order is not touched', async () => {
    const { activities, commerce } = shopAndSeller();
    const foreign = commerce.hasOrder({
      grandTotal: money('1.00'),
      number: commerceNumber('AMZ-902-1106328-1059050'),
    });
    expect(await activities.createCommerceOrder(request)).toEqual({
      outcome: 'blocked',
      blocker: { code: 'number-taken', subject: 'AMZ-902-1106328-1059050' },
    });
    expect(foreign.isInvoiced).toBe(false);
  });

  it('tell the operator when the order that is adopted has another total', async () => {
    const { activities, commerce } = shopAndSeller();
    commerce.hasOrder({ ...ours, grandTotal: money('9.00'), number: commerceNumber('AMZ-902-1106328-1059050') });
    expect(await activities.createCommerceOrder(request)).toMatchObject({
      outcome: 'adopted',
      warning: 'Commerce shows a total of 9.00, Amazon 10.00 USD',
    });
  });
});

describe('numbers of Commerce', () => {
  const request = createRequest({ numberFrom: 'commerce' });
  const again = { ...request, maybeSentAt: daysAgo(0) };

  it.each([
    ['got lost', { kind: 'unavailable', isOutcomeKnown: false }],
    ['cannot be read', { kind: 'malformed-answer', at: 'entity_id' }],
  ] as const)('make an answer that %s neither a success nor a retry', async (_, fault) => {
    const { activities, commerce } = shopAndSeller();
    commerce.faults.fail('createOrder', fault);
    expect(await activities.createCommerceOrder(request)).toEqual({ outcome: 'maybe-sent' });
  });

  it('let the next attempt adopt an order whose answer got lost', async () => {
    const { activities, commerce, slept } = shopAndSeller();
    commerce.faults.loseAnswer('createOrder');
    expect(await activities.createCommerceOrder(request)).toEqual({ outcome: 'maybe-sent' });
    expect((await activities.createCommerceOrder(again)).outcome).toBe('adopted');
    expect(commerce.only.isInvoiced).toBe(true);
    expect(slept).toEqual([]);
  });

  it('have an order in doubt searched for twice, 15 seconds apart, before it is sent again', async () => {
    const { activities, commerce, slept } = shopAndSeller();
    expect((await activities.createCommerceOrder(again)).outcome).toBe('created');
    expect(commerce.faults.calls.slice(0, 2)).toEqual(['findByAmazonId', 'findByAmazonId']);
    expect(slept).toEqual([15_000]);
  });

  it('have an order in doubt searched for before it is let go', async () => {
    const { activities, commerce } = shopAndSeller(order({ status: 'Canceled' }));
    expect((await activities.createCommerceOrder(again)).outcome).toBe('not-due');
    expect(commerce.faults.countOf('findByAmazonId')).toBe(2);
  });

  it('adopt an order that the merchant cancelled in Commerce, say so, and make no second', async () => {
    const { activities, commerce } = shopAndSeller();
    commerce.hasOrder({ ...ours, state: 'canceled', status: 'canceled' });
    expect(await activities.createCommerceOrder(request)).toMatchObject({
      outcome: 'adopted',
      warning: 'Commerce order 000000001 was canceled before',
    });
    expect(commerce.kept).toHaveLength(1);
  });
});

describe('lookForCommerceOrder', () => {
  it('finds what an attempt in doubt has made', async () => {
    const { activities, commerce } = shopAndSeller();
    commerce.hasOrder(ours);
    expect(await activities.lookForCommerceOrder({ order: ref })).toMatchObject({
      outcome: 'found',
      commerceOrder: { number: '000000001' },
    });
  });

  it('says that nothing is there after one search, or after two when a request may still arrive', async () => {
    const { activities, commerce, slept } = shopAndSeller();
    expect(await activities.lookForCommerceOrder({ order: ref })).toEqual({ outcome: 'not-there' });
    expect(await activities.lookForCommerceOrder({ order: ref, maybeSentAt: daysAgo(0) })).toEqual({
      outcome: 'not-there',
    });
    expect(commerce.faults.calls).toEqual(['findByAmazonId', 'findByAmazonId', 'findByAmazonId']);
    expect(slept).toEqual([15_000]);
  });

  it('leaves two hits to the operator, and trouble to whoever retries', async () => {
    const { activities, commerce } = shopAndSeller();
    commerce.faults.fail('findByAmazonId', unavailable);
    expect(await faultOf(activities.lookForCommerceOrder({ order: ref }))).toEqual(unavailable);
    commerce.hasOrder(ours);
    commerce.hasOrder(ours);
    expect(await activities.lookForCommerceOrder({ order: ref })).toEqual({
      outcome: 'blocked',
      blocker: { code: 'found-twice' },
    });
  });
});
