import { IndexFeed, type IndexLimits } from '../../../src/http/order-index/index-feed.js';
import { OrderRows } from '../../../src/http/order-index/order-rows.js';
import { type OrderSearch, searchOrders } from '../../../src/http/order-index/order-search.js';
import { defaultSort } from '../../../src/http/order-index/order-sort.js';
import { FakeVisibility } from './fake-visibility.js';
import { hourMs, startOfDayMs } from './order-row-builder.js';

const limits: IndexLimits = { indexDays: 90, pageSize: 2, overlapMs: 15_000, firstOverlapMs: 300_000 };

/** The index without its loops: a test says when it loads and when it refreshes. */
export function indexFixture({ rowsMax = 1000 }: { readonly rowsMax?: number } = {}) {
  const visibility = new FakeVisibility();
  const rows = new OrderRows({ rowsMax });
  const clock = { nowMs: startOfDayMs + hourMs };
  const feed = new IndexFeed({ lister: visibility, rows, limits, nowMs: () => clock.nowMs });
  const search = (wish: Partial<OrderSearch> = {}) =>
    searchOrders({ rows, isListed: () => true }, { filter: {}, sort: defaultSort, limit: 200, ...wish });
  return { visibility, rows, clock, feed, search, ids: () => search().rows.map((row) => row.amazonOrderId) };
}
