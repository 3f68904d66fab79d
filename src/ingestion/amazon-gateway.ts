import { Context } from '@temporalio/activity';
import type { AccountActivities } from '../../activities/contract.js';
import type { AccountId } from '../domain/ids.js';

/** A gateway that is open polls the seller's queue and spends the seller's quota; only one process may. */
export type OpenGateway = {
  /** Ends when the gateway has stopped, for whatever reason. */
  readonly ended: Promise<void>;
  close(): void;
};

type Deps = {
  readonly open: (accountId: AccountId, start: { readonly isTakeOver: boolean }) => Promise<OpenGateway>;
  /** Aborted when this process stops: the lease is given back, so that the next holder need not wait for it to run out. */
  readonly stopping: AbortSignal;
};

const heartbeatMs = 2_000;

/** The lease of one seller's quota: held for as long as the heartbeats of this activity reach Temporal. */
export const holdAmazonGateway =
  ({ open, stopping }: Deps): AccountActivities['holdAmazonGateway'] =>
  async ({ accountId }) => {
    const { info, cancellationSignal, heartbeat } = bound(Context.current());
    const gateway = await open(accountId, { isTakeOver: info.attempt > 1 });
    const beats = setInterval(heartbeat, heartbeatMs);
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
    cancellationSignal.throwIfAborted();
  };

const bound = (context: Context) => ({
  info: context.info,
  cancellationSignal: context.cancellationSignal,
  heartbeat: () => context.heartbeat(),
});
