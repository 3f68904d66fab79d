import type { CommercePort } from '../src/commerce/port.js';
import type { AmazonOrder } from '../src/domain/amazon-order.js';
import type { OrderSettings } from '../src/domain/order-settings.js';
import { storeViewOf } from '../src/domain/store-views.js';
import type { AccountRemotes } from './account-remotes.js';

/**
 * The shop as the order's own store view shows it. An order that could not be read when it began keeps none, since its
 * marketplace was a guess.
 */
export function inStoreViewOf(
  { commerce, storeViews }: Pick<AccountRemotes, 'commerce' | 'storeViews'>,
  settings: Pick<OrderSettings, 'storeViewCode'>,
  { marketplaceId }: Pick<AmazonOrder, 'marketplaceId'>,
): CommercePort {
  const code = settings.storeViewCode ?? (storeViews && storeViewOf(storeViews, marketplaceId));
  return code === undefined ? commerce : commerce.inStoreView(code);
}
