/**
 * Money as Amazon writes it: a decimal string with the decimals of its currency, JPY without any. Sums are made in
 * integers of the smallest unit: a simulator that computed in floats would teach the product to forgive wrong totals.
 */
const decimalsByCurrency: ReadonlyMap<string, number> = new Map([
  ['JPY', 0],
  ['KRW', 0],
  ['KWD', 3],
  ['BHD', 3],
]);
const usualDecimals = 2;

export type Money = { readonly amount: string; readonly currencyCode: string };

const decimalsOf = (currency: string): number => decimalsByCurrency.get(currency) ?? usualDecimals;

/** The decimal in the currency's usual form, or `undefined` when it is no decimal or finer than the currency. */
export function parseAmount(raw: string, currency: string): string | undefined {
  const [, sign = '', whole, fraction = ''] = /^(-?)(\d{1,12})(?:\.(\d{1,6}))?$/.exec(raw) ?? [];
  const significant = fraction.replace(/0+$/, '');
  if (whole === undefined || significant.length > decimalsOf(currency)) return undefined;
  return formatUnits(BigInt(sign + whole + significant.padEnd(decimalsOf(currency), '0')), currency);
}

export function sumAmounts(amounts: readonly string[], currency: string): string {
  return formatUnits(
    amounts.reduce((sum, amount) => sum + unitsOf(amount), 0n),
    currency,
  );
}

export function timesQuantity(amount: string, quantity: number, currency: string): string {
  return formatUnits(unitsOf(amount) * BigInt(quantity), currency);
}

export function negateAmount(amount: string, currency: string): string {
  return formatUnits(-unitsOf(amount), currency);
}

export const isZeroAmount = (amount: string): boolean => unitsOf(amount) === 0n;

export const money = (amount: string, currencyCode: string): Money => ({ amount, currencyCode });

/** Every amount in a record went through `parseAmount`, so all of one currency have the same number of decimals. */
const unitsOf = (amount: string): bigint => BigInt(amount.replace('.', ''));

function formatUnits(units: bigint, currency: string): string {
  const decimals = decimalsOf(currency);
  const sign = units < 0n ? '-' : '';
  const digits = (units < 0n ? -units : units).toString().padStart(decimals + 1, '0');
  if (decimals === 0) return sign + digits;
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
