import { type ProductInput, productInput } from './options.js';
import type { ProductRow, SourceItem } from './rows.js';
import type { Sequences, Table } from './table.js';

export class Catalogue {
  readonly #products: Table<ProductRow>;
  readonly #sequences: Sequences;
  readonly #now: () => string;

  constructor(deps: {
    readonly products: Table<ProductRow>;
    readonly sequences: Sequences;
    readonly now: () => string;
  }) {
    this.#products = deps.products;
    this.#sequences = deps.sequences;
    this.#now = deps.now;
  }

  values(): Iterable<ProductRow> {
    return this.#products.values();
  }

  bySku(sku: string): ProductRow | undefined {
    return this.#products.get(sku);
  }

  byId(id: number): ProductRow | undefined {
    return [...this.#products.values()].find((product) => product.id === id);
  }

  /** Adds a product, or replaces the one of that SKU under its old id. */
  put(input: ProductInput): ProductRow {
    const parsed = productInput.parse(input);
    const existing = this.#products.get(parsed.sku);
    const id = parsed.id ?? existing?.id ?? this.#sequences.next('product');
    this.#sequences.atLeast('product', id);
    const { qty, sources, name, id: _given, ...rest } = parsed;
    const row: ProductRow = {
      ...rest,
      id,
      name: name ?? parsed.sku,
      sources: (sources ?? [{ sourceCode: 'default', quantity: qty }]).map((source) => sourceItem(source, parsed)),
      createdAt: existing?.createdAt ?? this.#now(),
      updatedAt: this.#now(),
    };
    this.#products.put(row.sku, row);
    return row;
  }

  /** Changes named properties of a product and keeps the others; undefined when there is no such SKU. */
  change(sku: string, changes: Partial<ProductInput>): ProductRow | undefined {
    const existing = this.#products.get(sku);
    if (existing === undefined) return undefined;
    const { createdAt: _created, updatedAt: _updated, sources, websiteIds, ...kept } = existing;
    const isRestocked = changes.qty !== undefined || changes.sources !== undefined;
    const held = isRestocked ? {} : { sources: [...sources] };
    return this.put({ ...kept, websiteIds: [...websiteIds], ...held, ...changes, sku });
  }

  remove(sku: string): void {
    this.#products.remove(sku);
  }
}

type Source = { readonly sourceCode: string; readonly quantity: number; readonly status?: 0 | 1 | undefined };

/** Nothing left means out of stock, unless the shop sells on regardless. */
function sourceItem(
  source: Source,
  product: { readonly manageStock: boolean; readonly backorders: boolean; readonly minQty: number },
): SourceItem {
  const isSold = source.quantity > product.minQty || product.backorders || !product.manageStock;
  return { sourceCode: source.sourceCode, quantity: source.quantity, status: source.status ?? (isSold ? 1 : 0) };
}
