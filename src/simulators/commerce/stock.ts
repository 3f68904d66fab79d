import { round4 } from './json.js';
import type { ShopOptions, Stock, StoreView } from './options.js';
import type { ProductRow, Reservation, SourceItem } from './rows.js';
import type { Sequences, Table } from './table.js';

/**
 * Sources hold what is on the shelf, reservations what was promised: salable = sources + reservations − minimum.
 * `POST /V1/orders` reserves nothing, yet shipping gives a reservation back (+N): salable stays and the shop oversells
 * (magento/inventory#2130). That is Magento's behaviour and the reason why this ledger exists.
 */
export class NotEnoughStock extends Error {}

type Deps = {
  readonly options: Pick<ShopOptions, 'stocks' | 'stores'>;
  readonly products: Table<ProductRow>;
  readonly reservations: Table<Reservation>;
  readonly sequences: Sequences;
};

export class StockRoom {
  readonly #deps: Deps;
  constructor(deps: Deps) {
    this.#deps = deps;
  }

  stockOfWebsite(websiteCode: string): Stock | undefined {
    const { stocks, stores } = this.#deps.options;
    const named = stocks.find(({ websiteCodes }) => websiteCodes.includes(websiteCode));
    const isWebsite = stores.some((store) => store.websiteCode === websiteCode);
    return named ?? (isWebsite ? stocks[0] : undefined);
  }

  stockById(stockId: number): Stock | undefined {
    return this.#deps.options.stocks.find(({ id }) => id === stockId);
  }

  sourceItemsIn(product: ProductRow, stock: Stock): readonly SourceItem[] {
    return product.sources.filter(({ sourceCode }) => stock.sourceCodes.includes(sourceCode));
  }

  reserved(sku: string, stockId: number): number {
    let sum = 0;
    for (const reservation of this.#deps.reservations.values()) {
      if (reservation.sku === sku && reservation.stockId === stockId) sum += reservation.quantity;
    }
    return round4(sum);
  }

  salable(product: ProductRow, stock: Stock): number {
    let onShelf = 0;
    for (const item of this.sourceItemsIn(product, stock)) if (item.status === 1) onShelf += item.quantity;
    return round4(onShelf + this.reserved(product.sku, stock.id) - product.minQty);
  }

  /** Movements of one transaction: checked while it runs, written only when it is kept. */
  plan(store: StoreView, orderId: number): StockPlan {
    const stock = this.stockOfWebsite(store.websiteCode);
    return new StockPlan(this.#deps, stock, orderId);
  }
}

export class StockPlan {
  readonly #deps: Deps;
  readonly #orderId: number;
  readonly #stock: Stock | undefined;
  readonly #changed = new Map<string, ProductRow>();
  readonly #reservations: Omit<Reservation, 'id'>[] = [];

  constructor(deps: Deps, stock: Stock | undefined, orderId: number) {
    this.#deps = deps;
    this.#stock = stock;
    this.#orderId = orderId;
  }

  /** The only source of the stock, else `default`. */
  get defaultSourceCode(): string {
    const codes = this.#stock?.sourceCodes ?? [];
    return codes.length === 1 ? (codes[0] ?? 'default') : 'default';
  }

  productById(productId: number): ProductRow | undefined {
    for (const product of this.#deps.products.values()) {
      if (product.id === productId) return this.#changed.get(product.sku) ?? product;
    }
    return undefined;
  }

  productBySku(sku: string): ProductRow | undefined {
    return this.#changed.get(sku) ?? this.#deps.products.get(sku);
  }

  /** Positive takes from the shelf, negative puts back. Too little is refused, backorders or not. */
  deduct(sku: string, sourceCode: string, quantity: number): void {
    const product = this.productBySku(sku);
    if (product === undefined || !product.manageStock || quantity === 0) return;
    const held = product.sources.find((item) => item.sourceCode === sourceCode);
    const left = round4((held?.quantity ?? 0) - quantity);
    if (held === undefined || left < 0) throw new NotEnoughStock(sku);
    const isEmpty = left === product.minQty && !product.backorders;
    const item: SourceItem = { sourceCode, quantity: left, status: held.status === 0 || isEmpty ? 0 : 1 };
    const sources = product.sources.map((other) => (other.sourceCode === sourceCode ? item : other));
    this.#changed.set(sku, { ...product, sources });
  }

  reserve(sku: string, quantity: number, event: Reservation['event']): void {
    const product = this.productBySku(sku);
    if (this.#stock === undefined || quantity === 0 || product === undefined || !product.manageStock) return;
    this.#reservations.push({
      sku,
      stockId: this.#stock.id,
      quantity: round4(quantity),
      event,
      orderId: this.#orderId,
    });
  }

  commit(): void {
    for (const product of this.#changed.values()) this.#deps.products.put(product.sku, product);
    for (const reservation of this.#reservations) {
      const id = this.#deps.sequences.next('reservation');
      this.#deps.reservations.put(id, { id, ...reservation });
    }
  }
}
