import { createAmazonDiagnosis } from '../amazon/diagnosis-client.js';
import { TokenBuckets } from '../amazon/token-buckets.js';
import { createCommerceDiagnosis } from '../commerce/diagnosis-client.js';
import type { AccountSettings } from '../config/settings.js';
import { judgeNotifications, judgeNotificationTrouble, withoutQueue } from '../doctor/check-notifications.js';
import { examineAccount } from '../doctor/examine-account.js';
import type { Finding } from '../doctor/finding.js';
import type { TemporalConnection } from '../temporal/connection.js';
import { userAgent } from './connected-account.js';
import { NotificationTrouble, notificationDeskOf } from './notification-desk.js';

type Options = {
  readonly temporal: TemporalConnection | undefined;
  readonly isDeep: boolean;
  readonly nowMs: () => number;
};

/** Some seconds are enough for whoever waits for the answer. */
const timeoutMs = 10_000;

/** One account, with clients of its own: what it asks is counted by Amazon, and by no bucket of the gateway. */
export function examine(settings: AccountSettings, { temporal, isDeep, nowMs }: Options): Promise<readonly Finding[]> {
  const { amazon, commerce } = settings;
  const { endpoint, lwaEndpoint, clientId, clientSecret, refreshToken } = amazon;
  return examineAccount({
    settings,
    temporal,
    isDeep,
    nowMs: nowMs(),
    amazon: createAmazonDiagnosis({
      endpoint,
      lwaEndpoint,
      credentials: { clientId, clientSecret, refreshToken },
      buckets: new TokenBuckets(),
      nowMs,
      userAgent,
      timeoutMs,
    }),
    commerce: createCommerceDiagnosis({
      baseUrl: commerce.baseUrl,
      storeViewCode: commerce.storeViewCode,
      auth: commerce.auth,
      nowMs,
      timeoutMs,
    }),
    notifications: () => examineNotifications(settings),
  });
}

async function examineNotifications(settings: AccountSettings): Promise<readonly Finding[]> {
  const { notifications } = settings.amazon;
  if (notifications === undefined) return [withoutQueue];
  const desk = await notificationDeskOf(settings, notifications);
  try {
    return judgeNotifications(await desk.status());
  } catch (error) {
    if (error instanceof NotificationTrouble) return [judgeNotificationTrouble(error.message, error.cause)];
    throw error;
  } finally {
    desk.close();
  }
}
