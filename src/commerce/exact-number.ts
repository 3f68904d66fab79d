import { decimalOf, type Money } from '../domain/money.js';

/**
 * The JSON number of an amount. Read from decimal text, never calculated: `Number('55.58')` is the float nearest to
 * 55.58, and JSON writes the shortest decimal that leads back to it, which up to 15 digits is the one we started from.
 */
export function exactNumber(money: Money): number {
  const decimal = decimalOf(money);
  const number = Number(decimal);
  // Beyond 15 digits the way back may end elsewhere. Commerce must match Amazon to the cent, or not at all.
  if (JSON.stringify(number) !== withoutTrailingZeros(decimal)) {
    throw new Error(`an amount in ${money.currency} has more digits than a JSON number keeps`);
  }
  return number;
}

const withoutTrailingZeros = (decimal: string): string =>
  decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
