/**
 * Commerce's own arithmetic over a body of `POST /V1/orders`, in whole ten-thousandths as its columns have them. Shares
 * nothing with the product, nor with the simulator.
 */

// biome-ignore lint/suspicious/noExplicitAny: a wire body is probed member by member
type Wire = any;

/** Read from the text that JSON carries, so that no float can hide a difference. */
export function scaled(value: unknown): bigint {
  const [, sign, whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d{1,4}))?$/.exec(String(value)) ?? [];
  if (sign === undefined) throw new Error(`Commerce would not take ${JSON.stringify(value)} for an amount`);
  return BigInt(`${sign}${whole}${fraction.padEnd(4, '0')}`);
}

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((all, amount) => all + amount, 0n);
const column = (row: Wire, name: string): bigint => scaled(row[name] ?? 0);

/** Everything that does not hold, in words; none for a good body. */
export function brokenRules(body: Wire, decimals: number): readonly string[] {
  const { entity } = body;
  const items: readonly Wire[] = entity.items;
  const of = (name: string): bigint => column(entity, name);
  const each = (name: string): bigint => sum(items.map((item) => column(item, name)));
  const invoiced =
    each('row_total') -
    each('discount_amount') -
    of('shipping_discount_amount') +
    of('shipping_amount') +
    of('tax_amount');
  const isWhole = (amount: bigint): boolean => amount % 10n ** BigInt(4 - decimals) === 0n;
  const rules: Readonly<Record<string, boolean>> = {
    'subtotal + shipping + tax + discount = grand total':
      of('subtotal') + of('shipping_amount') + of('tax_amount') + of('discount_amount') === of('grand_total'),
    'the rows make the subtotal': each('row_total') === of('subtotal'),
    'the taxes of rows and shipping make the tax': each('tax_amount') + of('shipping_tax_amount') === of('tax_amount'),
    'the discounts of rows and shipping make the discount':
      -(each('discount_amount') + of('shipping_discount_amount')) === of('discount_amount'),
    'the invoice comes to the grand total': invoiced === of('grand_total'),
    'what is due or paid is the grand total': of('total_due') + of('total_paid') === of('grand_total'),
    'the payment is over the grand total': column(entity.payment, 'amount_ordered') === of('grand_total'),
    'the pieces are counted': each('qty_ordered') === of('total_qty_ordered'),
    'pieces fit into their columns': of('total_qty_ordered') < 10n ** 12n,
    'amounts fit into their columns': [entity, ...items].every((row) =>
      amountNames(row).every((name) => column(row, name) < 10n ** 20n),
    ),
    'pieces are whole, and at least one': items.every(
      (item) => Number.isInteger(item.qty_ordered) && item.qty_ordered > 0,
    ),
    'amounts stand in base currency too': [entity, ...items].every(hasBase),
    'nothing is finer than the currency': [entity, ...items].every((row) =>
      amountNames(row).every((name) => isWhole(column(row, name))),
    ),
    'nothing is negative but the discount': [entity, ...items].every((row) =>
      amountNames(row).every((name) => column(row, name) >= 0n || name.includes('discount')),
    ),
    'a price is the share of its row': items.every((item) => isShareOf(item, 'price', 'row_total')),
    'what is shown with tax is what it is without, and the tax': items.every(
      (item) =>
        column(item, 'row_total_incl_tax') === column(item, 'row_total') + column(item, 'tax_amount') &&
        isShareOf(item, 'price_incl_tax', 'row_total_incl_tax'),
    ),
    'the totals with tax are those without, and the tax':
      of('subtotal_incl_tax') + of('shipping_incl_tax') === of('subtotal') + of('shipping_amount') + of('tax_amount') &&
      of('shipping_incl_tax') === of('shipping_amount') + of('shipping_tax_amount'),
  };
  return Object.entries(rules).flatMap(([rule, holds]) => (holds ? [] : [rule]));

  function isShareOf(item: Wire, price: string, row: string): boolean {
    const difference = column(item, price) * BigInt(item.qty_ordered) - column(item, row);
    const piece = 10n ** BigInt(4 - decimals);
    // Off by at most half a minor unit a piece, where the row cannot be shared out.
    return (difference < 0n ? -difference : difference) * 2n <= piece * BigInt(item.qty_ordered);
  }
}

const amountNames = (row: Wire): readonly string[] =>
  Object.keys(row).filter(
    (name) => /(amount|total|invoiced|paid|due|^price|^base_price)/.test(name) && !name.includes('qty'),
  );

const hasBase = (row: Wire): boolean =>
  amountNames(row).every((name) => name.startsWith('base_') || row[`base_${name}`] === row[name]);
