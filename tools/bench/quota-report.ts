import { cpus } from 'node:os';

/** getOrder 1,800 and searchOrders 2,016 orders in an hour: Amazon's default quotas, both used, on different orders. */
const limit = 3_816;
const rivalLimit = 1_800;
/** Of all processors; above this the machine was the limit, and the figure says nothing about quotas. */
const cpuShareMax = 0.85;

type Run = {
  readonly createdAtMs: ReadonlyMap<string, readonly number[]>;
  readonly expected: readonly string[];
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  readonly compression: number;
  readonly cpuSeconds: number;
  readonly answers: { readonly total: number; readonly throttled: number };
};

export type QuotaResult = {
  readonly ordersPerHour: number;
  readonly limit: number;
  readonly ratio: number;
  readonly throttledShare: number;
  readonly duplicates: number;
  readonly missing: number;
  readonly simulatedMinutes: number;
  readonly cpuShare: number;
  readonly isValid: boolean;
};

export function judge(run: Run): QuotaResult {
  const times = [...run.createdAtMs.values()].map(([first = 0]) => first).toSorted((one, other) => one - other);
  const lastMs = times.at(-1) ?? run.endedAtMs;
  const spanMs = lastMs - run.startedAtMs;
  const from = run.startedAtMs + spanMs * 0.1;
  const to = run.startedAtMs + spanMs * 0.9;
  const counted = times.filter((at) => at >= from && at < to).length;
  const hours = ((to - from) / 3_600_000) * run.compression;
  const ordersPerHour = Math.round(counted / hours);
  const cpuShare = run.cpuSeconds / ((run.endedAtMs - run.startedAtMs) / 1_000) / cpus().length;
  return {
    ordersPerHour,
    limit,
    ratio: round(ordersPerHour / limit),
    throttledShare: round(run.answers.throttled / Math.max(1, run.answers.total)),
    duplicates: [...run.createdAtMs.values()].filter(({ length }) => length > 1).length,
    missing: run.expected.filter((id) => !run.createdAtMs.has(id)).length,
    simulatedMinutes: Math.round((spanMs / 60_000) * run.compression),
    cpuShare: round(cpuShare),
    isValid: cpuShare <= cpuShareMax,
  };
}

const round = (value: number): number => Math.round(value * 10_000) / 10_000;

type Setting = { readonly ingestions: number; readonly ordersTotal: number; readonly compression: number };

export function reportQuota(result: QuotaResult, { ingestions, ordersTotal, compression }: Setting): string {
  const rows = [
    ['orders, ingestion processes', `${ordersTotal}, ${ingestions}`],
    ['simulated minutes (time compression)', `${result.simulatedMinutes} (${compression}×)`],
    [
      'orders per hour, middle 80 % of the time',
      `${result.ordersPerHour} of ${result.limit} (${(result.ratio * 100).toFixed(1)} %, target 95 %)`,
    ],
    ['one getOrder each, as rivals do', `${rivalLimit}`],
    ['answers that were 429', `${(result.throttledShare * 100).toFixed(2)} % (target below 1 %)`],
    ['created twice, missing', `${result.duplicates}, ${result.missing}`],
    [
      'processor time used',
      `${(result.cpuShare * 100).toFixed(0)} %${result.isValid ? '' : ': the machine was the limit, this run is INVALID'}`,
    ],
  ];
  return rows.map(([name = '', value = '']) => `${name.padEnd(44)} ${value}`).join('\n');
}
