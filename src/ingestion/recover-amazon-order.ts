import type { AccountActivities } from '../../activities/contract.js';
import { type TakeDeps, takeOrder } from './taken-order.js';

/** One order by its number, whatever any list shows of it. */
export const recoverAmazonOrder =
  (deps: TakeDeps): AccountActivities['recoverAmazonOrder'] =>
  async ({ amazonOrderId, since }) => {
    const order = await deps.account.amazon.fetchOrder(amazonOrderId);
    if (order === 'not-found') return { outcome: 'unknown-at-amazon' };
    const handedOver = await takeOrder(deps, order, since);
    const because = handedOver.result === 'ignored' ? { because: handedOver.because } : {};
    return { outcome: 'recovered', result: handedOver.result, ...because };
  };
