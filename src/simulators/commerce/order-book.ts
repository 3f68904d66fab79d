import type { StateFile } from '../state-file.js';
import { type Fields, textOf } from './json.js';
import type { OrderRow } from './rows.js';
import { Table } from './table.js';

/** The orders, with the one unique key that Magento gives them. */
export class OrderBook {
  readonly #rows: Table<OrderRow>;
  readonly #idsByNumber = new Map<string, number>();

  constructor(state: StateFile) {
    this.#rows = new Table<OrderRow>('orders', state);
    for (const row of this.#rows.values()) this.#index(row);
  }

  get(entityId: number): OrderRow | undefined {
    return this.#rows.get(entityId);
  }

  put(row: OrderRow): void {
    this.#rows.put(row.entityId, row);
    this.#index(row);
  }

  values(): Iterable<OrderRow> {
    return this.#rows.values();
  }

  /** A row for (increment_id, store_id), case ignored; a NULL store escapes the key. */
  withNumber(fields: Fields): OrderRow | undefined {
    const key = numberKey(fields);
    const id = key === undefined ? undefined : this.#idsByNumber.get(key);
    return id === undefined ? undefined : this.#rows.get(id);
  }

  /** By number or by id, for people and tests. */
  find(reference: string): OrderRow | undefined {
    for (const row of this.#rows.values()) if (textOf(row.fields, 'increment_id') === reference) return row;
    return /^\d+$/.test(reference) ? this.#rows.get(Number(reference)) : undefined;
  }

  #index(row: OrderRow): void {
    const key = numberKey(row.fields);
    if (key !== undefined) this.#idsByNumber.set(key, row.entityId);
  }
}

function numberKey(fields: Fields): string | undefined {
  const storeId = fields['store_id'];
  const number = fields['increment_id'];
  if (typeof storeId !== 'number' || typeof number !== 'string') return undefined;
  return `${storeId} ${number.toLowerCase()}`;
}
