import type { AddressInfo } from 'node:net';
import type { PayloadCodec } from '@temporalio/common';
import type { FastifyInstance } from 'fastify';
import type { HttpSettings } from '../config/settings.js';
import { storeViewOf } from '../domain/store-views.js';
import { createAccountConversation } from '../http/account-conversation.js';
import { createBuyers } from '../http/buyers/buyers.js';
import { addressCorrector } from '../http/correct-address.js';
import { createAccountNews } from '../http/dashboard/account-news.js';
import type { CodecAtHand } from '../http/http-deps.js';
import { createOrderConversation } from '../http/order-conversation.js';
import { createOrderFinder } from '../http/order-finder.js';
import { createOrderIndex } from '../http/order-index/order-index.js';
import { shipByMetric } from '../http/order-index/ship-by-metric.js';
import { usualLeadMs } from '../http/order-index/ship-by-state.js';
import { createHttpServer } from '../http/server.js';
import { temporalUiLink } from '../http/temporal-ui.js';
import { createVisibilityLister } from '../http/visibility-orders.js';
import { lateOrders } from '../late-facts/late-orders.js';
import { tellFacts } from '../late-facts/tell-facts.js';
import { createShipmentWebhook } from '../shipping/shipment-webhook.js';
import { recordLatePackageWith, recordPackageWith } from '../shipping/shipped-orders.js';
import { openOnPortFrom } from '../temporal/free-port.js';
import { hasCode } from '../temporal/has-code.js';
import { accountReports } from './account-reports.js';
import { askAccount } from './ask-account.js';
import { CannotStart } from './cannot-start.js';
import type { ConnectedAccount } from './connected-account.js';
import { settingsPath } from './load-settings.js';
import type { ProcessDeps, RunningProcess } from './process-deps.js';

type Deps = Omit<ProcessDeps, 'accounts'> & {
  readonly accounts: ProcessDeps['accounts'];
  readonly http: {
    readonly host: string;
    readonly port: number;
    readonly isPortBinding: boolean;
    readonly indexDays: number;
    readonly users?: HttpSettings['users'];
  };
  readonly metricsText: () => Promise<string>;
  readonly temporalUiUrl?: string;
  /** The environment that the settings file was found and read with; absent: they came from no file. */
  readonly settingsEnv?: Readonly<Record<string, string | undefined>>;
  /** Hears of a default port that gave way to the next one. */
  readonly say?: (line: string) => void;
};

/** Pages, API, webhook, health and metrics. */
export async function startHttp(deps: Deps): Promise<RunningProcess & { readonly url: string }> {
  const { temporal, accounts, events, http, nowMs, settingsEnv } = deps;
  const lister = createVisibilityLister(temporal.client);
  const index = createOrderIndex({ lister, events, indexDays: http.indexDays, accounts: [...accounts.keys()], nowMs });
  const finder = createOrderFinder({ index, lister });
  const conversation = createOrderConversation(temporal.client);
  const { reports, changed } = accountReports({
    temporal,
    accounts: [...accounts.values()].map(({ settings }) => settings),
    nowMs,
    ...(settingsEnv === undefined ? {} : { settingsFile: { path: settingsPath(settingsEnv), env: settingsEnv } }),
  });
  const byName = new Map<string, ConnectedAccount>(accounts);
  const server = createHttpServer({
    index,
    finder,
    conversation,
    correctAddress: addressCorrector({
      commerceOf: ({ accountId, marketplaceId }) => {
        const account = accounts.get(accountId);
        return account?.commerce.inStoreView(storeViewOf(account.settings.commerce, marketplaceId));
      },
      tell: (order, facts) => tellFacts({ client: temporal.client }, order, facts),
      nowMs,
    }),
    accountConversation: createAccountConversation(temporal.client, changed),
    receiveShipment: createShipmentWebhook({
      account: (id) => {
        const settings = accounts.get(id)?.settings;
        if (settings === undefined) return undefined;
        const { webhookSecrets, carriers } = settings.shipping;
        return { sellerId: settings.amazon.sellerId, webhookSecrets, carriers };
      },
      orders: {
        view: (workflowId) => conversation.view(workflowId),
        recordPackage: recordPackageWith(temporal.client),
        recordLatePackage: recordLatePackageWith(lateOrders(temporal.client)),
        findByCommerceNumber: (account, number) => finder.byCommerceNumber(account, number),
      },
      events,
      nowMs,
    }),
    accounts: [...accounts.keys()],
    accountNews: createAccountNews({ ask: askAccount(temporal.client), accounts: [...accounts.keys()], nowMs }),
    buyers: createBuyers((account) => byName.get(account)?.commerce.buyers),
    marketplaces: [...new Set([...accounts.values()].flatMap(({ settings }) => settings.amazon.marketplaces))],
    adminUrlOf: (account) => byName.get(account)?.settings.commerce.adminUrl,
    leadMsOf: (account) => byName.get(account)?.settings.shipping.atRiskLeadMs ?? usualLeadMs,
    carriersOf: (account) => byName.get(account)?.settings.shipping.carriers ?? {},
    users: (http.users ?? []).map((user) => ({ ...user, roles: new Set(user.roles) })),
    ...(deps.temporalUiUrl === undefined
      ? {}
      : { temporalUi: temporalUiLink({ address: deps.temporalUiUrl, namespace: temporal.namespace }) }),
    ...(temporal.codec === undefined ? {} : { codec: codecAtHand({ ...deps, codec: temporal.codec }) }),
    metricsText: async () => {
      const leadMs = new Map(
        [...accounts.values()].map(({ settings }) => [settings.id, settings.shipping.atRiskLeadMs]),
      );
      return (await deps.metricsText()) + shipByMetric({ rows: index.rows(), leadMs, nowMs: nowMs() });
    },
    accountReports: reports,
    events,
    nowMs,
  });
  index.start();
  await listen(server, deps).catch(async (error: unknown) => {
    await server.close();
    await index.stop();
    throw error;
  });
  const { port: listening } = server.server.address() as AddressInfo;
  return {
    url: `http://${http.host}:${listening}`,
    ended: new Promise(() => undefined), // it ends only when it is stopped
    isReady: () => server.server.listening,
    stop: async () => {
      await server.close();
      await index.stop();
    },
  };
}

const codecAtHand = ({
  codec,
  temporal: { namespace },
  temporalUiUrl,
}: Deps & { readonly codec: PayloadCodec }): CodecAtHand => ({
  codec,
  namespace,
  ...(temporalUiUrl === undefined ? {} : { temporalUiUrl }),
});

/** A port written in the file is binding: taken is an error. A default one gives way to the next free one. */
async function listen(server: FastifyInstance, { http, say = () => undefined }: Deps): Promise<void> {
  const { host, port: preferred, isPortBinding } = http;
  const open = (port: number) => server.listen({ host, port });
  try {
    if (isPortBinding) await open(preferred);
    else await openOnPortFrom({ preferred, host, what: 'the Orders page is', say }, open);
  } catch (error) {
    const why = listenFaults.find(([code]) => hasCode(error, code));
    if (why === undefined) throw error;
    throw new CannotStart(`http.port: ${host}:${preferred} ${why[1]}.`, { cause: error });
  }
}

const listenFaults = [
  ['EADDRINUSE', 'is taken by another program'],
  ['EACCES', 'needs rights that this process does not have'],
  ['EADDRNOTAVAIL', 'is no address of this machine'],
  ['ENOTFOUND', 'is no address of this machine'],
] as const;
