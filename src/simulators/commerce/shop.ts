import type { StateFile } from '../state-file.js';
import { Catalogue } from './catalogue.js';
import { textOf } from './json.js';
import { MailBox } from './mail-box.js';
import type { ShopOptions, StoreView } from './options.js';
import { OrderBook } from './order-book.js';
import { deriveState } from './order-state.js';
import { notFound } from './rest-error.js';
import type { CustomerRow, Mail, OrderRow, ProductRow, Reservation } from './rows.js';
import { type StockPlan, StockRoom } from './stock.js';
import { Sequences, Table } from './table.js';

/** One Commerce installation: its tables and the rules that every save goes through. Knows no HTTP. */
export class Shop {
  readonly options: ShopOptions;
  readonly orders: OrderBook;
  readonly customers: Table<CustomerRow>;
  readonly reservations: Table<Reservation>;
  readonly catalogue: Catalogue;
  readonly stockRoom: StockRoom;
  readonly mailBox: MailBox;
  readonly sequences: Sequences;
  /** As the Admin has set it; else the address under which the shop is asked. */
  baseUrl: string | undefined;
  readonly #nowMs: () => number;

  constructor(deps: { readonly options: ShopOptions; readonly state: StateFile; readonly nowMs: () => number }) {
    const { options, state } = deps;
    this.options = options;
    this.#nowMs = deps.nowMs;
    this.sequences = new Sequences(state);
    this.orders = new OrderBook(state);
    this.customers = new Table<CustomerRow>('customers', state);
    this.reservations = new Table<Reservation>('reservations', state);
    const products = new Table<ProductRow>('products', state);
    this.catalogue = new Catalogue({ products, sequences: this.sequences, now: () => this.now() });
    this.stockRoom = new StockRoom({ options, products, reservations: this.reservations, sequences: this.sequences });
    this.mailBox = new MailBox({
      mails: new Table<Mail>('mails', state),
      sequences: this.sequences,
      now: () => this.now(),
      commentCopyTo: options.commentCopyTo,
    });
    // What the state file remembers wins: a product that was disabled stays disabled over a restart.
    for (const product of options.products) if (products.get(product.sku) === undefined) this.catalogue.put(product);
  }

  /** UTC, whole seconds: as the database writes it. */
  now(): string {
    return new Date(this.#nowMs()).toISOString().slice(0, 19).replace('T', ' ');
  }

  /** For the simulator's own books, which nobody takes for the shop's. */
  nowInMilliseconds(): string {
    return new Date(this.#nowMs()).toISOString();
  }

  storeById(id: number): StoreView | undefined {
    return this.options.stores.find((store) => store.id === id);
  }

  storeByCode(code: string): StoreView | undefined {
    return this.options.stores.find((store) => store.code === code);
  }

  get defaultStore(): StoreView {
    const [first] = this.options.stores;
    if (first === undefined) throw new Error('a shop has at least one store view');
    return first;
  }

  storeOf(order: OrderRow): StoreView {
    return this.storeById(Number(order.fields['store_id'])) ?? this.defaultStore;
  }

  order(entityId: number): OrderRow {
    const row = this.orders.get(entityId);
    if (row === undefined) throw notFound();
    return row;
  }

  customerMailOf(order: OrderRow): string {
    return textOf(order.fields, 'customer_email');
  }

  /**
   * One transaction on one order: the row is cloned, changed, its state derived, and kept whole. Whatever throws leaves
   * nothing behind. Requests run one after another, which is what the order's row lock does to parallel repeats.
   */
  changeOrder<Result>(entityId: number, change: (draft: OrderRow, stock: StockPlan) => Result): Result {
    const draft = structuredClone(this.order(entityId));
    const stock = this.stockRoom.plan(this.storeOf(draft), entityId);
    const result = change(draft, stock);
    deriveState(draft, this.options);
    draft.fields['updated_at'] = this.now();
    stock.commit();
    this.orders.put(draft);
    return result;
  }

  /** The same without saving the order itself: late tracks and addresses leave `updated_at` alone. */
  changeBesideOrder<Result>(entityId: number, change: (draft: OrderRow) => Result): Result {
    const draft = structuredClone(this.order(entityId));
    const result = change(draft);
    this.orders.put(draft);
    return result;
  }
}
