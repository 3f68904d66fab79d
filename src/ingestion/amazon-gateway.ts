import { Context } from '@temporalio/activity';
import type { AccountActivities } from '../../activities/contract.js';
import { type GatewayReport, parseGatewayReport } from '../domain/gateway-report.js';
import type { AccountId } from '../domain/ids.js';

/** A gateway that is open polls the seller's queue and spends the seller's quota; only one process may. */
export type OpenGateway = {
  /** Ends when the gateway has stopped, for whatever reason. */
  readonly ended: Promise<void>;
  close(): void;
  /** What this process knows by now; travels in the heartbeats, to the next holder and to whoever asks. */
  report(): GatewayReport;
  /** Asked when it has ended: the report that the next holder goes on with. */
  left(): GatewayReport;
};

type Deps = {
  readonly open: (accountId: AccountId, takeOver: TakeOver | undefined) => Promise<OpenGateway>;
  /** Aborted when this process stops: the lease is given back, so that the next holder need not wait for it to run out. */
  readonly stopping: AbortSignal;
};

/** From the holder before us. One that was not heard of any more may have spent everything: it leaves no quotas. */
export type TakeOver = GatewayReport;

/** The SDK sends the first beat at once, and then no more than one in eight seconds, whatever it is given here. */
const heartbeatMs = 500;
/** So long the first beat may wait for something to carry: a process that dies young should leave the rates behind. */
const silentMaxMs = 4_000;

/** The lease of one seller's quota: held for as long as the heartbeats of this activity reach Temporal. */
export const holdAmazonGateway =
  ({ open, stopping }: Deps): AccountActivities['holdAmazonGateway'] =>
  async ({ accountId, before }) => {
    const { info, cancellationSignal, heartbeat } = bound(Context.current());
    const { attempt, heartbeatDetails } = info;
    const takeOver = attempt > 1 ? afterSilence(heartbeatDetails) : parseGatewayReport(before);
    const gateway = await open(accountId, takeOver);
    const openedAtMs = Date.now();
    const beat = () => {
      // Every beat carries everything: the server keeps only what the last one said.
      const report = gateway.report();
      if (Object.keys(report.rates).length > 0 || Date.now() - openedAtMs > silentMaxMs) heartbeat(report);
    };
    const beats = setInterval(beat, heartbeatMs);
    const close = () => gateway.close();
    for (const signal of [stopping, cancellationSignal]) {
      if (signal.aborted) close();
      else signal.addEventListener('abort', close, { once: true });
    }
    try {
      await gateway.ended;
    } finally {
      clearInterval(beats);
      for (const signal of [stopping, cancellationSignal]) signal.removeEventListener('abort', close);
    }
    // Also when the lease is taken back: whoever holds it next begins with what is left, not with full buckets.
    return gateway.left();
  };

const afterSilence = (lastBeat: unknown): TakeOver => {
  const { at, rates, troubles } = parseGatewayReport(lastBeat) ?? nothingKnown;
  return { at, rates, troubles, quotas: {} };
};

const nothingKnown: TakeOver = { at: new Date(0).toISOString(), rates: {}, quotas: {}, troubles: [] };

const bound = (context: Context) => ({
  info: context.info,
  cancellationSignal: context.cancellationSignal,
  heartbeat: (report: GatewayReport) => context.heartbeat(report),
});
