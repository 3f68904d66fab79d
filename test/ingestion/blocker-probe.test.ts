import { describe, expect, it } from '@jest/globals';
import type { Blocker } from '../../src/domain/blocker.js';
import { parseAccountId, parseMarketplaceId } from '../../src/domain/ids.js';
import { BlockerProbe } from '../../src/ingestion/blocker-probe.js';
import { ShopWatch } from '../../src/ingestion/shop-watch.js';
import { unavailable } from '../activities/shop-and-seller.js';
import { FakeCommerce } from '../support/fake-commerce.js';
import { given, sku } from '../support/order-inputs.js';
import { minuteMs, watched } from './watched-orders.js';

describe('the probe of blocked orders', () => {
  it('asks Commerce nothing while nothing is blocked', async () => {
    const { commerce, look, probed } = watched({});
    expect(await look()).toEqual({ blocked: 0, woken: 0 });
    expect(commerce.faults.calls).toEqual([]);
    expect(probed).toEqual([{ account: 'acme-us', blocked: 0, woken: 0 }]);
  });

  it('asks once for a thousand orders that wait for the same product', async () => {
    const cause: Blocker = { code: 'sku-unknown', subject: 'MUG-NEW' };
    const many = Object.fromEntries(Array.from({ length: 1_000 }, (_, at) => [`order-${at}`, cause]));
    const { commerce, look, woken } = watched(many);
    await look();
    expect(commerce.faults.countOf('findProducts')).toBe(1);
    expect(woken).toEqual([]);
  });

  const sold = sku('MUG');
  const causes: readonly [string, Blocker, (commerce: FakeCommerce) => void][] = [
    ['the product is in the catalogue', { code: 'sku-unknown', subject: 'MUG' }, (shop) => shop.sells(sold)],
    ['the product is enabled', { code: 'product-disabled', subject: 'MUG' }, (shop) => shop.sells(sold)],
    ['the product is simple', { code: 'product-not-simple', subject: 'MUG' }, (shop) => shop.sells(sold)],
    ['it is in the website', { code: 'product-not-in-website', subject: 'MUG' }, (shop) => shop.sells(sold)],
    ['it is in stock', { code: 'out-of-stock', subject: 'MUG', quantity: 2 }, (shop) => shop.soldOut.delete(sold)],
    [
      'the store view has the currency',
      { code: 'currency-differs', subject: 'order USD, store view EUR' },
      () => undefined,
    ],
    ['Commerce answers', { code: 'commerce-credentials' }, () => undefined],
    ['the account is back in the settings', { code: 'account-removed' }, () => undefined],
    ['the country is known', { code: 'country-unknown', subject: 'US' }, () => undefined],
  ];

  it.each(causes)('wakes an order once %s', async (_name, cause, mend) => {
    const { commerce, look, woken } = watched({ order: cause });
    commerce.soldOut.add(sold);
    if (cause.code === 'out-of-stock') commerce.sells(sold);
    mend(commerce);
    expect(await look()).toEqual({ blocked: 1, woken: 1 });
    expect(woken).toEqual(['order']);
  });

  const standing: readonly [string, Blocker, (commerce: FakeCommerce) => void][] = [
    ['is still unknown', { code: 'sku-unknown', subject: 'MUG' }, () => undefined],
    [
      'is still disabled',
      { code: 'product-disabled', subject: 'MUG' },
      (shop) => shop.sells(sold, { isEnabled: false }),
    ],
    ['is a bundle', { code: 'product-not-simple', subject: 'MUG' }, (shop) => shop.sells(sold, { typeId: 'bundle' })],
    [
      'is elsewhere',
      { code: 'product-not-in-website', subject: 'MUG' },
      (shop) => shop.sells(sold, { websiteIds: [2] }),
    ],
    ['has no stock', { code: 'out-of-stock', subject: 'MUG', quantity: 2 }, (shop) => shop.sells(sold)],
    ['has left the catalogue', { code: 'out-of-stock', subject: 'MUG', quantity: 2 }, () => undefined],
  ];

  it.each(standing)('leaves an order alone whose product %s', async (_name, cause, have) => {
    const { commerce, look, woken } = watched({ order: cause });
    commerce.soldOut.add(sold);
    have(commerce);
    await look();
    expect(woken).toEqual([]);
  });

  it('leaves alone what only the order itself can find out', async () => {
    const { look, lookAMinuteLater, waiting, woken } = watched({
      three: { code: 'country-unknown', subject: 'QQ' },
      four: { code: 'currency-differs', subject: 'order EUR, store view USD' },
    });
    await look();
    waiting.set('one', { code: 'totals-differ', subject: 'x' });
    waiting.set('two', { code: 'commerce-refused', subject: 'x' });
    await lookAMinuteLater();
    await lookAMinuteLater();
    expect(woken).toEqual([]);
  });

  it('tells quantities apart: what is enough for one order need not be for another', async () => {
    const { commerce, look, woken } = watched({
      two: { code: 'out-of-stock', subject: 'MUG', quantity: 2 },
      five: { code: 'out-of-stock', subject: 'MUG', quantity: 5 },
    });
    commerce.sells(sold);
    commerce.catalogue.outOfStock = async (wanted) => wanted.flatMap((each) => (each.quantity > 3 ? [each.sku] : []));
    await look();
    expect(woken).toEqual(['two']);
  });

  it('after a restart with another SKU map wakes the orders that it is about, and no others', async () => {
    const { commerce, look, woken, restartWith } = watched({
      meant: { code: 'sku-unknown', subject: 'AMZ-MUG', amazonSku: 'AMZ-MUG' },
      'mapped by hand': { code: 'sku-unknown', subject: 'AMZ-MUG' },
      other: { code: 'sku-unknown', subject: 'AMZ-CUP', amazonSku: 'AMZ-CUP' },
    });
    commerce.sells(sold);
    await look();
    expect(woken).toEqual([]);
    restartWith({ 'AMZ-MUG': sold });
    await look();
    expect(woken).toEqual(['meant']);
  });

  it('wakes an order that waits for a region when the regions of its country change', async () => {
    const { commerce, look, lookAMinuteLater, woken, clock } = watched({
      order: { code: 'region-unknown', subject: 'US' },
    });
    await look(); // what stood here before this process began is not known
    clock.nowMs += 60 * minuteMs;
    await lookAMinuteLater();
    expect(woken).toHaveLength(1);
    commerce.directory.country = async () => ({ code: 'US', regions: [{ id: 999, code: 'XX', name: 'New' }] });
    await lookAMinuteLater();
    expect(woken).toHaveLength(2);
  });

  it('leaves those that it woke in vain alone for ever longer', async () => {
    const { look, lookAMinuteLater, woken } = watched({ order: { code: 'commerce-permission' } });
    await look();
    for (let minute = 0; minute < 60; minute += 1) await lookAMinuteLater();
    expect(woken).toHaveLength(6); // at 0, 1, 3, 7, 15 and 31 minutes
  });

  it('begins anew with those when Commerce answers again after it had not', async () => {
    const { commerce, look, lookAMinuteLater, woken } = watched({ order: { code: 'commerce-unavailable' } });
    for (let minute = 0; minute < 20; minute += 1) await lookAMinuteLater();
    const before = woken.length;
    commerce.faults.fail('storeView', unavailable);
    await lookAMinuteLater();
    expect(woken).toHaveLength(before);
    await look();
    expect(woken).toHaveLength(before + 1);
  });

  it('wakes no more at a time than Amazon lets read, and the rest at the next look', async () => {
    const cause: Blocker = { code: 'sku-unknown', subject: 'MUG' };
    const { commerce, look, lookAMinuteLater, woken, waiting } = watched(
      { first: cause, second: cause, third: cause },
      { wakesMax: 2 },
    );
    commerce.sells(sold);
    await look();
    expect(woken).toEqual(['first', 'second']);
    waiting.delete('first');
    waiting.delete('second');
    await lookAMinuteLater();
    expect(woken).toEqual(['first', 'second', 'third']);
  });

  it('while the account is read-only wakes nobody, and afterwards those that it held back too', async () => {
    const { commerce, look, lookAMinuteLater, woken, isHeld } = watched({
      held: { code: 'account-read-only' },
      blocked: { code: 'sku-unknown', subject: 'MUG' },
    });
    commerce.sells(sold);
    isHeld.now = true;
    await look();
    expect(woken).toEqual([]);
    isHeld.now = false;
    await lookAMinuteLater();
    expect(woken).toEqual(['held', 'blocked']);
  });
});

describe('the probe of an account with a store view for each of two marketplaces', () => {
  it('asks each view for the orders that lie in it', async () => {
    const [usual, other] = [new FakeCommerce(), new FakeCommerce()];
    usual.sells(sku('MUG'));
    other.sells(sku('MUG'), { websiteIds: [9] });
    other.sells(sku('PLATE'));
    const marketplaceId = given(parseMarketplaceId('A1F83G8C2ARO7P'));
    const causeOf = (subject: string): Blocker => ({ code: 'product-not-in-website', subject });
    const woken: string[] = [];
    const probe = new BlockerProbe({
      accountId: given(parseAccountId('acme-eu')),
      orders: {
        list: async () => [
          { workflowId: 'mug of the usual', causes: [causeOf('MUG')], urgency: '' },
          { workflowId: 'mug of the other', causes: [causeOf('MUG')], marketplaceId, urgency: '' },
          { workflowId: 'plate of the usual', causes: [causeOf('PLATE')], urgency: '' },
          { workflowId: 'plate of the other', causes: [causeOf('PLATE')], marketplaceId, urgency: '' },
        ],
        wake: async (workflowId) => void woken.push(workflowId),
      },
      shop: new ShopWatch({
        commerce: { inStoreView: (code) => (code === 'uk' ? other : usual) },
        storeViews: { storeViewCode: 'default', storeViews: { [marketplaceId]: 'uk' } },
        skuMap: {},
        onFailure: () => undefined,
      }),
      amazon: {
        look: async () => ({ granted: new Set(), changed: new Set(), verifications: new Map(), isBack: false }),
      },
      isHeld: async () => false,
      wakesMax: () => 100,
      events: { blockedOrdersProbed: () => undefined },
      nowMs: () => 0,
    });
    await probe.look();
    expect(woken).toEqual(['mug of the usual', 'plate of the other']);
  });
});
