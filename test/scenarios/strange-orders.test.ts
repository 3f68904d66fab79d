import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { booksOf, expectDoneOnce, expectSameTotal } from '../support/books.js';
import { type RunningProduct, startProduct } from '../support/running-product.js';
import { addressInTexas, mug, type Purchase } from '../support/simulated-amazon.js';
import { tellAtOnce } from '../support/tell-at-once.js';

const us = { id: 'acme-us' };
const foreign = [
  { id: 'acme-jp', storeViewCode: 'japan' },
  { id: 'acme-kw', storeViewCode: 'kuwait' },
  { id: 'acme-eu', storeViewCode: 'europe' },
] as const;
const [japan, kuwait, europe] = foreign;

let product: RunningProduct;
beforeAll(async () => {
  product = await startProduct({
    accounts: [us, ...foreign],
    shop: {
      stores: [
        { id: 1, code: 'default' },
        { id: 2, code: 'japan', baseCurrency: 'JPY' },
        { id: 3, code: 'kuwait', baseCurrency: 'KWD' },
        { id: 4, code: 'europe', baseCurrency: 'EUR' },
      ],
    },
  });
});
afterAll(() => product?.stop());

const shapes: readonly {
  readonly name: string;
  readonly raw: Readonly<Record<string, unknown>>;
  readonly blockedBy: string;
  readonly says: RegExp;
}[] = [
  {
    name: 'a status that Amazon has invented since',
    raw: { fulfillment: { fulfillmentStatus: 'BEAMED_UP' } },
    blockedBy: 'order-unreadable',
    says: /shape that Waybill does not know \(fulfillment\.fulfillmentStatus\)/,
  },
  {
    name: 'no word on its fulfilment',
    raw: { fulfillment: null },
    blockedBy: 'order-unreadable',
    says: /shape that Waybill does not know \(fulfillment\)/,
  },
  {
    name: 'items that are no list',
    raw: { orderItems: 'a mug' },
    blockedBy: 'order-unreadable',
    says: /shape that Waybill does not know \(orderItems\)/,
  },
  {
    name: 'no price for an item',
    raw: { orderItems: [{ product: { price: null }, proceeds: null }] },
    blockedBy: 'price-missing',
    says: /Amazon gave no price/,
  },
  {
    name: 'lines that do not add up to its total',
    raw: { proceeds: { grandTotal: { amount: '99.99', currencyCode: 'USD' } } },
    blockedBy: 'totals-differ',
    says: /do not add up/,
  },
];

describe('an order of a shape never seen', () => {
  tellAtOnce({
    ...Object.fromEntries(
      shapes.map(({ name, raw, blockedBy, says }): [string, () => Promise<void>] => [
        `(${name}) is blocked with a plain reason, and completes by itself when Amazon shows it well`,
        async () => {
          const amazon = product.amazon();
          const id = await amazon.buy({ raw });
          // The list knows of the blocker at once; the sentence comes with the workflow's first task.
          const blocked = await product.until(id, ({ status, note }) => status === 'Blocked' && note !== null);
          expect(blocked).toMatchObject({ blockedBy, note: expect.stringMatching(says) });
          expect(await product.commerce.ordersOf(id)).toEqual([]);

          await amazon.distort(id, null);
          await product.untilStatus(id, 'AwaitingShipment');
          const parcel = { id: `${id}-1`, trackingNumber: `1Z${id}`, items: [{ sku: mug.sku, quantity: 1 }] };
          await product.deliver({ amazonOrderId: id, package: parcel });
          await product.untilStatus(id, 'Complete');
          await expectDoneOnce(product, id, [{ trackingNumber: `1Z${id}`, pieces: { 'MUG-BLUE': 1 } }]);
        },
      ]),
    ),

    'beside twenty good ones delays none of them': async () => {
      const amazon = product.amazon();
      const poisons = [{ fulfillment: null }, { orderId: 17 }, { salesChannel: 'the moon' }, { orderItems: [] }];
      const bought = await Promise.all([
        ...poisons.map((raw) => amazon.buy({ raw })),
        ...Array.from({ length: 20 }, () => amazon.buy()),
      ]);
      for (const id of bought.slice(poisons.length)) await product.untilStatus(id, 'AwaitingShipment');
    },
  });
});

describe('money', () => {
  const inCurrency = (currency: string, unitPrice: string, tax: string): Purchase => ({
    currency,
    items: [{ ...mug, quantity: 3, unitPrice, tax }],
  });

  tellAtOnce({
    'of another currency than the store view’s is a blocker, not a conversion': async () => {
      for (const [currency, unitPrice, tax] of [
        ['JPY', '2500', '750'],
        ['KWD', '7.125', '0.641'],
        ['EUR', '24.99', '14.24'],
      ] as const) {
        const id = await product.amazon().buy(inCurrency(currency, unitPrice, tax));
        const blocked = await product.untilStatus(id, 'Blocked');
        expect(blocked).toMatchObject({ blockedBy: 'currency-differs', note: expect.stringContaining(currency) });
        expect(await product.commerce.ordersOf(id)).toEqual([]);
      }
    },

    'without a minor unit is kept to the yen': () =>
      sellIn(japan, inCurrency('JPY', '2500', '750'), { amount: '8250', currency: 'JPY' }),
    'of three decimals is kept to the fils': () =>
      sellIn(kuwait, inCurrency('KWD', '7.125', '0.641'), { amount: '22.016', currency: 'KWD' }),
    'of a store view in euros is kept to the cent': () =>
      sellIn(europe, inCurrency('EUR', '24.99', '14.24'), { amount: '89.21', currency: 'EUR' }),
  });

  async function sellIn(account: { readonly id: string }, purchase: Purchase, total: object): Promise<void> {
    const id = await product.amazon(account).buy(purchase);
    expect(await product.untilStatus(id, 'AwaitingShipment')).toMatchObject({ total });
    expectSameTotal(await booksOf(product, id));
  }
});

describe('an address', () => {
  const places: readonly (readonly [string, Readonly<Record<string, unknown>>, object])[] = [
    [
      'with a region in odd capitals goes to that region',
      { stateOrRegion: 'californiA' },
      { region: 'California', country_id: 'US' },
    ],
    [
      'in Puerto Rico goes to a region of the United States',
      { countryCode: 'PR', stateOrRegion: undefined, city: 'San Juan', postalCode: '00901' },
      { region: 'Puerto Rico', country_id: 'US' },
    ],
    [
      'in the UK goes to the country that Commerce calls GB',
      { countryCode: 'UK', stateOrRegion: 'England', city: 'London', postalCode: 'SW1A 1AA' },
      { country_id: 'GB', city: 'London', region: 'England' },
    ],
    [
      'with emoji, which the shop’s database cannot hold, loses nothing but these',
      { name: '👩‍🚀 Zoë 🚀', addressLine1: '🏠 1 Main St' },
      { firstname: '□ Zoë', lastname: '□', street: ['□ 1 Main St'] },
    ],
    [
      'of a name from right to left is taken as it is',
      { name: 'محمد عبد الله', city: 'תל אביב' },
      { firstname: expect.stringContaining('محمد'), city: 'תל אביב' },
    ],
    [
      'with one word for a name gets a last name all the same',
      { name: 'Cher' },
      { firstname: expect.stringMatching(/./), lastname: expect.stringMatching(/./) },
    ],
  ];

  tellAtOnce({
    ...Object.fromEntries(
      places.map(([name, changes, expected]): [string, () => Promise<void>] => [
        name,
        async () => {
          const id = await product.amazon().buy({ address: { ...addressInTexas, ...changes } });
          await product.untilStatus(id, 'AwaitingShipment');
          const { commerce } = await booksOf(product, id);
          const [assignment] = commerce.order.extension_attributes.shipping_assignments;
          expect(assignment?.shipping.address).toMatchObject(expected);
        },
      ]),
    ),

    'longer than Commerce’s columns is cut, and the order is made': async () => {
      const long = (text: string) => `${text} `.repeat(300).trim();
      const address = { ...addressInTexas, name: long('Maximilian'), addressLine1: long('Road'), city: long('City') };
      const id = await product.amazon().buy({ address, buyer: { name: long('Maximilian'), email: 'm@example.com' } });
      await product.untilStatus(id, 'AwaitingShipment');
      const { order } = (await booksOf(product, id)).commerce;
      const [assignment] = order.extension_attributes.shipping_assignments;
      const { firstname = '', lastname = '', city = '', street = [] } = assignment?.shipping.address ?? {};
      for (const text of [firstname, lastname, city, street.join('\n')]) {
        expect(text.length).toBeGreaterThan(0);
        expect([...text].length).toBeLessThanOrEqual(255);
      }
    },

    'with a region that is none is a blocker': async () => {
      const id = await product.amazon().buy({ address: { ...addressInTexas, stateOrRegion: 'Atlantis' } });
      expect(await product.untilStatus(id, 'Blocked')).toMatchObject({ blockedBy: 'region-unknown' });
    },

    'in a country that Commerce does not know is a blocker': async () => {
      const id = await product.amazon().buy({ address: { ...addressInTexas, countryCode: 'XX' } });
      expect(await product.untilStatus(id, 'Blocked')).toMatchObject({ blockedBy: 'country-unknown' });
    },

    'that is missing is a blocker': async () => {
      const id = await product.amazon().buy({ address: null });
      expect(await product.untilStatus(id, 'Blocked')).toMatchObject({ blockedBy: 'address-missing' });
    },
  });

  it('sent no buyer a mail', async () => {
    expect(await product.commerce.mails()).toEqual([]);
  });
});
