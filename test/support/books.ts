import { expect } from '@jest/globals';
import type { AmazonTruth } from './simulated-amazon.js';
import type { CommerceTruth } from './simulated-commerce.js';
import type { SimulatedRemotes } from './simulated-remotes.js';

export type Books = { readonly amazon: AmazonTruth; readonly commerce: CommerceTruth };
type Remotes = Pick<SimulatedRemotes, 'amazon' | 'commerce'>;
type Shipped = { readonly trackingNumber: string; readonly pieces: Readonly<Record<string, number>> };

/** What both sides' own books say of one order; fails unless Commerce has exactly one. */
export async function booksOf(remotes: Remotes, amazonOrderId: string): Promise<Books> {
  const [amazon, commerce] = await Promise.all([
    remotes.amazon().truth(amazonOrderId),
    remotes.commerce.onlyOrderOf(amazonOrderId),
  ]);
  return { amazon, commerce };
}

/** Whatever went wrong on the way: one complete Commerce order over Amazon's total, invoiced once, and these packages on both sides. */
export async function expectDoneOnce(
  remotes: Remotes,
  amazonOrderId: string,
  packages: readonly Shipped[],
): Promise<Books> {
  const books = await booksOf(remotes, amazonOrderId);
  expectSameTotal(books);
  const { commerce, amazon } = books;
  expect(commerce.order).toMatchObject({ state: 'complete', status: 'complete' });
  expect(commerce.invoices.map((invoice) => invoice.grand_total)).toEqual([commerce.order.grand_total]);
  expect(commerce.creditmemos).toEqual([]);
  expect(amazon.status).toBe('SHIPPED');
  expect(sorted(commercePackages(commerce))).toEqual(sorted(packages));
  expect(sorted(amazonPackages(amazon))).toEqual(sorted(packages));
  return books;
}

/** To the minor unit: of the order, and of the sum of its parts. */
export function expectSameTotal({ amazon, commerce }: Books): void {
  const total = amazon.wire.proceeds?.grandTotal;
  if (total === undefined) throw new Error('Amazon shows no total');
  const decimals = (total.amount.split('.')[1] ?? '').length;
  const { grand_total, subtotal, tax_amount, shipping_amount, discount_amount, order_currency_code } = commerce.order;
  expect({ amount: grand_total.toFixed(decimals), currencyCode: order_currency_code }).toEqual(total);
  const minor = (amount: number): number => Math.round(amount * 10 ** decimals);
  expect(minor(subtotal) + minor(tax_amount) + minor(shipping_amount) + minor(discount_amount)).toBe(
    minor(grand_total),
  );
}

const commercePackages = ({ order, shipments }: CommerceTruth): readonly Shipped[] =>
  shipments.map(({ items, tracks }) => ({
    trackingNumber: tracks.map(({ track_number }) => track_number).join(', '),
    pieces: counted(
      items.map(({ order_item_id, qty }) => [
        order.items.find(({ item_id }) => item_id === order_item_id)?.sku ?? 'no line of the order',
        qty,
      ]),
    ),
  }));

const amazonPackages = ({ items, packages }: AmazonTruth): readonly Shipped[] =>
  packages.map((each) => ({
    trackingNumber: each.trackingNumber,
    pieces: counted(
      each.items.map(({ orderItemId, quantity }) => [
        items.find((item) => item.orderItemId === orderItemId)?.sku ?? 'no item of the order',
        quantity,
      ]),
    ),
  }));

function counted(pieces: readonly (readonly [string, number])[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const [sku, quantity] of pieces) counts[sku] = (counts[sku] ?? 0) + quantity;
  return counts;
}

const sorted = (packages: readonly Shipped[]): readonly Shipped[] =>
  packages.toSorted((one, other) => one.trackingNumber.localeCompare(other.trackingNumber));
