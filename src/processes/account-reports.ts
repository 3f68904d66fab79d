import { changesText, permitOf } from '../../workflows/account-changes.js';
import type { AccountState } from '../../workflows/account-state.js';
import type { AccountSettings } from '../config/settings.js';
import { type SettingShown, settingsWithSource } from '../config/written-settings.js';
import { type Finding, worstOf } from '../doctor/finding.js';
import { type Intake, readIntake } from '../doctor/read-intake.js';
import { remedyOf, sentenceOf } from '../domain/blocker.js';
import { mergeTroubles, remedyOfTrouble } from '../domain/communication-trouble.js';
import type {
  AccountReport,
  AccountReports,
  ChangesReport,
  IntakeReport,
} from '../http/accounts-page/account-report.js';
import { keptFor } from '../remote/kept-for.js';
import type { TemporalConnection } from '../temporal/connection.js';
import { examine } from './account-examination.js';

/** A look costs some calls to Amazon and Commerce; how fresh the intake is costs one question to Temporal. */
const lookKeptMs = 5 * 60_000;
const intakeKeptMs = 3_000;

type Deps = {
  readonly temporal: TemporalConnection;
  readonly accounts: readonly AccountSettings[];
  readonly nowMs: () => number;
  /** Where the settings were read from; absent: they are the sample's. */
  readonly settingsFile?: { readonly path: string; readonly env: Readonly<Record<string, string | undefined>> };
};

/** The page answers at once with what is known, and a look under way shows at the next refresh. */
export function accountReports({ temporal, accounts, nowMs, settingsFile }: Deps): {
  readonly reports: AccountReports;
  /** Something was done to the account: what was asked before says no longer how things are. */
  readonly changed: (accountId: string) => void;
} {
  const shown = settingsFile === undefined ? new Map() : settingsWithSource(settingsFile.path, settingsFile.env);
  const watched = accounts.map((settings) => ({
    settings,
    settingsShown: shown.get(settings.id) ?? [],
    look: lastLook(settings, temporal, nowMs),
    intake: keptFor(intakeKeptMs, nowMs, () => readIntake(temporal.client, settings.id)),
  }));
  return {
    reports: () =>
      Promise.all(
        watched.map(async ({ settings, settingsShown, look, intake }) =>
          reportOf(settings, { settingsShown, look: look(), intake: await intake().catch(() => unanswered) }),
        ),
      ),
    changed: (accountId) => watched.find(({ settings }) => settings.id === accountId)?.intake.forget(),
  };
}

const unanswered: Intake = { lease: undefined, state: 'no-answer' };
type Look = { readonly atMs: number; readonly findings: readonly Finding[] };

function lastLook(settings: AccountSettings, temporal: TemporalConnection, nowMs: () => number) {
  let held: Look | undefined;
  let isLooking = false;
  return (): Look | undefined => {
    const isOld = held === undefined || nowMs() - held.atMs > lookKeptMs;
    if (isOld && !isLooking) {
      isLooking = true;
      examine(settings, { temporal, isDeep: false, nowMs })
        .then(
          (findings) => {
            held = { atMs: nowMs(), findings };
          },
          () => undefined, // the page goes on saying when it last looked
        )
        .finally(() => {
          isLooking = false;
        });
    }
    return held;
  };
}

type Known = {
  readonly settingsShown: readonly SettingShown[];
  readonly look: Look | undefined;
  readonly intake: Intake;
};

function reportOf({ id, amazon }: AccountSettings, { settingsShown, look, intake }: Known): AccountReport {
  const findings = look?.findings ?? [];
  const report = intake.lease?.report;
  const own = intake.state === 'no-answer' ? [] : (intake.state.troubles ?? []);
  return {
    id,
    state: look === undefined ? 'unknown' : worstOf(findings),
    checkedAt: look === undefined ? null : new Date(look.atMs).toISOString(),
    findings,
    missingRoles: findings.map(({ code }) => code).filter((code) => code.startsWith('role-missing-')),
    clientSecretExpiresAt: amazon.clientSecretExpiresAt ?? null,
    intake: intakeOf(intake),
    changes: changesOf(intake),
    quotas: Object.entries(report?.quotas ?? {}).map(([operation, { tokens, burst, ratePerSecond }]) => ({
      operation,
      tokens,
      burst,
      perHour: ratePerSecond * 3_600,
      grantedPerSecond: report?.rates[operation] ?? null,
    })),
    troubles: mergeTroubles(report?.troubles ?? [], own).map((trouble) => ({
      ...trouble,
      remedy: remedyOfTrouble(trouble),
    })),
    settings: settingsShown,
  };
}

function intakeOf({ lease, state }: Intake): IntakeReport | null {
  if (state === 'no-answer') return null;
  const { cursors, lastSweepAt, newestOrderAt, waiting, paused, shipments } = state;
  return {
    holder: lease?.isHeld === true ? (lease.holder ?? 'a process') : null,
    readUpTo: cursors.FBM < cursors.FBA ? cursors.FBM : cursors.FBA,
    lastSweepAt: lastSweepAt ?? null,
    newestOrderAt: newestOrderAt ?? null,
    waiting: waiting.FBM + waiting.FBA,
    paused: pausedIn(paused),
    commerce: { readUpTo: shipments.cursor, paused: pausedIn(shipments.paused) },
  };
}

const pausedIn = (paused: AccountState['paused']): IntakeReport['paused'] =>
  paused === undefined ? null : { since: paused.since, sentence: sentenceOf(paused), remedy: remedyOf(paused) };

function changesOf({ state }: Intake): ChangesReport | null {
  if (state === 'no-answer') return null;
  const { readOnly, otherShop, removedAt } = state.changes;
  const isOtherOpen = otherShop !== undefined && !otherShop.isGone;
  return {
    held: permitOf(state.changes).held ?? null,
    sentence: changesText(state.changes),
    // As long as Commerce shows itself as another shop, lifting is refused: that comes first.
    canLift: removedAt === undefined && !isOtherOpen && (readOnly !== undefined || otherShop !== undefined),
    canAcceptShop: removedAt === undefined && isOtherOpen,
  };
}
