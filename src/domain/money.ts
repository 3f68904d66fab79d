declare const brand: unique symbol;
export type Money = { readonly amountMinor: number; readonly currency: string; readonly [brand]: 'Money' };
export type NotMoney = { readonly notMoney: 'unknown-currency' | 'not-a-decimal' | 'too-precise' };

const withoutDecimals = [
  'JPY',
  'KRW',
  'VND',
  'CLP',
  'ISK',
  'UGX',
  'XAF',
  'XOF',
  'XPF',
  'PYG',
  'RWF',
  'GNF',
  'KMF',
  'DJF',
  'BIF',
  'VUV',
];
const withThreeDecimals = ['KWD', 'BHD', 'OMR', 'JOD', 'TND', 'IQD', 'LYD'];
const withTwoDecimals =
  'USD EUR GBP CAD MXN BRL AUD SGD SEK PLN TRY AED SAR INR EGP CZK DKK NOK HUF RON BGN CHF ZAR CNY HKD NZD THB TWD PHP MYR IDR ILS COP PEN ARS UYU NGN KES MAD UAH'.split(
    ' ',
  );
const decimalsOf: ReadonlyMap<string, number> = new Map<string, number>([
  ...withoutDecimals.map((currency) => [currency, 0] as const),
  ...withTwoDecimals.map((currency) => [currency, 2] as const),
  ...withThreeDecimals.map((currency) => [currency, 3] as const),
]);

export const isMoney = (value: Money | NotMoney): value is Money => !('notMoney' in value);

/** The only door. What the currency cannot hold is refused, not rounded: Commerce must match Amazon to the cent. */
export function parseMoney(amount: string, currency: string): Money | NotMoney {
  const decimals = decimalsOf.get(currency);
  if (decimals === undefined) return { notMoney: 'unknown-currency' };
  const [, whole, fraction = ''] = /^(-?\d{1,12})(?:\.(?=\d)(\d{0,9}?)0{0,9})?$/.exec(amount) ?? [];
  if (whole === undefined) return { notMoney: 'not-a-decimal' };
  if (fraction.length > decimals) return { notMoney: 'too-precise' };
  return moneyOf(Number(whole + fraction.padEnd(decimals, '0')), currency);
}

export const zeroMoney = (currency: string): Money => moneyOf(0, currency);

/** The currencies must be equal: a mixed sum is a mistake of ours, and Commerce orders have one currency. */
export function addMoney(...amounts: readonly [Money, ...Money[]]): Money {
  const [{ currency }] = amounts;
  let amountMinor = 0;
  for (const amount of amounts) {
    if (amount.currency !== currency) throw new Error(`cannot add ${amount.currency} to ${currency}`);
    amountMinor += amount.amountMinor;
  }
  return moneyOf(amountMinor, currency);
}

export const negateMoney = ({ amountMinor, currency }: Money): Money => moneyOf(-amountMinor, currency);
export const timesMoney = ({ amountMinor, currency }: Money, times: number): Money =>
  moneyOf(amountMinor * times, currency);
/** The equal share of so many pieces, to the nearest minor unit: for showing only, never for adding up. */
export const nearestShareOfMoney = ({ amountMinor, currency }: Money, pieces: number): Money =>
  moneyOf(Math.round(amountMinor / pieces), currency);
export const isSameMoney = (one: Money, other: Money): boolean =>
  one.currency === other.currency && one.amountMinor === other.amountMinor;

/** `55.58`, `1200` for JPY: the form that lists, pages and Commerce take. */
export function decimalOf({ amountMinor, currency }: Money): string {
  const decimals = decimalsOf.get(currency) ?? 2;
  const digits = Math.abs(amountMinor)
    .toString()
    .padStart(decimals + 1, '0');
  const sign = amountMinor < 0 ? '-' : '';
  return decimals === 0 ? sign + digits : `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** Of a sum of amounts in one currency. */
export const decimalOfMinor = (amountMinor: number, currency: string): string =>
  decimalOf(moneyOf(amountMinor, currency));

function moneyOf(amountMinor: number, currency: string): Money {
  if (!Number.isSafeInteger(amountMinor)) throw new Error(`an amount in ${currency} is beyond exact arithmetic`);
  return { amountMinor: amountMinor === 0 ? 0 : amountMinor, currency } as Money;
}
