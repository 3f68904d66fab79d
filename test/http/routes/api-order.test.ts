import { afterEach, describe, expect, it } from '@jest/globals';
import { viewedPackage, viewOf } from '../../shipping/shipping-fixture.js';
import { closeServers, httpFixture } from '../http-fixture.js';
import { orderRow } from '../order-index/order-row-builder.js';

afterEach(closeServers);
const path = '/api/orders/111-0000001-0000000';

describe('GET /api/orders/{amazonOrderId}', () => {
  it('answers what the workflow knows: items, packages, blocker and timeline', async () => {
    const { get, conversation } = await httpFixture([orderRow(1)]);
    conversation.viewAnswer = {
      outcome: 'view',
      view: viewOf({
        status: 'Blocked',
        blocker: { code: 'sku-unknown', subject: 'MUG', since: '2026-03-10T01:00:00Z', tries: 2 },
        packages: [viewedPackage({ id: 'P-1', trackingNumber: '1Z999', lines: { 'item-1': 2 } })],
        timeline: [{ at: '2026-03-10T00:00:00Z', what: 'started', actor: 'amazon' }],
      }),
    };
    const answer = JSON.parse(await (await get(path)).text());
    expect(answer).toMatchObject({
      amazonOrderId: '111-0000001-0000000',
      status: 'Blocked',
      blockedBy: 'sku-unknown',
      purchaseDate: '2026-03-09T08:00:00.000Z',
      workflowId: 'amazon-order:SELLER1:111-0000001-0000000',
      answeredBy: 'workflow',
      blocker: { code: 'sku-unknown', sentence: 'SKU MUG is not in the Commerce catalogue', tries: 2 },
      packages: [{ id: 'P-1', carrier: 'ups', items: [{ orderItemId: 'item-1', quantity: 2 }], atAmazon: 'confirmed' }],
      timeline: [{ at: '2026-03-10T00:00:00Z', what: 'started', detail: null, actor: 'amazon' }],
    });
    expect(answer.items).toHaveLength(2);
  });

  it('answers the row of the list when no worker answers, and says so', async () => {
    const { get, conversation } = await httpFixture([orderRow(1, { note: 'as the list knows' })]);
    conversation.viewAnswer = { outcome: 'no-answer' };
    expect(await (await get(path)).json()).toMatchObject({
      answeredBy: 'index',
      note: 'as the list knows',
      items: null,
      packages: null,
      timeline: null,
    });
  });

  it('finds an order that is not in memory yet', async () => {
    const { get, visibility } = await httpFixture();
    visibility.put(orderRow(1));
    expect((await get(path)).status).toBe(200);
  });

  it.each(['111-0000009-0000000', "x'%20OR%201=1", '..%2f..', 'a'.repeat(9000)])(
    'answers 404 for %s, which no order is called',
    async (id) => {
      const { get } = await httpFixture([orderRow(1)]);
      const response = await get(`/api/orders/${id}`);
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ status: 404, title: expect.any(String) });
    },
  );

  it('answers 503 when the order is not in memory and Temporal is away', async () => {
    const { get, visibility } = await httpFixture();
    visibility.isDown = true;
    const response = await get(path);
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('5');
  });
});
