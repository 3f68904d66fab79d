import type { Stock } from './options.js';
import type { ProductRow } from './rows.js';
import type { StockRoom } from './stock.js';

export type SalabilityError = { readonly code: string; readonly message: string };

type Asked = { readonly stock: Stock | undefined; readonly quantity: number };

/** First what must hold, then three reasons of which one is enough; none of them: all three are named. */
export function salabilityOf(
  stockRoom: StockRoom,
  product: ProductRow,
  { stock, quantity }: Asked,
): readonly SalabilityError[] {
  const items = stock === undefined ? [] : stockRoom.sourceItemsIn(product, stock);
  if (stock === undefined || items.length === 0) {
    return [
      {
        code: 'requested-sku-is-not-assigned-to-given-stock',
        message: 'The requested sku is not assigned to given stock.',
      },
    ];
  }
  if (product.manageStock && items.every(({ status }) => status === 0)) {
    return [
      {
        code: 'is_any_source_item_in_stock-no_source_items_in_stock',
        message: 'There are no source items with the in stock status',
      },
    ];
  }
  if (product.backorders || !product.manageStock || stockRoom.salable(product, stock) >= quantity) return [];
  return [
    { code: 'back_order-disabled', message: 'Backorders are disabled' },
    { code: 'manage_stock-enabled', message: 'Manage stock is enabled' },
    { code: 'is_salable_with_reservations-not_enough_qty', message: 'Not enough items for sale' },
  ];
}
