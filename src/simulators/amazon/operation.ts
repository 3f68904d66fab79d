import type { Answer } from './error-list.js';
import type { Seller } from './sellers.js';
import type { OperationName } from './usage-plans.js';

/** A call that passed the door: authenticated, within its quota, not hit by a fault. */
export type Call = {
  /** Absent in grantless calls. */
  readonly seller: Seller | undefined;
  readonly applicationId: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly rawBody: string;
  /** Where this simulator is reached, for links to itself. */
  readonly baseUrl: string;
};

/** Calls for a seller: the door has made sure that there is one. */
export type SellerCall = Call & { readonly seller: Seller };

type Common = {
  readonly name: OperationName;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  /** The marketplaces that a call is about: with the ids in its path and the seller, what a fault may name as subject. */
  readonly marketplacesOf?: (call: Call) => readonly string[];
};
export type Operation = Common &
  (
    | { readonly grant: 'seller'; readonly handle: (call: SellerCall) => Answer }
    | { readonly grant: 'grantless'; readonly handle: (call: Call) => Answer }
  );
