import type { CommerceOrderRef, OrderRef } from '../activities/contract.js';
import type { StandingBlocker } from '../src/domain/blocker.js';
import type { Sku } from '../src/domain/ids.js';
import type { OrderSettings } from '../src/domain/order-settings.js';
import type { OrderSighting } from '../src/domain/order-sighting.js';
import type { TrackedPackage } from '../src/domain/package-progress.js';
import type { RegionCorrection } from '../src/domain/region-correction.js';
import type { TimelineEntry } from '../src/domain/timeline.js';
import type { Cancelling } from './cancel-state.js';
import type { LateRefund } from './late-messages.js';

/** What a blocker stands on that holds up every step, because the account is in no settings any more. */
export const wholeAccount = 'account';

/** What a workflow of an order is started with. Settings travel with the order: it keeps those it began with. */
export type OrderInput = {
  readonly order: OrderRef;
  readonly settings: OrderSettings;
  readonly sighting: OrderSighting;
  /** Nothing bought before this is imported: an order that could not be read at first may turn out to be older. */
  readonly since?: string;
  /** How long a request whose answer was lost may still arrive, after it timed out. */
  readonly resendWaitMs?: number;
  /** So long before its ship-by time an unshipped order is shown as at risk. */
  readonly atRiskLeadMs?: number;
  /** The state of the run before, when this one continues it. */
  readonly carried?: OrderState;
};

/** Plain data, so that it can travel through continue-as-new. Nothing personal. */
export type OrderState = {
  sighting: OrderSighting;
  isVerified: boolean;
  customer: CustomerChoice;
  commerceOrder?: CommerceOrderRef;
  /** An earlier request may have reached Commerce: see createCommerceOrder. */
  maybeSentAt?: string;
  /** An attempt failed in a way that does not tell whether Commerce has the order: it is looked for before the story may end. */
  mayExist?: true;
  /** Commerce refused the invoice when the order was made; it is tried again with the shipments. */
  isInvoiceOwed?: true;
  skuMap: Readonly<Record<string, Sku>>;
  /** An operator's word on where the order goes. */
  region?: RegionCorrection;
  /** What Amazon paid back while the order was open; by the refund's own id. */
  refunds?: readonly LateRefund[];
  packages: readonly TrackedPackage[];
  /** By what is blocked: the `about` of a step. Each waits for itself alone. */
  blockers: Readonly<Record<string, StandingBlocker>>;
  /** Commerce's side of a cancellation at Amazon. */
  cancellation: 'none' | 'lost-to-shipment' | 'held' | 'canceled' | 'closed';
  /** Wishes to cancel, of the buyer's or the operator's. */
  cancelling?: Cancelling;
  shipBy: 'in-time' | 'at-risk' | 'missed';
  /** How often a package was sent again because Amazon accepted it and did not show it. */
  resends: Readonly<Record<string, number>>;
  /** Set while Amazon's latest answer cannot be read, although an earlier one could. */
  latestUnreadableAt?: string;
  skippedBecause?: string;
  /** Nothing is waited for any more, not even for a request that may be under way: nobody is left to make it. */
  isAccountClosed?: true;
  /** Something that an operator should look at although nothing is blocked. */
  attention?: string;
  timeline: readonly TimelineEntry[];
};

export type CustomerChoice =
  | { readonly kind: 'undecided' }
  | { readonly kind: 'guest' }
  | { readonly kind: 'known'; readonly id: number; readonly groupId: number };
