import { describe, expect, it } from '@jest/globals';
import {
  accountWorkflowId,
  lateOrderWorkflowId,
  orderWorkflowId,
  parseOrderWorkflowId,
} from '../../src/temporal/workflow-ids.js';

const order = { sellerId: 'A2EXAMPLE', amazonOrderId: '112-1234567-1234567' };

describe('a workflow id', () => {
  it('names seller and order, so that two sellers never share one', () => {
    expect(orderWorkflowId(order)).toBe('amazon-order:A2EXAMPLE:112-1234567-1234567');
  });

  it('of an order gives its names back', () => {
    expect(parseOrderWorkflowId(orderWorkflowId(order))).toEqual(order);
  });

  it.each([lateOrderWorkflowId(order), accountWorkflowId('acme-us'), 'somebody-elses', 'amazon-order:A2EXAMPLE'])(
    '%s is no order',
    (workflowId) => {
      expect(parseOrderWorkflowId(workflowId)).toBeUndefined();
    },
  );
});
