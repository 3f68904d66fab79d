import { Context } from '@temporalio/activity';
import type { AccountActivities, ReadPage } from '../../activities/contract.js';
import type { GatewayReport } from '../../src/domain/gateway-report.js';

export const page = (changes: Partial<ReadPage> = {}): ReadPage => ({
  outcome: 'page',
  orders: 0,
  handedOver: 0,
  missing: 0,
  differing: 0,
  notTaken: [],
  isAscending: true,
  nextCallAfterMs: 0,
  nextSweepAfterMs: 3_600_000,
  clockSkewMs: 0,
  waiting: { FBM: 0, FBA: 0 },
  ...changes,
});

/** What Amazon and Commerce answer when nothing goes wrong; a story replaces the ones it is about. */
export function obligingAccountActivities(
  holdAmazonGateway: AccountActivities['holdAmazonGateway'],
): AccountActivities {
  return {
    holdAmazonGateway,
    sweepAmazonPage: async () => page(),
    reconcileAmazonPage: async () => page(),
    recoverAmazonOrder: async () => ({ outcome: 'unknown-at-amazon' }),
    wakeHeldOrders: async () => ({ woken: 0 }),
    wakeBlockedOrders: async () => ({ woken: 0 }),
    uploadCancellations: async () => ({ outcome: 'uploaded', feedDocumentId: 'document-1' }),
    createCancellationFeed: async () => ({ outcome: 'created', feedId: '50001', nextFeedAfterMs: 300_000 }),
    settleCancellationFeed: async ({ lines }) => ({
      outcome: 'settled',
      accepted: lines.length,
      refused: 0,
      failed: 0,
    }),
    sweepAmazonRefunds: async () => ({
      outcome: 'page',
      refunds: 0,
      told: 0,
      unreadable: 0,
      nextSweepAfterMs: 900_000,
    }),
    sweepCommerceShipments: async ({ awaitingTrack }) => ({
      outcome: 'swept',
      signalled: 0,
      sweptTo: new Date().toISOString(),
      awaitingTrack,
      nextSweepAfterMs: 3_600_000,
    }),
  };
}

/** As the real holder does: alive for as long as its heartbeats reach Temporal. */
export async function holdUntil(isGivenUp: Promise<void>): Promise<GatewayReport> {
  const context = Context.current();
  const beats = setInterval(() => context.heartbeat(), 100);
  try {
    await Promise.race([isGivenUp, context.cancelled]);
  } finally {
    clearInterval(beats);
  }
  return nothingLeft;
}

const nothingLeft: GatewayReport = { at: new Date(0).toISOString(), rates: {}, quotas: {}, troubles: [] };
