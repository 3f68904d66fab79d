import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { amazonTotalIn } from './amazon-total.js';
import { brokenRules, scaled } from './commerce-arithmetic.js';
import { hostileOrders } from './hostile-orders.js';
import { hugeOrders } from './huge-orders.js';
import { madeInCommerce } from './made-in-commerce.js';
import { propertyRun } from './property-seed.js';
import { currencies, soldOrders, worthOf } from './sold-orders.js';
import { decimal, wireOf } from './wire-of-sold.js';

describe('whatever a buyer buys', () => {
  it('its Commerce order costs what Amazon says, in total and in its parts, to the minor unit', () => {
    fc.assert(
      fc.property(soldOrders, (sold) => {
        const made = madeInCommerce(wireOf(sold), { baseCurrency: sold.currency });
        if ('blockedBy' in made) return expect(made).toBe('an order');
        const { entity } = made.body;
        const minor = (amount: unknown): string => String(scaled(amount));
        const worth = worthOf(sold);
        const wanted = (amountMinor: number): string => minor(decimal(amountMinor, sold.currency));
        const parts = [entity.subtotal, entity.shipping_amount, entity.tax_amount, entity.grand_total].map(minor);
        const truth = [worth.subtotal, worth.shipping, worth.tax, worth.total].map(wanted);
        const broken = brokenRules(made.body, currencies[sold.currency]);
        // One assertion for each of thousands of orders, and only where it fails: jest's own are slow.
        if (broken.length > 0 || parts.join() !== truth.join())
          expect({ broken, parts }).toEqual({ broken: [], parts: truth });
      }),
      propertyRun(6_000),
    );
  }, 120_000);
});

describe('whatever nonsense Amazon answers', () => {
  it('there is a Commerce order over Amazon’s total, or a reason why there is none; never a crash', () => {
    const met = new Map<string, number>();
    fc.assert(
      fc.property(hostileOrders, ({ wire, currency }) => {
        const made = madeInCommerce(wire, { baseCurrency: currency });
        const outcome = 'blockedBy' in made ? made.blockedBy : 'made';
        met.set(outcome, (met.get(outcome) ?? 0) + 1);
        if ('blockedBy' in made) return;
        const broken = brokenRules(made.body, currencies[currency]);
        const total = scaled(made.body.entity.grand_total);
        const wanted = amazonTotalIn(wire);
        if (broken.length > 0 || total !== wanted) expect({ broken, total }).toEqual({ broken: [], total: wanted });
      }),
      propertyRun(6_000),
    );
    // The nonsense is of many kinds, and not all of it is fatal; else this would prove little.
    expect(met.get('made') ?? 0).toBeGreaterThan(500);
    expect([...met.keys()]).toEqual(
      expect.arrayContaining(['order-unreadable', 'totals-differ', 'price-missing', 'currency-differs']),
    );
  }, 120_000);
});

describe('however much is bought', () => {
  it('nothing is rounded on the way: there is a Commerce order to the minor unit, or a reason', () => {
    fc.assert(
      fc.property(hugeOrders, ({ wire, currency }) => {
        const made = madeInCommerce(wire, { baseCurrency: currency });
        if ('blockedBy' in made) return;
        const broken = brokenRules(made.body, currencies[currency]);
        const total = scaled(made.body.entity.grand_total);
        const wanted = amazonTotalIn(wire);
        if (broken.length > 0 || total !== wanted) expect({ broken, total }).toEqual({ broken: [], total: wanted });
      }),
      propertyRun(2_000),
    );
  });
});
