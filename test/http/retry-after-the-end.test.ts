import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createOrderConversation } from '../../src/http/order-conversation.js';
import { lateOrders } from '../../src/late-facts/late-orders.js';
import type { TemporalConnection } from '../../src/temporal/connection.js';
import { orderWorkflowId } from '../../src/temporal/workflow-ids.js';
import { shipped } from '../../workflows/messages.js';
import { parcel, sighting } from '../support/order-inputs.js';
import { type OrderStage, openOrderStage } from '../support/order-stage.js';
import { quietRuntime } from '../support/quiet-runtime.js';
import { temporalForTests } from '../support/temporal-server.js';
import { until } from '../support/until.js';

let temporal: TemporalConnection;
let stage: OrderStage;
beforeAll(async () => {
  quietRuntime();
  const { connect, bundlePath, namespace } = await temporalForTests();
  temporal = await connect();
  const { client } = temporal;
  stage = await openOrderStage({ client, connection: await temporal.nativeConnection(), namespace, bundlePath });
});
afterAll(async () => {
  await stage?.close();
  await temporal?.close();
});

describe('a retry of an order that has ended', () => {
  it('is for what came after its end: accepted while that is blocked, refused with the reason when not', async () => {
    let isMended = false;
    const activities = {
      trackLatePackage: async () =>
        isMended
          ? ({ outcome: 'tracked' } as const)
          : ({ outcome: 'blocked', blocker: { code: 'commerce-refused', subject: 'no' } } as const),
    };
    await stage.tellOrder({ startsAs: sighting('Unshipped'), activities }, async ({ handle, ref }) => {
      const { act, view } = createOrderConversation(temporal.client);
      const id = orderWorkflowId(ref);
      const retry = () => act(id, { kind: 'retry', actor: 'operations' });
      const shown = async () => {
        const answer = await view(id);
        return answer.outcome === 'view' ? answer.view : undefined;
      };
      await handle.signal(shipped, parcel('P1', 2));
      await handle.result();
      expect(await retry()).toEqual({ outcome: 'ended' });

      await lateOrders(temporal.client, `orders-${ref.accountId}`).tell(ref, () => [
        { kind: 'package', package: parcel('P1', 2, { trackingNumber: '1ZNEW' }) },
      ]);
      await until(shown, (order) => order?.blocker?.code === 'commerce-refused');
      isMended = true;
      expect(await retry()).toEqual({ outcome: 'accepted', answer: { status: 'Complete', note: 'Trying now' } });
      const done = await until(shown, (order) => order !== undefined && order.blocker === undefined);
      expect(done?.timeline).toContainEqual(expect.objectContaining({ what: 'operator-retried', actor: 'operations' }));
      const because = 'Nothing is blocked of what came after the end of this order';
      expect(await retry()).toEqual({ outcome: 'refused', because });
      expect(await act(id, { kind: 'skip', actor: 'operations', reason: 'no' })).toEqual({ outcome: 'ended' });
    });
  });
});
