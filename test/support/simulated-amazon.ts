import { randomInt } from 'node:crypto';
import { askControl, type FaultSpec, type LedgerEntry, type PlayedFault } from './ask-control.js';

/** What a buyer orders; the rest is filled up to an ordinary order of one blue mug in the United States. */
export type Purchase = {
  readonly amazonOrderId?: string;
  readonly sellerId?: string;
  readonly marketplaceId?: string;
  readonly fulfilledBy?: 'MERCHANT' | 'AMAZON';
  readonly status?: string;
  readonly items?: readonly Readonly<Record<string, unknown>>[];
  readonly currency?: string;
  readonly buyer?: Readonly<Record<string, string>> | null;
  readonly address?: Readonly<Record<string, unknown>> | null;
  readonly raw?: Readonly<Record<string, unknown>>;
  readonly purchasedAt?: string;
  readonly neverListed?: boolean;
  readonly shipBy?: string;
  readonly programs?: readonly string[];
  readonly regulated?: string;
};

export type AmazonTruth = {
  readonly status: string;
  readonly items: readonly {
    readonly orderItemId: string;
    readonly sku: string;
    readonly quantityOrdered: number;
    readonly quantityCancelled: number;
  }[];
  readonly packages: readonly {
    readonly packageReferenceId: string;
    readonly carrier: string;
    readonly trackingNumber: string;
    readonly madeBy: string;
    readonly items: readonly { readonly orderItemId: string; readonly quantity: number }[];
  }[];
  readonly confirmations: readonly { readonly receivedCount: number; readonly appliedCount: number }[];
  readonly wire: {
    readonly proceeds?: { readonly grandTotal: { readonly amount: string; readonly currencyCode: string } };
  };
};

export const usMarketplace = 'ATVPDKIKX0DER';

export const mug = { sku: 'MUG-BLUE', title: 'Blue mug', quantity: 1, unitPrice: '24.99', tax: '2.06' };
export const plate = { sku: 'PLATE-WHITE', title: 'White plate', quantity: 1, unitPrice: '18.50', tax: '1.53' };

export const addressInTexas = {
  name: 'Jane Doe',
  addressLine1: '1 Main St',
  city: 'Austin',
  stateOrRegion: 'TX',
  postalCode: '78701',
  countryCode: 'US',
  phone: '5125550100',
};

/** Drawn before the order is bought, so that a fault can wait for it. */
export const newAmazonOrderId = (): string => `902-${digits()}-${digits()}`;
const digits = (): string => String(randomInt(1e7)).padStart(7, '0');

/** Amazon from the side that nobody but a test sees: what buyers and Amazon itself do there. */
export class SimulatedAmazon {
  readonly url: string;
  readonly #sellerId: string;

  constructor(url: string, sellerId: string) {
    this.url = url;
    this.#sellerId = sellerId;
  }

  async buy(purchase: Purchase = {}): Promise<string> {
    const order = {
      amazonOrderId: newAmazonOrderId(),
      sellerId: this.#sellerId,
      marketplaceId: usMarketplace,
      fulfilledBy: 'MERCHANT',
      status: 'UNSHIPPED',
      items: [mug],
      buyer: { name: 'Jane Doe', email: 'k3v1@marketplace.amazon.com' },
      address: addressInTexas,
      // Far enough away that no order of a test asks for attention because its time runs out.
      shipBy: new Date(Date.now() + 3 * dayMs).toISOString(),
      ...purchase,
    };
    const { amazonOrderId } = await this.#ask<{ readonly amazonOrderId: string }>('/orders', { body: order });
    return amazonOrderId;
  }

  moveTo = (id: string, status: string): Promise<unknown> => this.#ask(`/orders/${id}/status`, { body: { status } });
  cancel = (id: string, by = 'BUYER', more: { readonly force?: boolean } = {}): Promise<unknown> =>
    this.#ask(`/orders/${id}/cancel`, { body: { by, ...more } });
  tip = (id: string, amount: string): Promise<unknown> => this.#ask(`/orders/${id}/tip`, { body: { amount } });
  refund = (id: string, refund: Readonly<Record<string, unknown>>): Promise<unknown> =>
    this.#ask(`/orders/${id}/refund`, { body: refund });
  /** In Seller Central, past every system of ours. */
  ship = (id: string, packages: readonly Readonly<Record<string, unknown>>[]): Promise<unknown> =>
    this.#ask(`/orders/${id}/ship`, { body: { packages } });
  askToCancel = (id: string): Promise<unknown> => this.#ask(`/orders/${id}/buyer-cancel-request`, { body: {} });
  /** Laid over what Amazon shows of the order; `null` heals it. */
  distort = (id: string, raw: Readonly<Record<string, unknown>> | null): Promise<unknown> =>
    this.#ask(`/orders/${id}/raw`, { body: { raw } });
  truth = (id: string): Promise<AmazonTruth> => this.#ask(`/orders/${id}`);
  fault = (spec: FaultSpec): Promise<{ readonly id: string }> => this.#ask('/faults', { body: spec });
  /** How many calls it has met: one that nobody met proves nothing. */
  async hitsOf({ id }: { readonly id: string }): Promise<number> {
    const { faults } = await this.#ask<{ readonly faults: readonly PlayedFault[] }>('/faults');
    return faults.find((fault) => fault.id === id)?.hits ?? 0;
  }
  expireTokens = (): Promise<unknown> => this.#ask(`/sellers/${this.#sellerId}/expire-tokens`, { body: {} });

  async ledger(operation?: string): Promise<readonly LedgerEntry[]> {
    const { entries } = await this.#ask<{ readonly entries: readonly LedgerEntry[] }>(
      operation === undefined ? '/ledger' : `/ledger?operation=${operation}`,
    );
    return entries;
  }

  #ask<Answer>(path: string, request: { readonly body?: unknown } = {}): Promise<Answer> {
    return askControl<Answer>(`${this.url}/_control${path}`, request);
  }
}

const dayMs = 24 * 3_600_000;
