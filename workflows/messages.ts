import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { OrderRef } from '../activities/contract.js';
import type { AmazonStatus } from '../src/domain/amazon-status.js';
import type { StandingBlocker } from '../src/domain/blocker.js';
import type { CancellationAnswer } from '../src/domain/cancellation-line.js';
import type { CommerceOrderNumber, PackageId, Sku } from '../src/domain/ids.js';
import type { Money } from '../src/domain/money.js';
import type { OrderSighting, SightedLine } from '../src/domain/order-sighting.js';
import type { OrderStatus } from '../src/domain/order-status.js';
import type { PackageProgress } from '../src/domain/package-progress.js';
import type { RegionCorrection } from '../src/domain/region-correction.js';
import type { ShipmentPackage } from '../src/domain/shipment-package.js';
import type { TimelineEntry } from '../src/domain/timeline.js';

/** Amazon has verified the payment. May come first, twice, or late. */
export const verified = defineSignal<[OrderSighting]>('verified');
/** One package left. May come before `verified`, and twice. */
export const shipped = defineSignal<[ShipmentPackage]>('shipped');
/** Amazon says something new of the order: cancelled, shipped by somebody else, a buyer who wants to cancel. */
export const amazonChanged = defineSignal<[OrderSighting]>('amazonChanged');
/** What blocked the order may be gone: try now. */
export const causeGone = defineSignal('causeGone');
/** The account is in no settings any more: nothing is sent before `causeGone` says that it is back. */
export const accountRemoved = defineSignal('accountRemoved');

/** An operator has closed the removed account: the order ends here, whatever was open. */
export const accountClosed = defineSignal<[Operator]>('accountClosed');

/** Every update answers what became of it; a refusal comes as an ApplicationFailure of type `Refused` from the validator. */
export const retryNow = defineUpdate<UpdateAnswer, [Operator]>('retryNow');
export const skip = defineUpdate<UpdateAnswer, [Operator & { readonly reason: string }]>('skip');
export const mapSku = defineUpdate<UpdateAnswer, [Operator & { readonly from: string; readonly to: Sku }]>('mapSku');
export const confirmAgain = defineUpdate<UpdateAnswer, [Operator & { readonly packageId: PackageId }]>('confirmAgain');
/** Asks Amazon to cancel the whole order. `reason` is one of Amazon's codes; the validator refuses any other. */
export const cancel = defineUpdate<UpdateAnswer, [Operator & { readonly reason: string }]>('cancel');
/** The buyer's wish to cancel is not followed: the order goes on. */
export const declineCancel = defineUpdate<UpdateAnswer, [Operator & { readonly reason?: string }]>('declineCancel');

/** What became of a cancellation at Amazon, from the workflow of the account. May come twice, and late. */
export const cancelAnswered = defineSignal<[CancellationAnswer]>('cancelAnswered');
/** Country and region in ISO codes. What is more personal than that is corrected in Commerce itself, past every history. */
export const correctRegion = defineUpdate<UpdateAnswer, [Operator & RegionCorrection]>('correctRegion');

export const order = defineQuery<OrderView>('order');

/** Who acted: a role or a login name of the operator's, chosen by them. */
export type Operator = { readonly actor: string };
export type UpdateAnswer = { readonly status: OrderStatus; readonly note: string };

/** What the workflow knows of its order; nothing personal. */
export type OrderView = {
  readonly order: OrderRef;
  readonly status: OrderStatus;
  readonly amazonStatus: AmazonStatus;
  readonly fulfilledBy: 'FBM' | 'FBA';
  readonly purchasedAt: string;
  readonly shipBy?: string;
  readonly deliverBy?: string;
  readonly total?: Money;
  readonly commerceOrderNumber?: CommerceOrderNumber;
  /** Commerce's own id of it, which addresses of its Admin want. */
  readonly commerceEntityId?: number;
  readonly blocker?: StandingBlocker;
  readonly needsAttention: boolean;
  /** As Amazon shows it, declined or not. */
  readonly buyerRequestsCancel?: true;
  /** The buyer: somebody has to decide. The operator: Amazon is asked, and has not said Canceled yet. */
  readonly cancelOpen?: 'buyer' | 'operator';
  readonly note?: string;
  readonly lines: readonly SightedLine[];
  readonly packages: readonly (ShipmentPackage & PackageProgress)[];
  readonly timeline: readonly TimelineEntry[];
};
