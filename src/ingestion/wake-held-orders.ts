import type { AccountActivities } from '../../activities/contract.js';
import { isHeld } from '../domain/held-blocker.js';
import type { AccountId } from '../domain/ids.js';
import type { BlockedOrders } from './blocked-orders.js';

type Deps = { readonly ordersOf: (accountId: AccountId) => BlockedOrders };

/** One after the other, so that they queue up in the order of their ship-by times. */
export const wakeHeldOrders =
  ({ ordersOf }: Deps): AccountActivities['wakeHeldOrders'] =>
  async ({ accountId }) => {
    const orders = ordersOf(accountId);
    const held = (await orders.list()).filter(({ causes }) => causes.some(isHeld));
    for (const { workflowId } of held) await orders.wake(workflowId);
    return { woken: held.length };
  };
