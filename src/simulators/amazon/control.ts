import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Ledger } from '../ledger.js';
import type { AccessTokens } from './access-tokens.js';
import type { AmazonFaults } from './amazon-faults.js';
import { bodyOf } from './control-body.js';
import { ControlRefused } from './control-refused.js';
import { faultSpec, missingRoles, quotaChange, sellerSpec, settingsChange } from './control-requests.js';
import { definedOf } from './defined-of.js';
import type { NotificationOutbox } from './notification-outbox.js';
import type { Seller, Sellers } from './sellers.js';
import type { SimulatorSettings } from './simulator-options.js';
import type { TokenBuckets } from './token-buckets.js';
import { isOperationName, type UsagePlan } from './usage-plans.js';
import { wireTime } from './wire-times.js';

/**
 * The control API, JSON and without authentication (orders: see `control-orders.ts`):
 *
 * - `GET    /_control/health`                     `{ status, now, sellers, orders }`
 * - `GET    /_control/ledger?operation=&orderId=` `{ entries }`; `DELETE` forgets them
 * - `GET    /_control/faults`                     `{ faults }`
 * - `POST   /_control/faults`                     `{ operation?, kind, subject?, times?, after?, probability?, forMs?, status?, body?, headers?, delayMs? }`
 *                                                 → `{ id }`; kinds in `amazon-faults.ts`. Faults do not outlive the process.
 * - `DELETE /_control/faults`, `/_control/faults/{id}`
 * - `POST   /_control/quotas`                     `{ sellerId, operation, ratePerSecond?, burst?, tokens? }`
 * - `GET    /_control/sellers`                    ids, marketplaces, missing roles, whether revoked; no secrets
 * - `POST   /_control/sellers`                    `{ sellerId, clientId, clientSecret, refreshToken, marketplaces, quotas?, missingRoles? }`
 * - `POST   /_control/sellers/{id}/revoke|restore|expire-tokens|roles` (`roles`: `{ missingRoles }`)
 * - `GET    /_control/notifications`              `{ notifications }`; `DELETE` forgets them
 * - `GET    /_control/settings`, `POST` `{ sendRateHeader?, indexLagMs?, tokenLifetimeSeconds?, announcePending?, … }`
 * - `POST   /_control/clock`                      `{ advanceMs }`: the simulator's clock runs ahead of the machine's
 *
 * A call that cannot be obeyed is answered 400 `{ error }` and changes nothing.
 */
type Deps = {
  readonly ledger: Ledger;
  readonly faults: AmazonFaults;
  readonly buckets: TokenBuckets;
  readonly sellers: Sellers;
  readonly tokens: AccessTokens;
  readonly outbox: NotificationOutbox;
  readonly nowMs: () => number;
  readonly advanceClock: (byMs: number) => void;
  readonly settings: () => SimulatorSettings;
  readonly changeSettings: (changes: Partial<SimulatorSettings>) => void;
  readonly orderCount: () => number;
};

export function serveControl(app: FastifyInstance, deps: Deps): void {
  app.get('/_control/health', async () => ({
    status: 'ok',
    now: wireTime(deps.nowMs()),
    sellers: deps.sellers.list().length,
    orders: deps.orderCount(),
  }));
  serveBooks(app, deps);
  serveFaults(app, deps);
  serveSellers(app, deps);
  app.get('/_control/settings', async () => deps.settings());
  app.post('/_control/settings', async (request) => {
    deps.changeSettings(definedOf(settingsChange.parse(bodyOf(request))));
    return deps.settings();
  });
  app.post('/_control/clock', async (request) => {
    deps.advanceClock(z.strictObject({ advanceMs: z.int().min(0) }).parse(bodyOf(request)).advanceMs);
    return { now: wireTime(deps.nowMs()) };
  });
}

function serveBooks(app: FastifyInstance, { ledger, outbox }: Deps): void {
  app.get('/_control/ledger', async (request) => {
    const filter = z
      .strictObject({ operation: z.string().optional(), orderId: z.string().optional() })
      .parse(request.query);
    return { entries: ledger.list(filter) };
  });
  app.delete('/_control/ledger', async () => {
    ledger.clear();
    return { entries: [] };
  });
  app.get('/_control/notifications', async () => ({ notifications: outbox.list() }));
  app.delete('/_control/notifications', async () => {
    outbox.clear();
    return { notifications: [] };
  });
}

function serveFaults(app: FastifyInstance, { faults, buckets, sellers }: Deps): void {
  app.get('/_control/faults', async () => ({ faults: faults.list() }));
  app.post('/_control/faults', async (request) => ({ id: faults.add(faultSpec.parse(bodyOf(request))).id }));
  app.delete('/_control/faults', async () => {
    faults.remove();
    return { faults: [] };
  });
  app.delete('/_control/faults/:id', async (request) => {
    faults.remove(z.object({ id: z.string() }).parse(request.params).id);
    return { faults: faults.list() };
  });
  app.post('/_control/quotas', async (request) => {
    const { sellerId, operation, tokens, ...plan } = quotaChange.parse(bodyOf(request));
    if (sellers.find(sellerId) === undefined) throw new ControlRefused(`there is no seller ${sellerId}`);
    if (!isOperationName(operation)) throw new ControlRefused(`there is no operation ${operation}`);
    const before = buckets.planOf({ operation, sellerId });
    const after: UsagePlan = { ...before, ...definedOf(plan) };
    buckets.grant(operation, sellerId, after);
    if (tokens !== undefined) buckets.fillTo(operation, sellerId, tokens);
    return after;
  });
}

function serveSellers(app: FastifyInstance, { sellers, tokens, buckets }: Deps): void {
  const found = (params: unknown): Seller => {
    const { id } = z.object({ id: z.string() }).parse(params);
    const seller = sellers.find(id);
    if (seller === undefined) throw new ControlRefused(`there is no seller ${id}`);
    return seller;
  };
  app.get('/_control/sellers', async () => ({ sellers: sellers.list().map(withoutSecrets) }));
  app.post('/_control/sellers', async (request) => {
    const seller = { ...sellerSpec.parse(bodyOf(request)), isRevoked: false };
    sellers.put(seller);
    grantQuotas(seller, buckets);
    return withoutSecrets(seller);
  });
  app.post('/_control/sellers/:id/revoke', async (request) => {
    const seller = found(request.params);
    sellers.put({ ...seller, isRevoked: true });
    tokens.revokeAll(seller.sellerId);
    return { sellerId: seller.sellerId, isRevoked: true };
  });
  app.post('/_control/sellers/:id/restore', async (request) => {
    const seller = found(request.params);
    sellers.put({ ...seller, isRevoked: false });
    return { sellerId: seller.sellerId, isRevoked: false };
  });
  app.post('/_control/sellers/:id/expire-tokens', async (request) => {
    const seller = found(request.params);
    tokens.expireAll(seller.sellerId);
    return { sellerId: seller.sellerId };
  });
  app.post('/_control/sellers/:id/roles', async (request) => {
    const seller = { ...found(request.params), ...z.strictObject({ missingRoles }).parse(bodyOf(request)) };
    sellers.put(seller);
    return withoutSecrets(seller);
  });
}

export function grantQuotas({ sellerId, quotas = {} }: Seller, buckets: TokenBuckets): void {
  for (const [operation, plan] of Object.entries(quotas)) {
    if (isOperationName(operation)) buckets.grant(operation, sellerId, plan);
  }
}

const withoutSecrets = ({ sellerId, marketplaces, missingRoles = [], isRevoked }: Seller) => ({
  sellerId,
  marketplaces,
  missingRoles,
  isRevoked,
});
