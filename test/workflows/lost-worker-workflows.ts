import { proxyActivities } from '@temporalio/workflow';
import { isTimeout, repeatableRetry, unrepeatableRetry } from '../../workflows/activity-proxies.js';

/** Bundled for one test: the product's own ways of retrying, with limits short enough to wait for. */
export type AskedOf = { send(how: LostWith): Promise<void> };
export type LostWith = {
  readonly limit: 'start-to-close' | 'heartbeat';
  readonly policy: 'unrepeatable' | 'repeatable';
};

export async function sendThroughLostWorker(how: LostWith): Promise<'timed out' | 'sent'> {
  const { send } = proxyActivities<AskedOf>({
    startToCloseTimeout: how.limit === 'start-to-close' ? '500 ms' : '1 minute',
    ...(how.limit === 'heartbeat' ? { heartbeatTimeout: '500 ms' } : {}),
    retry: how.policy === 'unrepeatable' ? unrepeatableRetry : { ...repeatableRetry, initialInterval: '10 ms' },
  });
  try {
    await send(how);
    return 'sent';
  } catch (error) {
    if (isTimeout(error)) return 'timed out';
    throw error;
  }
}
