import type { CommerceOrder, CommerceOrders } from '../src/commerce/port.js';
import type { AmazonOrderId } from '../src/domain/ids.js';

type Deps = { readonly orders: Pick<CommerceOrders, 'findByAmazonId'>; readonly sleep: (ms: number) => Promise<void> };

/** Between the two searches that must both find nothing before a request that may have arrived counts as lost. */
const betweenSearchesMs = 15_000;

/** The Commerce order that an earlier attempt made, if any. One search tells, but where a request may still be under way. */
export async function findEarlierOrder(
  { orders, sleep }: Deps,
  amazonOrderId: AmazonOrderId,
  maybeSentAt: string | undefined,
): Promise<CommerceOrder | 'twice' | undefined> {
  const first = onlyOne(await orders.findByAmazonId(amazonOrderId));
  if (first !== undefined || maybeSentAt === undefined) return first;
  await sleep(betweenSearchesMs);
  return onlyOne(await orders.findByAmazonId(amazonOrderId));
}

/** Orders that were cancelled in Commerce count too: whoever cancelled one does not want a second. */
const onlyOne = (found: readonly CommerceOrder[]): CommerceOrder | 'twice' | undefined =>
  found.length > 1 ? 'twice' : found[0];
