import { describe, expect, it } from '@jest/globals';
import { WorkflowNotFoundError } from '@temporalio/client';
import { createOrderConversation } from '../../src/http/order-conversation.js';

const own = 'amazon-order:SELLER1:111-0000001-0000000';
const late = 'amazon-order-late:SELLER1:111-0000001-0000000';
const pending = (name: string) => ({ activityType: { name }, attempt: 2, state: 1, activityId: '1' });

function conversation(described: Readonly<Record<string, { status: string; activities: readonly string[] }>>) {
  const asked: string[] = [];
  const getHandle = (workflowId: string) => ({
    describe: async () => {
      asked.push(workflowId);
      const found = described[workflowId];
      if (found === undefined) throw new WorkflowNotFoundError('none', workflowId, undefined);
      return { raw: { pendingActivities: found.activities.map(pending) }, status: { name: found.status } };
    },
  });
  const client = {
    withDeadline: (_at: number, ask: () => unknown) => ask(),
    workflow: { getHandle, options: { loadedDataConverter: {}, namespace: 'default' } },
  } as never;
  return { asked, attempts: createOrderConversation(client).attempts };
}

describe('what is being tried for an order', () => {
  it('is asked of its own workflow while that runs', async () => {
    const { asked, attempts } = conversation({ [own]: { status: 'RUNNING', activities: ['createCommerceOrder'] } });
    expect(await attempts(own)).toMatchObject([{ what: 'createCommerceOrder', attempt: 2, isRunning: false }]);
    expect(asked).toEqual([own]);
  });

  it('after its end, of the workflow of what came later too', async () => {
    const { attempts } = conversation({
      [own]: { status: 'COMPLETED', activities: [] },
      [late]: { status: 'RUNNING', activities: ['creditAmazonRefund'] },
    });
    expect(await attempts(own)).toMatchObject([{ what: 'creditAmazonRefund' }]);
  });

  it('is nothing when nothing came later', async () => {
    const { attempts } = conversation({ [own]: { status: 'COMPLETED', activities: [] } });
    expect(await attempts(own)).toEqual([]);
  });
});
