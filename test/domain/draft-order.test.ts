import { describe, expect, it } from '@jest/globals';
import type { AmazonOrder } from '../../src/domain/amazon-order.js';
import { draftOrder, isBlocker } from '../../src/domain/draft-order.js';
import { decimalOf, type Money } from '../../src/domain/money.js';
import type { OrderDraft } from '../../src/domain/order-draft.js';
import {
  address,
  amazonOrderId,
  drafted,
  germany,
  line,
  marketplaceId,
  money,
  order,
  orderItemId,
  paid,
  request,
  sku,
  unitedKingdom,
  unitedStates,
  without,
} from './orders.js';

const amounts = (draft: OrderDraft): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries({
      subtotal: draft.subtotal,
      discount: draft.discount,
      shipping: draft.shippingAmount,
      shippingTax: draft.shippingTax,
      shippingDiscount: draft.shippingDiscount,
      tax: draft.tax,
      grandTotal: draft.grandTotal,
    }).map(([name, amount]: [string, Money]) => [name, decimalOf(amount)]),
  );

const none = { discount: '0.00', shipping: '0.00', shippingTax: '0.00', shippingDiscount: '0.00', tax: '0.00' };

describe('the order of the reference page', () => {
  const two = order({
    grandTotal: money('55.58'),
    lines: [
      line({
        quantityOrdered: 2,
        unitPrice: money('24.99'),
        proceeds: [
          paid('ITEM', '49.98'),
          paid('SHIPPING', '5.99'),
          paid('TAX/ITEM', '4.12'),
          paid('TAX/SHIPPING', '0.49'),
          paid('DISCOUNT/ITEM', '-5.00'),
        ],
      }),
    ],
  });

  it('becomes the Commerce order of the reference page', () => {
    expect(drafted({ order: two })).toEqual({
      amazonOrderId: '902-1106328-1059050',
      number: '902-1106328-1059050',
      currency: 'USD',
      customer: { email: 'k3v1@marketplace.amazon.com', firstName: 'Jane', lastName: 'Doe' },
      billing: expect.objectContaining({ firstName: 'Jane', lastName: 'Doe', city: 'Austin' }),
      shipping: {
        firstName: 'Jane',
        lastName: 'Doe',
        street: ['1 Main St', 'Apt 4'],
        city: 'Austin',
        region: { id: 57, name: 'Texas' },
        postcode: '78701',
        countryId: 'US',
        telephone: '5125550100',
      },
      lines: [
        {
          orderItemId: '05015851154158',
          sku: 'MUG-BLUE',
          name: 'Blue mug',
          productId: 42,
          quantity: 2,
          unitPrice: money('24.99'),
          rowTotal: money('49.98'),
          tax: money('4.12'),
          discount: money('5.00'),
        },
      ],
      subtotal: money('49.98'),
      discount: money('5.00'),
      shippingAmount: money('5.99'),
      shippingTax: money('0.49'),
      shippingDiscount: money('0.00'),
      tax: money('4.61'),
      grandTotal: money('55.58'),
      shippingMethod: 'amazon_standard',
      shippingDescription: 'Amazon Standard',
      isComplete: false,
      status: 'default',
      comment: ['Amazon order 902-1106328-1059050 (amazon.com)', 'Service level: Standard'],
    });
  });
});

describe('what the buyer pays', () => {
  const priced = (changes: Partial<AmazonOrder>, currency = 'USD'): OrderDraft =>
    drafted({ order: order(changes), storeView: { baseCurrency: currency } });

  it.each([
    ['a discount that Amazon gives as a negative amount', '-2.00', '8.00'],
    ['a discount that Amazon gives as a positive amount', '2.00', '8.00'],
  ])('%s is taken off', (_, amount, total) => {
    const draft = priced({
      grandTotal: money(total),
      lines: [line({ proceeds: [paid('ITEM', '10.00'), paid('DISCOUNT/ITEM', amount)] })],
    });
    expect(amounts(draft)).toEqual({ ...none, subtotal: '10.00', discount: '2.00', grandTotal: '8.00' });
    expect(draft.lines[0]?.discount).toEqual(money('2.00'));
  });

  it('a discount on delivery stays with delivery', () => {
    const draft = priced({
      grandTotal: money('10.00'),
      lines: [
        line({ proceeds: [paid('ITEM', '10.00'), paid('SHIPPING', '4.00'), paid('DISCOUNT/SHIPPING', '-4.00')] }),
      ],
    });
    expect(amounts(draft)).toEqual({
      ...none,
      subtotal: '10.00',
      shipping: '4.00',
      discount: '4.00',
      shippingDiscount: '4.00',
      grandTotal: '10.00',
    });
    expect(draft.lines[0]?.discount).toEqual(money('0.00'));
  });

  it('a tax of which Amazon does not say what it belongs to belongs to the goods', () => {
    const draft = priced({
      grandTotal: money('49.99'),
      lines: [line({ unitPrice: money('39.99'), proceeds: [paid('ITEM', '39.99'), paid('TAX', '10.00')] })],
    });
    expect(draft.lines[0]?.tax).toEqual(money('10.00'));
    expect(amounts(draft)).toEqual({ ...none, subtotal: '39.99', tax: '10.00', grandTotal: '49.99' });
  });

  it('fees that Commerce has no total for go into delivery, and the comment names each', () => {
    const draft = priced({
      grandTotal: money('20.25'),
      deliveryTip: money('2.00'),
      lines: [
        line({
          giftWrapLevel: 'PREMIUM',
          proceeds: [
            paid('ITEM', '10.00'),
            paid('GIFT_WRAP', '3.99'),
            paid('TAX/GIFT_WRAP', '0.26'),
            paid('COD_FEE', '3.00'),
            paid('OTHER', '1.00'),
          ],
        }),
      ],
    });
    expect(amounts(draft)).toEqual({
      ...none,
      subtotal: '10.00',
      shipping: '9.99',
      shippingTax: '0.26',
      tax: '0.26',
      grandTotal: '20.25',
    });
    expect(draft.comment).toEqual(
      expect.arrayContaining([
        'In shipping: delivery tip: 2.00 USD',
        'In shipping: gift wrap for MUG-BLUE: 3.99 USD',
        'In shipping: cash on delivery for MUG-BLUE: 3.00 USD',
        'In shipping: other fee for MUG-BLUE: 1.00 USD',
        'Gift wrap for MUG-BLUE: PREMIUM',
      ]),
    );
  });

  it('a tip that Amazon names in a line and for the whole order is counted once', () => {
    const draft = priced({
      grandTotal: money('12.00'),
      deliveryTip: money('2.00'),
      lines: [line({ proceeds: [paid('ITEM', '10.00'), paid('DELIVERY_TIP', '2.00')] })],
    });
    expect(amounts(draft)).toEqual({ ...none, subtotal: '10.00', shipping: '2.00', grandTotal: '12.00' });
  });

  it('a price that includes its tax is taken apart when only so it makes the total of Amazon', () => {
    const draft = drafted({
      order: order({
        marketplaceId: marketplaceId('A1PA6795UKMFR9'),
        grandTotal: money('124.95', 'EUR'),
        lines: [
          line({
            unitPrice: money('119.00', 'EUR'),
            proceeds: [
              paid('ITEM', '119.00', 'EUR'),
              paid('TAX/ITEM', '19.00', 'EUR'),
              paid('SHIPPING', '5.95', 'EUR'),
              paid('TAX/SHIPPING', '0.95', 'EUR'),
            ],
          }),
        ],
      }),
      storeView: { baseCurrency: 'EUR' },
    });
    expect(amounts(draft)).toEqual({
      ...none,
      subtotal: '100.00',
      shipping: '5.00',
      shippingTax: '0.95',
      tax: '19.95',
      grandTotal: '124.95',
    });
    expect(draft.lines[0]).toMatchObject({ unitPrice: money('100.00', 'EUR'), rowTotal: money('100.00', 'EUR') });
  });

  it.each([
    ['JPY', '5980', '13960', '19940'],
    ['KWD', '1.005', '2.010', '3.015'],
    ['EUR', '0.01', '0.02', '0.03'],
  ])('in %s is exact', (currency, one, other, total) => {
    const draft = priced(
      {
        grandTotal: money(total, currency),
        lines: [
          line({ unitPrice: money(one, currency), proceeds: [paid('ITEM', one, currency)] }),
          line({
            orderItemId: orderItemId('2'),
            quantityOrdered: 2,
            unitPrice: money(other, currency),
            proceeds: [paid('ITEM', other, currency)],
          }),
        ],
      },
      currency,
    );
    expect(decimalOf(draft.grandTotal)).toBe(total);
    expect(decimalOf(draft.subtotal)).toBe(total);
  });

  it('is the price of a piece times the pieces when Amazon gives nothing else', () => {
    const draft = priced({ grandTotal: money('30.00'), lines: [line({ quantityOrdered: 3, proceeds: [] })] });
    expect(draft.lines[0]?.rowTotal).toEqual(money('30.00'));
  });

  it.each([
    ['that fits the row is kept', '15.00', '30.00', 2, '15.00'],
    ['that does not fit the row is derived from it', '14.00', '30.00', 2, '15.00'],
    ['that can not be derived exactly is left as Amazon gives it', '3.33', '10.00', 3, '3.33'],
  ])('a price of a piece %s, and the row stays exact', (_, unit, row, quantityOrdered, expected) => {
    const draft = priced({
      grandTotal: money(row),
      lines: [line({ quantityOrdered, unitPrice: money(unit), proceeds: [paid('ITEM', row)] })],
    });
    expect(draft.lines[0]).toMatchObject({ rowTotal: money(row), unitPrice: money(expected) });
  });

  it('is known without a price of a piece', () => {
    const draft = priced({
      grandTotal: money('10.00'),
      lines: [without(line({ quantityOrdered: 3 }), 'unitPrice')],
    });
    expect(draft.lines[0]).toMatchObject({ rowTotal: money('10.00'), unitPrice: money('3.33') });
  });

  it('is proven by the totals of the lines when Amazon gives none for the order', () => {
    const { grandTotal: _, ...rest } = order({ lines: [line({ proceedsTotal: money('10.00') })] });
    expect(decimalOf(drafted({ order: rest }).grandTotal)).toBe('10.00');
  });

  it('is nothing for a replacement, whether Amazon says zero or says nothing', () => {
    const { grandTotal: _, ...silent } = order({
      replaces: amazonOrderId('114-9876543-1234567'),
      lines: [without(line({ proceeds: [] }), 'unitPrice')],
    });
    expect(drafted({ order: silent })).toMatchObject({
      grandTotal: money('0.00'),
      lines: [{ rowTotal: money('0.00') }],
    });
    const said = { ...silent, grandTotal: money('0.00') };
    expect(drafted({ order: said }).comment).toContain('Replaces Amazon order: 114-9876543-1234567');
  });

  it('is nothing when a discount covers all of it', () => {
    const draft = priced({
      grandTotal: money('0.00'),
      lines: [line({ proceeds: [paid('ITEM', '10.00'), paid('DISCOUNT/ITEM', '-10.00')] })],
    });
    expect(amounts(draft)).toEqual({ ...none, subtotal: '10.00', discount: '10.00', grandTotal: '0.00' });
  });
});

describe('cancelled pieces', () => {
  it('are left out, and so is a line of which all are cancelled', () => {
    const draft = drafted({
      order: order({
        grandTotal: money('20.00'),
        lines: [
          line({ quantityOrdered: 3, quantityCancelled: 1, proceeds: [paid('ITEM', '20.00')] }),
          line({ orderItemId: orderItemId('2'), sku: sku('GONE'), quantityCancelled: 1 }),
        ],
      }),
    });
    expect(draft.lines).toEqual([expect.objectContaining({ quantity: 2, rowTotal: money('20.00') })]);
  });

  it('block the order while Amazon still counts their price', () => {
    const still = order({
      grandTotal: money('30.00'),
      lines: [line({ quantityOrdered: 3, quantityCancelled: 1, proceeds: [paid('ITEM', '30.00')] })],
    });
    expect(draftOrder(request({ order: still }))).toEqual({
      code: 'totals-differ',
      subject: 'the price of MUG-BLUE covers cancelled pieces',
    });
  });
});

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

describe('SKUs', () => {
  it('that the account maps are sold under the SKU of Commerce', () => {
    const draft = drafted({
      skuMap: { 'MUG-BLUE': sku('M-1') },
      products: new Map([[sku('M-1'), { productId: 7 }]]),
    });
    expect(draft.lines[0]).toMatchObject({ sku: 'M-1', productId: 7 });
  });

  it('that are called like a property of every object are not mapped by accident', () => {
    const odd = sku('constructor');
    const draft = drafted({
      order: order({ lines: [line({ sku: odd })] }),
      products: new Map([[odd, { productId: 7 }]]),
    });
    expect(draft.lines[0]?.sku).toBe('constructor');
  });

  it.each([
    ['the title of Amazon', 'Blue mug', 'Mug, blue', 'Blue mug'],
    ['else the name in Commerce', ' ', 'Mug, blue', 'Mug, blue'],
    ['else the SKU', '', '', 'MUG-BLUE'],
    ['cut where Commerce would cut it', 'x'.repeat(300), '', 'x'.repeat(255)],
  ])('bear as their name %s', (_, title, name, expected) => {
    const draft = drafted({
      order: order({ lines: [line({ title })] }),
      products: new Map([[sku(), { productId: 42, name }]]),
    });
    expect(draft.lines[0]?.name).toBe(expected);
  });
});

describe('the number', () => {
  it('is left to Commerce', () => {
    const settings = { numberFrom: 'commerce', numberPrefix: 'AMZ-', status: 'default' } as const;
    expect(drafted({ settings }).number).toBeUndefined();
  });

  it("is Amazon's behind the prefix", () => {
    const settings = { numberFrom: 'amazon', numberPrefix: 'AMZ-', status: 'amazon_new' } as const;
    expect(drafted({ settings })).toMatchObject({ number: 'AMZ-902-1106328-1059050', status: 'amazon_new' });
  });
});

describe('an order that Amazon has shipped', () => {
  const {
    deliveryAddress: _deliveryAddress,
    buyer: _buyer,
    ...bare
  } = order({
    id: amazonOrderId('114-9876543-1234567'),
    fulfilledBy: 'FBA',
    status: 'Shipped',
  });

  it('is complete, and has placeholders for what Amazon does not tell', () => {
    expect(drafted({ order: bare })).toMatchObject({
      isComplete: true,
      customer: { email: '114-9876543-1234567@amazon.invalid', firstName: 'Amazon', lastName: 'Customer' },
      shippingMethod: 'amazon_fba',
      shippingDescription: 'Fulfilled by Amazon',
      shipping: {
        firstName: 'Amazon',
        lastName: 'Customer',
        street: ['-'],
        city: 'Seattle',
        region: { id: 62, name: 'Washington' },
        postcode: '98101',
        countryId: 'US',
        telephone: '-',
      },
    });
  });

  it('keeps what Amazon does tell', () => {
    const partly = { ...bare, deliveryAddress: address({ name: '', lines: [], city: 'Miami', stateOrRegion: 'fl' }) };
    expect(drafted({ order: partly }).shipping).toMatchObject({
      street: ['-'],
      city: 'Miami',
      region: { id: 18, name: 'Florida' },
      postcode: '78701',
    });
  });

  it('does not wait for a region that nobody knows', () => {
    const odd = { ...bare, deliveryAddress: address({ stateOrRegion: 'Nowhere' }) };
    expect(drafted({ order: odd }).shipping.region).toBeUndefined();
  });
});

describe('the buyer', () => {
  it.each([
    ['no e-mail', ''],
    ['one that is none', 'jane'],
    ['one that Commerce would cut', `${'x'.repeat(128)}@example.com`],
    ['one that could carry a second address', 'a@example.com,b@example.com'],
  ])('with %s gets one that reaches nobody', (_, email) => {
    const draft = drafted({ order: order({ buyer: { name: 'Jane Doe', email } }) });
    expect(draft.customer.email).toBe('902-1106328-1059050@amazon.invalid');
  });

  it('who is known to Commerce is named by id', () => {
    expect(drafted({ customer: { id: 57, groupId: 1 } }).customer).toMatchObject({ id: 57, groupId: 1 });
  });

  it('of a present is billed, and the goods go to somebody else', () => {
    const draft = drafted({
      order: order({
        buyer: { name: 'Ann Buyer', companyName: 'Acme' },
        deliveryAddress: address({ name: 'Bob Friend' }),
      }),
    });
    expect(draft.billing).toMatchObject({ firstName: 'Ann', lastName: 'Buyer', company: 'Acme', city: 'Austin' });
    expect(draft.shipping).toMatchObject({ firstName: 'Bob', lastName: 'Friend' });
    expect(draft.shipping.company).toBeUndefined();
    expect(draft.customer).toMatchObject({ firstName: 'Ann', lastName: 'Buyer' });
  });
});

describe('the way of delivery', () => {
  it.each([
    ['SECOND_DAY', 'amazon_second_day', 'Amazon Second Day'],
    ['Prime Now!', 'amazon_prime_now', 'Amazon Prime Now'],
    ['', 'amazon_standard', 'Amazon'],
  ])('%s is %s in Commerce', (serviceLevel, shippingMethod, shippingDescription) => {
    expect(drafted({ order: order({ serviceLevel }) })).toMatchObject({ shippingMethod, shippingDescription });
  });
});

describe('the comment', () => {
  it('says what Commerce has no field for', () => {
    const draft = drafted({
      order: order({
        shipBy: '2026-01-05T00:00:00Z',
        deliverBy: '2026-01-09T00:00:00Z',
        programs: ['PRIME', 'AMAZON_BUSINESS'],
        buyer: { name: 'Jane Doe', purchaseOrderNumber: 'PO-7' },
        lines: [
          line({
            giftMessage: 'Happy\nbirthday',
            programs: ['TRANSPARENCY'],
            taxFacilitator: 'Amazon Services',
            taxScheme: 'IOSS',
          }),
        ],
      }),
    });
    expect(draft.comment).toEqual([
      'Amazon order 902-1106328-1059050 (amazon.com)',
      'Service level: Standard',
      'Ship by: 2026-01-05T00:00:00Z',
      'Deliver by: 2026-01-09T00:00:00Z',
      'Programs: PRIME, AMAZON_BUSINESS',
      'Purchase order number: PO-7',
      'Gift message for MUG-BLUE: Happy birthday',
      'Programs of MUG-BLUE: TRANSPARENCY',
      'Tax of MUG-BLUE is collected and paid by: Amazon Services',
      'Tax scheme of MUG-BLUE: IOSS',
    ]);
  });

  it('has an end, however much there is to say', () => {
    const lines = Array.from({ length: 300 }, (_, index) =>
      line({ orderItemId: orderItemId(`${index}`), giftMessage: 'x'.repeat(5_000) }),
    );
    const { comment } = drafted({ order: order({ grandTotal: money('3000.00'), lines }) });
    expect(comment).toHaveLength(201);
    expect(comment.at(-1)).toBe('… and 102 more lines');
    expect(Math.max(...comment.map((text) => text.length))).toBe(1_000);
  });
});

describe('addresses of other countries', () => {
  it('keep a region that is none of Commerce as free text', () => {
    const draft = drafted({
      country: unitedKingdom,
      order: order({ deliveryAddress: address({ countryCode: 'UK', stateOrRegion: 'England', city: 'London' }) }),
    });
    expect(draft.shipping).toMatchObject({ countryId: 'GB', region: { name: 'England' } });
  });

  it('need no region where the post needs none', () => {
    const { stateOrRegion: _, ...rest } = address({ countryCode: 'DE', city: 'Stuttgart' });
    const draft = drafted({ country: germany, order: order({ deliveryAddress: rest }) });
    expect(draft.shipping.region).toBeUndefined();
  });

  it.each([
    ['PR as a country', { countryCode: 'PR', stateOrRegion: '' }],
    ['PR as a state of the US', { countryCode: 'US', stateOrRegion: 'PR' }],
  ])('of Puerto Rico, given as %s, are in the US', (_, changes) => {
    const draft = drafted({ country: unitedStates, order: order({ deliveryAddress: address(changes) }) });
    expect(draft.shipping).toMatchObject({ countryId: 'US', region: { id: 52, name: 'Puerto Rico' } });
  });
});
