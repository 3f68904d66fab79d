import { cpus } from 'node:os';

/** confirmShipment, twice a second. */
const limit = 7_200;
/** Of all processors; above this the machine was the limit, and the figure says nothing about quotas. */
const cpuShareMax = 0.85;

type Run = {
  readonly confirmedAtMs: ReadonlyMap<string, readonly number[]>;
  readonly expected: readonly string[];
  readonly reportedAtMs: number;
  readonly readBackAtMs: number | undefined;
  readonly compression: number;
  readonly cpuShare: number;
  readonly throttled: number;
};

export type ShipResult = {
  readonly confirmationsPerHour: number;
  readonly limit: number;
  readonly ratio: number;
  readonly duplicates: number;
  readonly missing: number;
  readonly lastReadBackMinutes: number | null;
};

export type Judged = ShipResult & {
  readonly simulatedMinutes: number;
  readonly throttled: number;
  readonly cpuShare: number;
  readonly isValid: boolean;
};

/** The rate is that of the middle 80 %: neither the burst at the start nor the last stragglers make it. */
export function judge(run: Run): Judged {
  const { compression, cpuShare, throttled, reportedAtMs, readBackAtMs } = run;
  const times = [...run.confirmedAtMs.values()].flatMap(([first]) => first ?? []).toSorted((one, other) => one - other);
  const from = times[Math.floor(times.length * 0.1)] ?? 0;
  const to = times[Math.floor(times.length * 0.9)] ?? 0;
  const counted = times.filter((at) => at >= from && at < to).length;
  const confirmationsPerHour = Math.round(counted / (((to - from) / 3_600_000) * compression));
  const simulatedMinutes = (untilMs: number) => round(((untilMs - reportedAtMs) / 60_000) * compression, 10);
  return {
    confirmationsPerHour,
    limit,
    ratio: round(confirmationsPerHour / limit, 10_000),
    duplicates: [...run.confirmedAtMs.values()].filter(({ length }) => length > 1).length,
    missing: run.expected.filter((id) => !run.confirmedAtMs.has(id)).length,
    lastReadBackMinutes: readBackAtMs === undefined ? null : simulatedMinutes(readBackAtMs),
    simulatedMinutes: simulatedMinutes(times.at(-1) ?? reportedAtMs),
    throttled,
    cpuShare: round(cpuShare, 100),
    isValid: cpuShare <= cpuShareMax,
  };
}

const round = (value: number, steps: number): number => Math.round(value * steps) / steps;

export const cpuShareOf = (seconds: number, spanMs: number): number => seconds / (spanMs / 1_000) / cpus().length;

export function reportShip(result: Judged, { packages, compression }: { packages: number; compression: number }) {
  const rows = [
    ['packages reported at once', `${packages}`],
    ['time compression', `${compression}×`],
    [
      'confirmations per hour, middle 80 %',
      `${result.confirmationsPerHour} of ${result.limit} (${(result.ratio * 100).toFixed(1)} %, target 95 %)`,
    ],
    ['confirmed twice, missing', `${result.duplicates}, ${result.missing}`],
    ['answers that were 429', `${result.throttled}`],
    ['simulated minutes until the last 204', `${result.simulatedMinutes.toFixed(1)}`],
    [
      'simulated minutes until the last read back',
      `${result.lastReadBackMinutes?.toFixed(1) ?? 'not reached in time'}`,
    ],
    [
      'processor time used while confirming',
      `${(result.cpuShare * 100).toFixed(0)} %${result.isValid ? '' : ': the machine was the limit, this run is INVALID'}`,
    ],
  ];
  return rows.map(([name = '', value = '']) => `${name.padEnd(44)} ${value}`).join('\n');
}
