import fc from 'fast-check';
import { type Currency, soldOrders } from './sold-orders.js';
import { type Json, wireOf } from './wire-of-sold.js';

/** An honest order with up to four of its values, wherever they are, replaced by anything or left out. */
export const hostileOrders: fc.Arbitrary<{ readonly wire: Json; readonly currency: Currency }> = fc
  .tuple(
    soldOrders,
    fc.array(fc.tuple(fc.nat(), fc.nat(), fc.constantFrom('replace', 'replace', 'remove', 'repeat')), { maxLength: 4 }),
    fc.array(fc.anything({ maxDepth: 2 }), { minLength: 1, maxLength: 3 }),
  )
  .chain(([sold, strokes, anything]) =>
    fc.array(nonsense, { minLength: 4, maxLength: 4 }).map((values) => {
      const wire = JSON.parse(JSON.stringify(wireOf(sold)));
      for (const [index, [place, , stroke]] of strokes.entries()) {
        const value = index === 3 ? jsonOf(anything[0]) : values[index];
        strike(wire, place, { stroke, value: value ?? null });
      }
      return { wire, currency: sold.currency };
    }),
  );

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    ' ',
    '0',
    'null',
    '__proto__',
    'constructor',
    '\u0000',
    '😀'.repeat(300),
    'ا'.repeat(300),
    'x'.repeat(70_000),
  ),
);
const amounts = fc.oneof(
  fc.integer({ min: -999_999_999_999, max: 999_999_999_999 }).map(String),
  fc.tuple(fc.integer({ min: -99_999, max: 999_999 }), fc.integer({ min: 0, max: 9_999 })).map(([a, b]) => `${a}.${b}`),
  fc.constantFrom(
    '-0',
    '-0.00',
    '+1',
    '1e3',
    '1e999',
    'NaN',
    'Infinity',
    '0x10',
    '1,000.00',
    '٣.٥٠',
    '１２',
    ' 1',
    '.5',
    '5.',
    '999999999999.99',
    '9999999999999',
    '0.001',
    '0.0000000000',
    '00012.50',
  ),
);
const money = fc.record({
  amount: fc.oneof(amounts, amounts, text, fc.double()),
  currencyCode: fc.constantFrom('USD', 'EUR', 'JPY', 'KWD', 'usd', 'XXX', ''),
});
const words = fc.constantFrom(
  ...[
    'PENDING',
    'CANCELLED',
    'SHIPPED',
    'UNFULFILLABLE',
    'BEAMED_UP',
    'AMAZON',
    'MERCHANT',
    'IOSS',
    'REPLACEMENT_ORIGINAL_ID',
  ],
  ...['ITEM', 'SHIPPING', 'TAX', 'DISCOUNT', 'GIFT_WRAP', 'DELIVERY_TIP', 'OTHER', 'NONE_YET'],
);
const numbers = fc.oneof(
  fc.integer({ min: -3, max: 100 }),
  fc.constantFrom(0.5, -0, 1e21, 2 ** 53, 2 ** 53 - 1, 99_999_999, 100_000_000, 1e-7),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const nonsense: fc.Arbitrary<Json> = fc.oneof(
  ...[amounts, amounts, money, money, words, text, numbers, fc.boolean(), fc.constant(null)],
  fc.constantFrom<Json>([], {}, [[]], [null], [{}], { amount: '1.00' }, { '': '' }),
) as fc.Arbitrary<Json>;

function jsonOf(value: unknown): Json {
  try {
    return JSON.parse(JSON.stringify(value) ?? 'null');
  } catch {
    return null; // a bigint or a ring: nothing that a wire can carry
  }
}

type Place = { readonly holder: Record<string, Json>; readonly key: string };

/** All places within, the holder's own last ones first. */
function placesIn(value: Json | undefined): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, Json>;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...placesIn(holder[key])]);
}

function strike(wire: Json, place: number, { stroke, value }: { readonly stroke: string; readonly value: Json }): void {
  const places = placesIn(wire);
  const struck = places[place % places.length];
  if (struck === undefined) return;
  const { holder, key } = struck;
  const standing = holder[key];
  if (stroke === 'remove') delete holder[key];
  else if (stroke === 'repeat' && Array.isArray(standing)) holder[key] = [...standing, ...standing];
  else holder[key] = value;
}
