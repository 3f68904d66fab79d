import type { AmazonDiagnosis } from '../amazon/diagnosis-client.js';
import type { CommerceDiagnosis } from '../commerce/diagnosis-client.js';
import type { AccountSettings } from '../config/settings.js';
import { withoutEffect } from '../config/without-effect.js';
import { storeViewOf } from '../domain/store-views.js';
import type { TemporalConnection } from '../temporal/connection.js';
import { orderAwaitingShipment } from '../temporal/order-awaiting-shipment.js';
import { pollersOf } from '../temporal/queue-pollers.js';
import { checkAmazon } from './check-amazon.js';
import { checkCommerce } from './check-commerce.js';
import { judgeClientSecret } from './check-credentials.js';
import { judgeIntake } from './check-intake.js';
import { judgeQuotas } from './check-quotas.js';
import { checkStock } from './check-stock.js';
import { judgeQueue, queuesOf } from './check-temporal.js';
import { type Finding, findingsAbout } from './finding.js';
import { readIntake } from './read-intake.js';

export type AccountToExamine = {
  readonly settings: AccountSettings;
  readonly amazon: AmazonDiagnosis;
  readonly commerce: CommerceDiagnosis;
  readonly notifications: () => Promise<readonly Finding[]>;
  /** Undefined: it could not be reached, which is said once for all accounts. */
  readonly temporal: TemporalConnection | undefined;
  readonly isDeep: boolean;
  readonly nowMs: number;
};

/** Everything that can be seen of one account without changing anything. */
export async function examineAccount(account: AccountToExamine): Promise<readonly Finding[]> {
  const { settings, temporal, nowMs } = account;
  const [own, amazon, notifications, shop] = await Promise.all([
    temporal === undefined ? [] : examineIntake(settings, temporal, nowMs),
    examineAmazon(account),
    account.notifications(),
    examineShop(account),
  ]);
  const ineffective = withoutEffect(settings).map((sentence) =>
    findingsAbout('settings').warning({
      code: 'setting-without-effect',
      sentence,
      remedy: 'Take it out of the settings, or read docs/settings.md about it',
    }),
  );
  return [
    ...ineffective,
    ...own,
    judgeClientSecret(settings.amazon.clientSecretExpiresAt, nowMs),
    ...amazon,
    ...notifications,
    ...shop,
  ];
}

async function examineIntake(
  { id, amazon }: AccountSettings,
  { connection, namespace, client }: TemporalConnection,
  nowMs: number,
): Promise<readonly Finding[]> {
  try {
    const queues = queuesOf({ id, sellerId: amazon.sellerId });
    const served = await Promise.all(
      queues.map(async (queue) => judgeQueue(queue, await pollersOf(connection, { namespace, ...queue }, nowMs))),
    );
    const intake = await readIntake(client, id);
    return [...served, ...judgeIntake({ ...intake, nowMs }), ...judgeQuotas(intake.lease?.report)];
  } catch (error) {
    return [temporalTrouble(error)];
  }
}

/** Temporal's own words hold names and numbers only. */
export const temporalTrouble = (error: unknown): Finding =>
  findingsAbout('temporal').fault({
    code: 'temporal-trouble',
    sentence: `Temporal could not be asked: ${error instanceof Error ? error.message : String(error)}`,
    remedy: 'Check temporal.address, the namespace and the access to it',
  });

async function examineAmazon({ settings, amazon, temporal, isDeep, nowMs }: AccountToExamine) {
  // Without a list of orders there is none to try with, which is said.
  const recentOrderId = temporal && (await orderAwaitingShipment(temporal.client, settings.id).catch(() => undefined));
  return checkAmazon({
    amazon,
    marketplaces: settings.amazon.marketplaces,
    isDeep,
    nowMs,
    ...(recentOrderId === undefined ? {} : { recentOrderId }),
  });
}

async function examineShop({ settings, commerce }: AccountToExamine): Promise<readonly Finding[]> {
  const { marketplaces } = settings.amazon;
  const shop = await checkCommerce({
    commerce,
    baseUrl: settings.commerce.baseUrl,
    storeViews: marketplaces.map((marketplaceId) => ({
      marketplaceId,
      code: storeViewOf(settings.commerce, marketplaceId),
    })),
    createsCustomers: settings.orders.customer === 'create',
  });
  const { sourceCode } = settings.shipping;
  const stock = await checkStock({
    commerce,
    websiteIds: shop.websiteIds,
    hasCommandLine: settings.commerce.auth.kind !== 'ims',
    ...(sourceCode === undefined ? {} : { sourceCode }),
  });
  return [...shop.findings, erpHint, ...stock];
}

const erpHint: Finding = findingsAbout('commerce').ok({
  code: 'erp-events',
  sentence:
    'Orders come by POST /V1/orders, which fires save events (sales_order_save_after) and not sales_order_place_after: an ERP has to listen to the former, or poll by updated_at',
});
