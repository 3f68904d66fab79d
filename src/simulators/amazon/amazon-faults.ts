import { type Faults, type FaultTarget, wireFaultKinds } from '../faults.js';
import {
  type Answer,
  accessDenied,
  accessTokenExpired,
  accessTokenInvalid,
  internalFailure,
  quotaExceeded,
  serviceUnavailable,
} from './error-list.js';
import { invalidClient, invalidGrant } from './token-endpoint.js';

/** Kinds that only Amazon can play. The wire's own (`status`, `cut-connection`, …) come first. */
export const amazonFaultKinds = [
  ...wireFaultKinds,
  // Refusals before anything is done; `token-…` hit any operation, the two `invalid-…` the operation `token`.
  'throttled', //            429 QuotaExceeded, without the rate header, whatever the bucket holds
  'internal-failure', //     500 InternalFailure
  'service-unavailable', //  503 with Amazon's own error body
  'token-expired', //        403 "The access token you provided has expired."
  'token-revoked', //        403 "… is revoked, malformed or invalid."
  'marketplace-forbidden', // 403; the subject is a marketplace id
  'invalid-grant', //        400 invalid_grant
  'invalid-client', //       401 invalid_client
  // Played by the operation itself.
  'dropped-204', //          confirmShipment answers 204 and does nothing
  'expired-page-token', //   searchOrders refuses the page token
  'feed-cancelled', //       createFeed's feed ends CANCELLED, nothing is applied
  'feed-fatal', //           … ends FATAL after its first message was applied
  'feed-line-refused', //    the report refuses the line; the subject is an order id
  // Operation ORDER_CHANGE: what happens to a notification on its way; the subject is an order id.
  'notification-lost',
  'notification-duplicated',
  'notification-delayed', // by `delayMs`
  'notification-reordered', // delivered after the next one
  'notification-item-level', // one notification per item instead of one per order
  'notification-null-times',
] as const;
export type AmazonFaultKind = (typeof amazonFaultKinds)[number];
export type AmazonFaults = Faults<AmazonFaultKind>;

const refusals: ReadonlyMap<AmazonFaultKind, Answer> = new Map([
  ['throttled', quotaExceeded],
  ['internal-failure', internalFailure],
  ['service-unavailable', serviceUnavailable],
  ['token-expired', accessTokenExpired],
  ['token-revoked', accessTokenInvalid],
  ['marketplace-forbidden', accessDenied],
  ['invalid-grant', invalidGrant],
  ['invalid-client', invalidClient],
]);
const refusalKinds = [...refusals.keys()];

export function takeRefusal(faults: AmazonFaults, target: FaultTarget): Answer | undefined {
  const fault = faults.take(refusalKinds, target);
  if (fault === undefined) return undefined;
  const refusal = refusals.get(fault.kind);
  return refusal === undefined ? undefined : { ...refusal, fault: fault.kind };
}
