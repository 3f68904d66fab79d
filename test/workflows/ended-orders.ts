import type { Activities } from '../../activities/contract.js';
import type { LateFact } from '../../src/domain/late-fact.js';
import { type LateOrders, lateOrders } from '../../src/late-facts/late-orders.js';
import { lateOrderWorkflowId } from '../../src/temporal/workflow-ids.js';
import { type LateState, lateFacts } from '../../workflows/late-messages.js';
import { shipped } from '../../workflows/messages.js';
import { parcel, sighting } from '../support/order-inputs.js';
import type { RunningOrder } from '../support/order-stage.js';
import { ordersInSkippedTime } from '../support/skipped-time.js';

export type EndedOrder = RunningOrder & {
  readonly tell: (...facts: readonly LateFact[]) => ReturnType<LateOrders['tell']>;
  readonly late: () => Promise<LateState>;
  readonly untilQuiet: () => Promise<void>;
  readonly runs: () => Promise<number>;
};

export const corrected = (trackingNumber: string, id = 'P1'): LateFact => ({
  kind: 'package',
  package: parcel(id, 2, { trackingNumber }),
});

/** Orders in skipped time that have ended, for the tests of the describe block that calls this. */
export function endedOrders() {
  const { tellOrder, pass, client } = ordersInSkippedTime();

  /** Two mugs in package P1, complete on both sides. */
  const afterItsEnd = (activities: Partial<Activities>, telling: (order: EndedOrder) => Promise<void>) =>
    tellOrder({ startsAs: sighting('Unshipped'), activities }, async (order) => {
      await order.handle.signal(shipped, parcel('P1', 2));
      await order.handle.result();
      const handle = () => client().workflow.getHandle(lateOrderWorkflowId(order.ref));
      const orders = lateOrders(client(), `orders-${order.ref.accountId}`);
      const runIds = new Set<string>();
      await telling({
        ...order,
        tell: async (...facts) => {
          const told = await orders.tell(order.ref, () => facts);
          if (told === 'told') runIds.add((await handle().describe()).runId);
          return told;
        },
        late: () => handle().query(lateFacts),
        untilQuiet: async () => {
          await pass('2 minutes');
          await handle().result();
        },
        runs: async () => runIds.size,
      });
    });
  return { pass, afterItsEnd, client };
}
