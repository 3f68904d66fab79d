import { join } from 'node:path';
import type { AmazonSimulatorOptions, SellerOptions } from '../../src/simulators/amazon/simulator-options.js';
import { askControl, type LedgerEntry } from '../../test/support/ask-control.js';
import {
  type SampleAccount,
  sampleAmazonOptions,
  sampleEnvironment,
  sampleSettingsFile,
  sellerIdOf,
} from '../../test/support/sample-accounts.js';
import { startRemotes } from '../../test/support/simulated-remotes.js';
import type { Bench } from './bench-run.js';

/** As settings have it that say nothing of sweeps for shipments: a bench is not about those. */
export const benchAccount = { id: 'acme-us', shipping: { sweepSeconds: 60 } } as const satisfies SampleAccount;
export const benchSeller = sellerIdOf(benchAccount);

/** So that searches see at once what they would see minutes later: waiting for it is no part of what is measured. */
const sweepableAgeMs = 4 * 60_000;

type Opening = Pick<AmazonSimulatorOptions, 'eventAgeMs' | 'deliverNotification'> &
  Required<Pick<SellerOptions, 'quotas'>>;

export type BenchShop = Awaited<ReturnType<typeof openBenchShop>>;

/** One seller at the simulated Amazon, and a shop that knows every SKU. */
export async function openBenchShop({ home, parts }: Bench, { quotas, ...options }: Opening) {
  const remotes = await startRemotes(
    [benchAccount],
    { stateFile: join(home, 'commerce.json') },
    {
      eventAgeMs: sweepableAgeMs,
      ...options,
      sellers: sampleAmazonOptions([benchAccount]).sellers.map((seller) => ({ ...seller, quotas })),
    },
  );
  parts.add('the simulators', remotes.stop);
  return {
    amazon: remotes.amazon(),
    commerce: remotes.commerce,
    environment: sampleEnvironment([benchAccount]),
    /** `places` are for `temporal` and `http`. */
    settings: (
      more: Pick<SampleAccount, 'notifications' | 'orders'>,
      places: Readonly<Record<string, unknown>> = {},
    ): string => sampleSettingsFile([{ ...benchAccount, ...more }], remotes, places),
    /** From now on Amazon grants this, and this much of it is left. */
    grant: async (operation: string, plan: Readonly<Record<string, number>>): Promise<void> => {
      await askControl(`${remotes.amazonUrl}/_control/quotas`, { body: { sellerId: benchSeller, operation, ...plan } });
    },
  };
}

/** When it was done for each order, by a simulator's own books; twice would be two times. */
export function timesByOrder(
  done: readonly LedgerEntry[],
  orderOf: (entry: LedgerEntry) => unknown,
): ReadonlyMap<string, readonly number[]> {
  const times = new Map<string, readonly number[]>();
  for (const entry of done) {
    const id = String(orderOf(entry));
    times.set(id, [...(times.get(id) ?? []), Date.parse(entry.at)]);
  }
  return times;
}
