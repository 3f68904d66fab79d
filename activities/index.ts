import type { CommerceOf, RemotesOf } from './account-remotes.js';
import { cancelAmazonOrder } from './cancel-amazon-order.js';
import { cancelCommerceOrder } from './cancel-commerce-order.js';
import { confirmAmazonShipment, lookForAmazonPackage } from './confirm-amazon-shipment.js';
import type { Activities } from './contract.js';
import { createCommerceCustomer } from './create-commerce-customer.js';
import { createCommerceOrder } from './create-commerce-order.js';
import { creditAmazonRefund } from './credit-amazon-refund.js';
import { holdCommerceOrder, liftCommerceHold } from './hold-commerce-order.js';
import { lookForCommerceOrder } from './look-for-commerce-order.js';
import { readAmazonOrder } from './read-amazon-order.js';
import { shipCommerceOrder } from './ship-commerce-order.js';
import { trackLatePackage } from './track-late-package.js';

export type AmazonActivityDeps = {
  readonly remotesOf: RemotesOf;
  readonly nowMs: () => number;
  readonly sleep: (ms: number) => Promise<void>;
};

/** Those that need Amazon, or what was just read from it: they run where the seller's quota is held. */
export const createAmazonActivities = (deps: AmazonActivityDeps) =>
  ({
    readAmazonOrder: readAmazonOrder(deps),
    createCommerceCustomer: createCommerceCustomer(deps),
    createCommerceOrder: createCommerceOrder(deps),
    lookForCommerceOrder: lookForCommerceOrder(deps),
    confirmAmazonShipment: confirmAmazonShipment(deps),
    lookForAmazonPackage: lookForAmazonPackage(deps),
    cancelAmazonOrder: cancelAmazonOrder(deps),
  }) satisfies Partial<Activities>;

/** Those that need Commerce alone. */
export const createCommerceActivities = (deps: { readonly commerceOf: CommerceOf }) =>
  ({
    shipCommerceOrder: shipCommerceOrder(deps),
    cancelCommerceOrder: cancelCommerceOrder(deps),
    holdCommerceOrder: holdCommerceOrder(deps),
    liftCommerceHold: liftCommerceHold(deps),
    trackLatePackage: trackLatePackage(deps),
    creditAmazonRefund: creditAmazonRefund(deps),
  }) satisfies Partial<Activities>;
