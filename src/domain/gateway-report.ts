import type { CommunicationTrouble } from './communication-trouble.js';

export type QuotaState = { readonly ratePerSecond: number; readonly burst: number; readonly tokens: number };

/**
 * What the one process that speaks to Amazon knows, carried by the heartbeats of its lease: they cost no event, and
 * whoever asks Temporal about the account's workflow reads them, from any process.
 */
export type GatewayReport = {
  readonly at: string;
  /** What Amazon grants, by operation, as far as it is known by now: all that the next holder inherits. */
  readonly rates: Readonly<Record<string, number>>;
  /** Our own share of it, and what is left of that at this moment. */
  readonly quotas: Readonly<Record<string, QuotaState>>;
  readonly troubles: readonly CommunicationTrouble[];
};

/** Heartbeats of an older or newer version are read as far as they go. */
export function parseGatewayReport(raw: unknown): GatewayReport | undefined {
  const at = field(raw, 'at');
  if (typeof at !== 'string') return undefined;
  return {
    at,
    rates: numbersIn(field(raw, 'rates')),
    quotas: Object.fromEntries(entriesOf(field(raw, 'quotas')).flatMap(([name, value]) => quota(name, value))),
    troubles: troublesIn(field(raw, 'troubles')),
  };
}

export const troublesIn = (raw: unknown): readonly CommunicationTrouble[] =>
  listOf(raw).flatMap((value) => trouble(value) ?? []);

/** Numbers only: what else stands there was not written by us. */
export const numbersIn = (raw: unknown): Readonly<Record<string, number>> =>
  Object.fromEntries(
    entriesOf(raw).flatMap(([name, value]) => (typeof value === 'number' ? [[name, value] as const] : [])),
  );

function quota(name: string, raw: unknown): readonly (readonly [string, QuotaState])[] {
  const { ratePerSecond, burst, tokens } = numbersIn(raw);
  if (ratePerSecond === undefined || burst === undefined || tokens === undefined) return [];
  return [[name, { ratePerSecond, burst, tokens }]];
}

function trouble(raw: unknown): CommunicationTrouble | undefined {
  const [operation, code, message, firstAt, lastAt] = ['operation', 'code', 'message', 'firstAt', 'lastAt'].map(
    (name) => field(raw, name),
  );
  const remote = field(raw, 'remote');
  const count = field(raw, 'count');
  if (remote !== 'amazon' && remote !== 'commerce') return undefined;
  if (typeof operation !== 'string' || typeof code !== 'string' || typeof message !== 'string') return undefined;
  if (typeof firstAt !== 'string' || typeof lastAt !== 'string' || typeof count !== 'number') return undefined;
  return { remote, operation, code, message, count, firstAt, lastAt };
}

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined;
const entriesOf = (value: unknown): readonly (readonly [string, unknown])[] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : [];
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
