import type { Blocker } from '../../domain/blocker.js';
import type { GatewayReport } from '../../domain/gateway-report.js';
import type { Backlog, ReadPeriod, RereadReason } from '../../domain/reading-progress.js';

/** What an account's workflow says of its intake, and the holder of its lease of Amazon's quotas. */
export type AccountNews = {
  readonly accountId: string;
  readonly state?: IntakeState;
  readonly gateway?: GatewayReport;
};

/** The part of an account's state that operators look at every day. */
export type IntakeState = {
  readonly cursors: { readonly FBM: string; readonly FBA: string };
  readonly lastSweepAt?: string;
  /** When the next page may be read. */
  readonly nextCallAt?: string;
  readonly paused?: Blocker;
  readonly rereads: readonly (ReadPeriod & { readonly why: RereadReason })[];
  readonly backlog?: Backlog;
  readonly window?: { readonly pageToken?: string };
};

/** Answers at once with what is known; pages that look at it keep it fresh, and nobody else. */
export interface AccountNewsReader {
  current(): { readonly version: number; readonly accounts: readonly AccountNews[] };
}

type Deps = {
  readonly ask: (accountId: string) => Promise<AccountNews>;
  readonly accounts: readonly string[];
  readonly nowMs: () => number;
};

/** A query is a billable action: however many pages refresh, each account is asked this often at most. */
const askEveryMs = 15_000;

export function createAccountNews({ ask, accounts, nowMs }: Deps): AccountNewsReader {
  let known: readonly AccountNews[] = [];
  let version = 0;
  let askedAtMs = Number.NEGATIVE_INFINITY;
  let isAsking = false;
  const refresh = async (): Promise<void> => {
    const fresh = await Promise.all(accounts.map((id) => ask(id).catch(() => ({ accountId: id }))));
    if (JSON.stringify(fresh) !== JSON.stringify(known)) version += 1;
    known = fresh;
  };
  return {
    current: () => {
      if (!isAsking && nowMs() >= askedAtMs + askEveryMs) {
        isAsking = true;
        askedAtMs = nowMs();
        void refresh().finally(() => {
          isAsking = false;
        });
      }
      return { version, accounts: known };
    },
  };
}
