/** Rows are plain columns, as Magento's own data objects are: what was sent is what is kept. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** One row of a table. Mutable on purpose: only drafts (clones) are written to, and a draft is kept whole or not at all. */
export type Fields = { [column: string]: Json };

/** Magento's money and quantity columns hold four decimals; this keeps sums of them free of binary dust. */
export function round4(amount: number): number {
  return roundTo(amount, 10_000);
}

/** What a price is rounded to when it is split over quantities. */
export function roundPrice(amount: number): number {
  return roundTo(amount, 100);
}

/** Half away from zero, after the 15 digits that a double really has: as PHP rounds. */
function roundTo(amount: number, factor: number): number {
  const scaled = Number((Math.abs(amount) * factor).toPrecision(15));
  const rounded = (Math.sign(amount) * Math.round(scaled)) / factor;
  return rounded === 0 ? 0 : rounded; // never -0
}

export function amountOf(fields: Fields, column: string): number {
  const value = fields[column];
  return typeof value === 'number' ? value : 0;
}

export function textOf(fields: Fields, column: string): string {
  const value = fields[column];
  return typeof value === 'string' ? value : '';
}

export function addTo(fields: Fields, column: string, amount: number): void {
  fields[column] = round4(amountOf(fields, column) + amount);
}

/** Adds to a column and to its `base_` twin, which Magento keeps beside every order amount. */
export function addToBoth(fields: Fields, column: string, amount: number): void {
  addTo(fields, column, amount);
  addTo(fields, `base_${column}`, amount);
}

export function isRecord(value: unknown): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: unknown): value is readonly Json[] {
  return Array.isArray(value);
}

/** Magento leaves null fields out of its answers. */
export function withoutNulls(fields: { readonly [key: string]: Json | undefined }): Fields {
  const kept: Fields = {};
  for (const [key, value] of Object.entries(fields)) {
    if (value !== null && value !== undefined) kept[key] = value;
  }
  return kept;
}
