import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { orderAttributes } from '../../src/domain/search-attributes.js';
import { describeWithTimeSkipping, timeSkippingEnvironment } from './time-skipping-server.js';

describeWithTimeSkipping('the time-skipping server', () => {
  let environment: TestWorkflowEnvironment | undefined;
  beforeAll(async () => {
    environment = await timeSkippingEnvironment();
  });
  afterAll(() => environment?.teardown());

  it('lets thirty days pass without waiting for them', async () => {
    const beforeMs = (await environment?.currentTimeMs()) ?? 0;
    await environment?.sleep('30 days');
    const afterMs = (await environment?.currentTimeMs()) ?? 0;
    expect(Math.round((afterMs - beforeMs) / (24 * 60 * 60 * 1000))).toBe(30);
  });

  it("takes an order's search attributes", async () => {
    const started = environment?.client.workflow.start('anOrder', {
      taskQueue: 'nobody',
      workflowId: 'time-skipping-server-test',
      typedSearchAttributes: [{ key: orderAttributes.needsAttention, value: false }],
    });
    await expect(started).resolves.toMatchObject({ workflowId: 'time-skipping-server-test' });
  });
});
