import type { PayloadCodec } from '@temporalio/common';
import type { CarrierMap } from '../domain/carrier-map.js';
import type { AccountConversation } from './account-conversation.js';
import type { AccountReports } from './accounts-page/account-report.js';
import type { Buyers } from './buyers/buyers.js';
import type { AddressCorrector } from './correct-address.js';
import type { AccountNewsReader } from './dashboard/account-news.js';
import type { User } from './login/logins.js';
import type { OrderConversation } from './order-conversation.js';
import type { OrderFinder } from './order-finder.js';
import type { OrderIndexReader } from './order-index/order-index.js';
import type { LeadMsOf } from './order-index/ship-by-state.js';
import type { ProblemCode } from './problem.js';

/** Everything that the HTTP server asks; it decides nothing about orders. */
export type HttpDeps = {
  readonly index: OrderIndexReader;
  readonly finder: OrderFinder;
  readonly conversation: OrderConversation;
  readonly correctAddress: AddressCorrector;
  readonly accountConversation: AccountConversation;
  readonly receiveShipment: (delivery: SignedDelivery) => Promise<DeliveryAnswer>;
  /** Ids of the configured accounts, for the filter. */
  readonly accounts: readonly string[];
  /** What the Accounts page shows; absent: no account. */
  readonly accountReports?: AccountReports;
  /** Who may sign in; none: everybody who reaches the address may do everything. */
  readonly users?: readonly User[];
  readonly buyers: Buyers;
  readonly accountNews: AccountNewsReader;
  /** Ids of the marketplaces that the accounts sell in, for the filter. */
  readonly marketplaces?: readonly string[];
  /** How an account's settings translate its shipping system's carriers. */
  readonly carriersOf?: (account: string) => CarrierMap;
  /** Of an account's shipping; absent: as usual. */
  readonly leadMsOf?: LeadMsOf;
  /** Where the Admin of an account's shop begins; undefined: no links. */
  readonly adminUrlOf?: (account: string) => string | undefined;
  /** Where Temporal's own page shows a workflow; absent: no link. */
  readonly temporalUi?: (workflowId: string) => string;
  /** For the Temporal UI; absent: nothing is encrypted, and there is nothing to decode. */
  readonly codec?: CodecAtHand;
  /** Prometheus text. */
  readonly metricsText: () => Promise<string>;
  readonly events: HttpEvents;
  readonly nowMs?: () => number;
};

export type CodecAtHand = {
  readonly codec: PayloadCodec;
  readonly namespace: string;
  /** Where the Temporal UI is; absent: no browser may ask from another address than ours. */
  readonly temporalUiUrl?: string;
};

export interface HttpEvents {
  /** A fault of ours: the client got a 500. `route` is the pattern, never the address, which may hold what somebody typed. */
  requestFailed(failure: { readonly route: string; readonly error: unknown }): void;
}

/** The body as text: the signature covers its very bytes. */
export type SignedDelivery = {
  readonly webhookId?: string | undefined;
  readonly timestamp?: string | undefined;
  readonly signature?: string | undefined;
  readonly body: string;
};

export type DeliveryAnswer =
  | { readonly status: number; readonly body: object }
  | { readonly status: number; readonly code: ProblemCode; readonly detail: string; readonly field?: string };

export type Composed = Required<Omit<HttpDeps, 'temporalUi' | 'codec'>> & Pick<HttpDeps, 'temporalUi' | 'codec'>;
