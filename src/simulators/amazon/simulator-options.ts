import type { OperationName, UsagePlan } from './usage-plans.js';

export type SellerOptions = {
  readonly sellerId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
  readonly marketplaces: readonly string[];
  readonly quotas?: Readonly<Partial<Record<OperationName, UsagePlan>>> | undefined;
  /** Data that the application has no role for: Amazon leaves it out of the answers. */
  readonly missingRoles?: readonly ('BUYER' | 'RECIPIENT')[] | undefined;
  /** Marketplaces where an account was opened and nothing is sold, and where the listings are suspended. */
  readonly notParticipatingIn?: readonly string[] | undefined;
  readonly suspendedIn?: readonly string[] | undefined;
};

/** Behaviour that can be switched while the simulator runs (`POST /_control/settings`). */
export type SimulatorSettings = {
  /** `x-amzn-RateLimit-Limit` on 2xx, 400 and 404; it was often missing in the wild. */
  readonly sendRateHeader: boolean;
  /** How long after a change searchOrders shows it; an order may carry its own. */
  readonly indexLagMs: number;
  readonly tokenLifetimeSeconds: number;
  /** Whether a new PENDING order is announced by ORDER_CHANGE. */
  readonly announcePending: boolean;
  /** The unpublished PUT …/cancellation; 403 while it is off. */
  readonly cancelOrderEnabled: boolean;
  /** From createFeed to the end of its processing: half of it IN_QUEUE, half IN_PROGRESS. */
  readonly feedProcessingMs: number;
  readonly gzipFeedResults: boolean;
};

export const defaultSettings: SimulatorSettings = {
  sendRateHeader: true,
  indexLagMs: 0,
  tokenLifetimeSeconds: 3600,
  announcePending: true,
  cancelOrderEnabled: false,
  feedProcessingMs: 1000,
  gzipFeedResults: false,
};

export type AmazonSimulatorOptions = Partial<SimulatorSettings> & {
  /** 0 or absent: any free one. A port that is taken rejects the start. */
  readonly port?: number | undefined;
  readonly host?: '127.0.0.1' | undefined;
  /** State lies here and is read at start, so that a restart goes on where it stopped. */
  readonly stateFile?: string | undefined;
  readonly sellers: readonly SellerOptions[];
  readonly emptyBucketsAtStart?: boolean | undefined;
  /**
   * Everything that happens is stamped this long ago (an order's own time never goes back), so that a demo day is seen
   * by a sweep at once although searchOrders looks no nearer than two minutes.
   */
  readonly eventAgeMs?: number | undefined;
  readonly nowMs?: (() => number) | undefined;
  /** Where an SQS queue would stand. May throw: that counts as a failed delivery, Amazon does not care. */
  readonly deliverNotification?: ((sellerId: string, body: object) => void) | undefined;
  readonly random?: (() => number) | undefined;
};
