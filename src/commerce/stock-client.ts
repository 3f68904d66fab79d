import { z } from 'zod';
import type { Sku } from '../domain/ids.js';
import { keptFor } from '../remote/kept-for.js';
import { inGroupsOf } from './in-groups-of.js';
import { parsedAnswer } from './parsed-answer.js';
import type { CommerceCatalogue, CommerceStore } from './port.js';
import { isRouteMissing, type RestTransport, refusalAsFailure } from './rest-transport.js';
import { indexesMax, type Query } from './search-criteria.js';
import { wireSalability, wireStock } from './wire-schemas.js';

const stockKeptMs = 5 * 60_000;

/**
 * What stops a sale. Not `is_correct_qty-*`: limits of the cart bind no order of Amazon's, which is sold already.
 */
const blockingCodes: ReadonlySet<string> = new Set([
  'is_salable_with_reservations-not_enough_qty',
  'back_order-disabled',
  'manage_stock-enabled',
  'is_any_source_item_in_stock-no_source_items_in_stock',
  'requested-sku-is-not-assigned-to-given-stock',
]);

type Wanted = { readonly sku: Sku; readonly quantity: number };

export function createStockClient(deps: {
  readonly transport: RestTransport;
  readonly store: CommerceStore;
  readonly nowMs: () => number;
}): Pick<CommerceCatalogue, 'outOfStock'> {
  const { transport, store, nowMs } = deps;

  /** A shop without inventory management has no such route. It knows no stock that could be out, and is not asked again for a while. */
  const stock = keptFor(stockKeptMs, nowMs, async (): Promise<number | 'not-managed'> => {
    const { websiteCode } = await store.view();
    const call = {
      operation: 'resolveStock',
      method: 'GET',
      path: `/V1/inventory/stock-resolver/website/${websiteCode}`,
    } as const;
    const answer = await transport.call(call);
    if ('json' in answer) return parsedAnswer(wireStock, answer.json, call).stock_id;
    if (isRouteMissing(answer.refused)) return 'not-managed';
    throw refusalAsFailure(call, answer.refused);
  });

  const unsalable = async (wanted: readonly Wanted[], stockId: number): Promise<readonly string[]> => {
    const call = {
      operation: 'checkStock',
      method: 'GET',
      path: '/V1/inventory/are-product-salable-for-requested-qty/',
      query: salabilityQuery(wanted, stockId),
    } as const;
    const answers = parsedAnswer(z.array(wireSalability), await transport.expect(call), call);
    return answers
      .filter(({ salable, errors }) => !salable && errors.some(({ code = '' }) => blockingCodes.has(code)))
      .map(({ sku }) => sku);
  };

  return {
    async outOfStock(wanted) {
      const sums = summed(wanted);
      if (sums.length === 0) return [];
      const stockId = await stock();
      if (stockId === 'not-managed') return [];
      const missing = new Set<string>();
      for (const tenOfThem of inGroupsOf(indexesMax, sums)) {
        for (const sku of await unsalable(tenOfThem, stockId)) missing.add(sku);
      }
      return sums.map(({ sku }) => sku).filter((sku) => missing.has(sku));
    },
  };
}

/** Two lines of one SKU need the sum of both. */
function summed(wanted: readonly Wanted[]): readonly Wanted[] {
  const quantities = new Map<Sku, number>();
  for (const { sku, quantity } of wanted) quantities.set(sku, (quantities.get(sku) ?? 0) + quantity);
  return [...quantities].map(([sku, quantity]) => ({ sku, quantity }));
}

const salabilityQuery = (wanted: readonly Wanted[], stockId: number): Query => [
  ...wanted.flatMap(
    ({ sku, quantity }, index) =>
      [
        [`skuRequests[${index}][sku]`, sku],
        [`skuRequests[${index}][qty]`, String(quantity)],
      ] as const,
  ),
  ['stockId', String(stockId)],
];
