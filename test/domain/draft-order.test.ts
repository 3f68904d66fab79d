import { describe, expect, it } from '@jest/globals';
import {
  address,
  amazonOrderId,
  drafted,
  germany,
  line,
  money,
  order,
  paid,
  sku,
  unitedKingdom,
  unitedStates,
} from './orders.js';

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
    ['one over which Commerce refuses the order: letters outside ASCII', 'jörg@example.com'],
    ['one over which Commerce refuses the order: two dots', 'jane..doe@example.com'],
    ['one over which Commerce refuses the order: 65 characters before the @', `${'x'.repeat(65)}@example.com`],
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

describe("the buyer's tax number", () => {
  const withNumber = (number: string) =>
    drafted({ order: order({ taxRegistrations: [{ of: 'BUYER', kind: 'VAT', number }] }) }).customer.taxNumber;

  it('is kept where Commerce has a place for it', () => {
    expect(withNumber(' DE 123456789 ')).toBe('DE 123456789');
  });

  it('that Commerce would cut stands in the comment alone: half a number is a wrong one', () => {
    expect(withNumber('9'.repeat(33))).toBeUndefined();
  });

  it('is never that of the marketplace', () => {
    const draft = drafted({ order: order({ taxRegistrations: [{ of: 'MARKETPLACE', number: 'IM4420001201' }] }) });
    expect(draft.customer.taxNumber).toBeUndefined();
  });
});

describe('the way of delivery', () => {
  it.each([
    [['PRIME'], 'Amazon Standard (Prime)'],
    [['AMAZON_BUSINESS', 'PREMIUM'], 'Amazon Standard (Premium, Business)'],
    [['AMAZON_HAUL'], 'Amazon Standard'],
  ])('of programmes %j says what was promised', (programs, shippingDescription) => {
    expect(drafted({ order: order({ programs }) })).toMatchObject({
      shippingMethod: 'amazon_standard',
      shippingDescription,
    });
  });

  it.each([
    ['SECOND_DAY', 'amazon_second_day', 'Amazon Second Day'],
    ['Prime Now!', 'amazon_prime_now', 'Amazon Prime Now'],
    ['', 'amazon_standard', 'Amazon'],
  ])('%s is %s in Commerce', (serviceLevel, shippingMethod, shippingDescription) => {
    expect(drafted({ order: order({ serviceLevel }) })).toMatchObject({ shippingMethod, shippingDescription });
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
