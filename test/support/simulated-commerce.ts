import { askControl, type FaultSpec, type LedgerEntry, type PlayedFault } from './ask-control.js';

/** One Commerce order with its documents, as the shop's own books have it. */
export type CommerceTruth = {
  readonly order: {
    readonly entity_id: number;
    readonly increment_id: string;
    readonly ext_order_id: string;
    readonly store_id: number;
    readonly state: string;
    readonly status: string;
    readonly grand_total: number;
    readonly subtotal: number;
    readonly tax_amount: number;
    readonly shipping_amount: number;
    readonly discount_amount: number;
    readonly order_currency_code: string;
    readonly customer_id?: number;
    readonly customer_is_guest: number;
    readonly customer_email: string;
    readonly customer_firstname: string;
    readonly customer_lastname: string;
    readonly billing_address: CommerceAddressTruth;
    readonly items: readonly {
      readonly item_id: number;
      readonly sku: string;
      readonly qty_ordered: number;
      readonly row_total: number;
      readonly row_total_incl_tax?: number;
    }[];
    readonly extension_attributes: {
      readonly shipping_assignments: readonly { readonly shipping: { readonly address: CommerceAddressTruth } }[];
    };
  };
  readonly invoices: readonly { readonly grand_total: number }[];
  readonly shipments: readonly {
    readonly entity_id: number;
    readonly items: readonly { readonly sku?: string; readonly order_item_id: number; readonly qty: number }[];
    readonly tracks: readonly { readonly track_number: string; readonly carrier_code: string }[];
  }[];
  readonly creditmemos: readonly unknown[];
  readonly comments: readonly { readonly comment: string | null; readonly entity_name: string }[];
};

export type CommerceAddressTruth = {
  readonly firstname: string;
  readonly lastname: string;
  readonly street: readonly string[];
  readonly city: string;
  readonly region?: string;
  readonly region_id?: number;
  readonly country_id: string;
  readonly postcode: string;
};

type Track = { readonly carrierCode: string; readonly title: string; readonly number: string };

/** The shop from its own side: its books, its Admin, and what goes wrong in it. */
export class SimulatedCommerce {
  readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  orders = (): Promise<readonly CommerceTruth[]> => this.#ask('/orders');
  mails = (): Promise<readonly unknown[]> => this.#ask('/mails');
  customers = (): Promise<readonly { readonly id: number; readonly email: string }[]> => this.#ask('/customers');
  ledger = (operation?: string): Promise<readonly LedgerEntry[]> =>
    this.#ask(operation === undefined ? '/ledger' : `/ledger?operation=${operation}`);
  fault = (spec: FaultSpec): Promise<{ readonly id: string }> => this.#ask('/faults', spec);
  /** How many calls it has met: one that nobody met proves nothing. */
  async hitsOf({ id }: { readonly id: string }): Promise<number> {
    const faults = await this.#ask<readonly PlayedFault[]>('/faults');
    return faults.find((fault) => fault.id === id)?.hits ?? 0;
  }
  addProduct = (sku: string): Promise<unknown> => this.#ask('/products', { sku, name: sku, qty: 1_000 });
  changeProduct = (sku: string, changes: Readonly<Record<string, unknown>>): Promise<unknown> =>
    this.#ask('/products/change', { sku, ...changes });
  shipAsAdmin = (
    orderNumber: string,
    shipment: {
      readonly tracks?: readonly Track[];
      readonly items?: readonly { readonly orderItemId: number; readonly qty: number }[];
    },
  ): Promise<{ readonly shipmentId: number }> => this.#ask('/admin/ship', { orderId: orderNumber, ...shipment });
  /** What a copy of a shop is given first; `null`: the address under which it is asked. */
  setBaseUrl = (url: string | null): Promise<unknown> => this.#ask('/admin/base-url', { url });
  addTrackAsAdmin = (shipmentId: number, track: Track): Promise<unknown> =>
    this.#ask('/admin/track', { shipmentId, ...track });

  async ordersOf(amazonOrderId: string): Promise<readonly CommerceTruth[]> {
    return (await this.orders()).filter(({ order }) => order.ext_order_id === amazonOrderId);
  }

  /** The one order there is for it; two are what must never be. */
  async onlyOrderOf(amazonOrderId: string): Promise<CommerceTruth> {
    const [only, ...others] = await this.ordersOf(amazonOrderId);
    if (only === undefined || others.length > 0) {
      throw new Error(`Commerce has ${only === undefined ? 'no order' : `${others.length + 1} orders`} for it`);
    }
    return only;
  }

  #ask<Answer>(path: string, body?: unknown): Promise<Answer> {
    return askControl<Answer>(`${this.url}/_control${path}`, body === undefined ? {} : { body });
  }
}
