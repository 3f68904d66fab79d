import { describe, expect, it } from '@jest/globals';
import { draftOrder, isBlocker } from '../../src/domain/draft-order.js';
import { address, line, money, order, orderItemId, paid, request, without } from './orders.js';

const noSku = without(line(), 'sku');
const noPrice = without(line({ proceeds: [] }), 'unitPrice');
const { grandTotal: _grandTotal, ...noTotal } = order();
const { deliveryAddress: _address, ...noAddress } = order();

describe('an order is blocked', () => {
  it.each([
    [
      'when its lines do not make the total of Amazon',
      { order: order({ grandTotal: money('104.00'), lines: [line({ proceeds: [paid('ITEM', '103.97')] })] }) },
      { code: 'totals-differ', subject: 'lines 103.97, Amazon 104.00 USD' },
    ],
    [
      'when they are one minor unit off',
      { order: order({ grandTotal: money('10.01') }) },
      { code: 'totals-differ', subject: 'lines 10.00, Amazon 10.01 USD' },
    ],
    [
      'when a discount balances with neither sign',
      {
        order: order({
          grandTotal: money('9.00'),
          lines: [line({ proceeds: [paid('ITEM', '10.00'), paid('DISCOUNT', '2.00')] })],
        }),
      },
      { code: 'totals-differ', subject: 'lines 8.00, Amazon 9.00 USD' },
    ],
    [
      'when an amount is negative though the sum is right',
      {
        order: order({
          grandTotal: money('5.00'),
          lines: [
            line(),
            line({ orderItemId: orderItemId('2'), unitPrice: money('-5.00'), proceeds: [paid('ITEM', '-5.00')] }),
          ],
        }),
      },
      { code: 'totals-differ', subject: 'one of the amounts is negative' },
    ],
    [
      'when its amounts are beyond exact arithmetic',
      {
        order: order({
          grandTotal: money('999999999999.99'),
          lines: [line({ quantityOrdered: 100, unitPrice: money('999999999999.99') })],
        }),
      },
      { code: 'totals-differ', subject: 'amounts beyond exact arithmetic' },
    ],
    [
      'when its currency is not that of the store view',
      { storeView: { baseCurrency: 'EUR' } },
      { code: 'currency-differs', subject: 'order USD, store view EUR' },
    ],
    [
      'when it holds two currencies',
      { order: order({ lines: [line({ proceeds: [paid('ITEM', '10.00', 'EUR')] })] }) },
      { code: 'currency-differs', subject: 'USD and EUR in one order' },
    ],
    [
      'when a quantity is not whole',
      { order: order({ lines: [line({ quantityOrdered: 1.5 })] }) },
      { code: 'quantity-not-whole', subject: '05015851154158' },
    ],
    [
      'when a line has no price',
      { order: order({ lines: [noPrice] }) },
      { code: 'price-missing', subject: 'MUG-BLUE' },
    ],
    ['when nothing tells its total', { order: noTotal }, { code: 'price-missing', subject: 'the whole order' }],
    ['when a SKU is not in the catalogue', { products: new Map() }, { code: 'sku-unknown', subject: 'MUG-BLUE' }],
    [
      'when a line has no SKU',
      { order: order({ lines: [noSku] }) },
      { code: 'sku-unknown', subject: 'of order item 05015851154158' },
    ],
    [
      'when it has no line',
      { order: order({ lines: [] }) },
      { code: 'order-unreadable', subject: 'no line is left of it' },
    ],
    ['when Amazon gives no address', { order: noAddress }, { code: 'address-missing' }],
    [
      'when the address has no street',
      { order: order({ deliveryAddress: address({ lines: [' ', ''] }) }) },
      { code: 'address-missing' },
    ],
    [
      'when Commerce does not know the country',
      { order: order({ deliveryAddress: address({ countryCode: 'XX' }) }), country: 'not-found' as const },
      { code: 'country-unknown', subject: 'XX' },
    ],
    [
      'when Commerce does not know a region that it needs',
      { order: order({ deliveryAddress: address({ stateOrRegion: 'Nowhere' }) }) },
      { code: 'region-unknown', subject: 'US' },
    ],
  ])('%s', (_, changes, blocker) => {
    const draft = draftOrder(request(changes));
    expect(draft).toEqual(blocker);
    expect(isBlocker(draft)).toBe(true);
  });

  it('without naming the buyer or the place', () => {
    const personal = order({
      grandTotal: money('10.00'),
      deliveryAddress: address({ name: 'Planted Name', city: 'Plantedville', stateOrRegion: 'Planted' }),
    });
    expect(JSON.stringify(draftOrder(request({ order: personal })))).not.toMatch(/planted/i);
  });
});
