import type { BuyerOrders } from '../buyers/buyers.js';
import type { Composed } from '../http-deps.js';
import type { OrderSearch } from '../order-index/order-search.js';
import type { PageQuery } from './page-query.js';

/** The search of a page's address; a buyer's name in it is asked of Commerce, which alone knows it. */
export async function searchWithBuyer(
  { buyers, accounts }: Pick<Composed, 'buyers' | 'accounts'>,
  { search, buyer }: PageQuery,
): Promise<{ readonly search: OrderSearch; readonly found?: BuyerOrders }> {
  if (buyer === undefined) return { search };
  const { account } = search.filter;
  const asked = account === undefined ? accounts : accounts.filter((id) => id === account);
  const found = await buyers.ordersOf({ accounts: asked, name: buyer });
  return { search: { ...search, filter: { ...search.filter, among: found.amazonOrderIds } }, found };
}
