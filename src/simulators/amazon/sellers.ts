import type { StateFile } from '../state-file.js';
import type { SellerOptions } from './simulator-options.js';

/** A seller who authorised an application, and whether the authorisation still stands. */
export type Seller = SellerOptions & { readonly isRevoked: boolean };

const collection = 'sellers';

export class Sellers {
  readonly #state: StateFile;
  readonly #sellers = new Map<string, Seller>();

  constructor({ state, sellers }: { readonly state: StateFile; readonly sellers: readonly SellerOptions[] }) {
    this.#state = state;
    for (const value of state.read(collection).values()) {
      const seller = value as Seller; // our own file
      this.#sellers.set(seller.sellerId, seller);
    }
    // What the caller passes wins over what was kept, except that a revoked seller stays revoked.
    for (const seller of sellers) {
      this.#sellers.set(seller.sellerId, { ...seller, isRevoked: this.find(seller.sellerId)?.isRevoked ?? false });
    }
  }

  find(sellerId: string): Seller | undefined {
    return this.#sellers.get(sellerId);
  }

  list(): readonly Seller[] {
    return [...this.#sellers.values()];
  }

  put(seller: Seller): void {
    this.#sellers.set(seller.sellerId, seller);
    this.#state.put(collection, seller.sellerId, seller);
  }

  hasClient(clientId: string, clientSecret: string): boolean {
    return this.list().some((seller) => seller.clientId === clientId && seller.clientSecret === clientSecret);
  }

  ofRefreshToken(clientId: string, refreshToken: string): Seller | undefined {
    return this.list().find((seller) => seller.clientId === clientId && seller.refreshToken === refreshToken);
  }
}
