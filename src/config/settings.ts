import type { EncryptionKey } from '../domain/encryption-key.js';
import type { AccountId, MarketplaceId, SellerId, Sku } from '../domain/ids.js';
import type { OperatorRole } from '../domain/operator.js';
import type { OrderSettings } from '../domain/order-settings.js';
import type { PasswordHash } from '../domain/password-hash.js';

/** What `waybill.yaml` says, checked and with every default filled in. `docs/settings.md` explains each one. */
export type Settings = {
  /** Absent: the caller decides whether an embedded server may stand in. */
  readonly temporal?: TemporalSettings;
  readonly http: HttpSettings;
  readonly accounts: readonly AccountSettings[];
};

export type TemporalSettings = {
  readonly address: string;
  readonly namespace: string;
  /** Temporal's own pages, for links. */
  readonly uiUrl?: string | undefined;
  /** Absent: payloads stand in Temporal as they are. */
  readonly encryption?: EncryptionSettings | undefined;
};

export type EncryptionSettings = {
  /** The first one writes, all of them read. */
  readonly keys: readonly { readonly id: string; readonly key: EncryptionKey }[];
  /** Also reads what was written before encryption was switched on. */
  readonly acceptClear: boolean;
};

export type HttpSettings = {
  readonly host: string;
  readonly port: number;
  /** A port written in the file is meant; a default one may give way to the next free one. */
  readonly isPortBinding: boolean;
  readonly indexDays: number;
  /** None: the address is of this very machine, and whoever sits at it may do everything. */
  readonly users: readonly UserSettings[];
};

export type UserSettings = {
  readonly name: string;
  readonly passwordHash: PasswordHash;
  readonly roles: readonly OperatorRole[];
};

export type AccountSettings = {
  readonly id: AccountId;
  readonly amazon: AmazonSettings;
  readonly commerce: CommerceSettings;
  readonly orders: OrderSettings & ImportSettings & RefundSettings;
  readonly shipping: ShippingSettings;
  /** Amazon's SKU to Commerce's, where the two differ. */
  readonly skuMap: Readonly<Record<string, Sku>>;
};

export const amazonRegions = ['na', 'eu', 'fe'] as const;
export type AmazonRegion = (typeof amazonRegions)[number];

export type AmazonSettings = {
  readonly sellerId: SellerId;
  readonly region: AmazonRegion;
  readonly endpoint: string;
  readonly lwaEndpoint: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
  /** As the Developer Console shows it; Amazon tells no program. */
  readonly clientSecretExpiresAt?: string;
  readonly marketplaces: readonly MarketplaceId[];
  readonly notifications?: NotificationSettings;
  /** `put` is a call that Amazon publishes and withdraws; where it is not offered, the feed does it. */
  readonly cancelBy: 'feed' | 'put';
  /** No cancellation feed sooner after the last one: Amazon takes one in two minutes. */
  readonly cancelFeedIntervalMs: number;
};

export type NotificationSettings = { readonly queueUrl: string; readonly region: string; readonly endpoint?: string };

export type CommerceSettings = {
  /** Without `/rest` and without a slash at its end. */
  readonly baseUrl: string;
  /** Where the shop's own pages for its staff begin, for links; secret keys in their addresses must be off. */
  readonly adminUrl?: string | undefined;
  readonly storeViewCode: string;
  /** By marketplace, where one has a store view of its own. */
  readonly storeViews: Readonly<Record<string, string>>;
  readonly auth: CommerceAuth;
  /** `basic`: what a database of three bytes to a character can hold. */
  readonly characters: 'basic' | 'all';
  /** So often it is asked whether what blocks orders is gone. */
  readonly probeSeconds: number;
  /** No second request for the same order before this has passed, when Commerce draws the numbers and the first one is unanswered. */
  readonly minimumResendWaitMs: number;
};

export type CommerceAuth =
  | {
      readonly kind: 'oauth1';
      readonly consumerKey: string;
      readonly consumerSecret: string;
      readonly token: string;
      readonly tokenSecret: string;
    }
  | { readonly kind: 'bearer'; readonly token: string }
  | {
      readonly kind: 'ims';
      readonly clientId: string;
      readonly clientSecret: string;
      readonly orgId: string;
      readonly scope: string;
      readonly tokenEndpoint: string;
    };

export type ImportSettings = { readonly import: boolean; readonly since?: string };

export type RefundSettings = {
  /** What becomes of money that Amazon pays back. */
  readonly refunds: 'ignore' | 'creditmemo';
  /** How often Amazon is asked for it. */
  readonly refundSweepMs: number;
};

export type ShippingSettings = {
  /** Several while they are being rotated; none: the webhook refuses everything for this account. */
  readonly webhookSecrets: readonly string[];
  readonly carriers: Readonly<Record<string, CarrierSettings>>;
  /** The inventory source that shipments are taken from; absent: Commerce's own choice. */
  readonly sourceCode?: string;
  /** How often Commerce is asked for shipments that were made inside it. */
  readonly sweepIntervalMs: number;
  /** So long before its ship-by time an unshipped order is shown as at risk. */
  readonly atRiskLeadMs: number;
};

export type CarrierSettings = {
  /** As Seller Central spells it. */
  readonly carrierCode: string;
  /** Always there when the code is `Other`. */
  readonly carrierName?: string;
  readonly shippingMethod?: string;
  /** The carrier's code in Commerce, where it is not the one that Waybill would choose. */
  readonly commerceCarrierCode?: string;
};
