import type { Finding, FindingLevel } from '../../doctor/finding.js';
import type { HeldReason } from '../../domain/change-permit.js';
import type { CommunicationTrouble } from '../../domain/communication-trouble.js';

/** One account as the Accounts page and `GET /api/accounts` show it. */
export type AccountReport = {
  readonly id: string;
  /** `unknown`: not looked at yet. */
  readonly state: FindingLevel | 'unknown';
  readonly checkedAt: string | null;
  readonly findings: readonly Finding[];
  /** Codes of the roles that Amazon says are missing. */
  readonly missingRoles: readonly string[];
  readonly clientSecretExpiresAt: string | null;
  /** Null: no worker answers, or the account was never read. */
  readonly intake: IntakeReport | null;
  /** Null: as above. */
  readonly changes: ChangesReport | null;
  readonly quotas: readonly QuotaReport[];
  readonly troubles: readonly (CommunicationTrouble & { readonly remedy: string })[];
  readonly settings: readonly { readonly name: string; readonly value: string; readonly source: string }[];
};

export type IntakeReport = {
  readonly holder: string | null;
  readonly readUpTo: string;
  readonly lastSweepAt: string | null;
  readonly newestOrderAt: string | null;
  readonly waiting: number;
  readonly paused: Paused | null;
  /** The look for shipments made in Commerce. */
  readonly commerce: { readonly readUpTo: string; readonly paused: Paused | null };
};

type Paused = { readonly since: string; readonly sentence: string; readonly remedy: string };

/** Whether anything may be changed for the account, at Amazon and in Commerce. */
export type ChangesReport = {
  readonly held: HeldReason | null;
  readonly sentence: string;
  /** What an operator can do about it. */
  readonly canLift: boolean;
  readonly canAcceptShop: boolean;
};

export type QuotaReport = {
  readonly operation: string;
  readonly tokens: number;
  readonly burst: number;
  readonly perHour: number;
  /** Amazon's own word; null: as documented. */
  readonly grantedPerSecond: number | null;
};

export type AccountReports = () => Promise<readonly AccountReport[]>;
