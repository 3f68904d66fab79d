import { describe, expect, it } from '@jest/globals';
import { bodyOf, signed, viewedPackage, viewOf, webhookFixture, workflowId } from './shipping-fixture.js';

describe('a package of an order that is complete', () => {
  const complete = () => {
    const fixture = webhookFixture();
    fixture.orders.recordAnswer = 'ended';
    const packages = [viewedPackage({ id: 'P-1', trackingNumber: '1Z999', lines: { 'item-1': 2 } })];
    fixture.orders.views.set(workflowId, { outcome: 'view', view: viewOf({ status: 'Complete', packages }) });
    return fixture;
  };

  it.each([
    ['with another tracking number', { trackingNumber: '1Z000' }],
    ['with another carrier', { carrier: 'fedex' }],
    ['that is a further one', { id: 'P-2', trackingNumber: '1Z000' }],
  ])('%s is recorded late', async (_name, wish) => {
    const { receive, orders } = complete();
    expect((await receive(signed(bodyOf({}, wish)))).status).toBe(202);
    expect(orders.recordedLate).toMatchObject([{ source: 'webhook', lines: [{ quantity: 2 }], ...wish }]);
  });

  it('told late already is answered with 200', async () => {
    const { receive, orders } = complete();
    orders.lateAnswer = 'known';
    expect((await receive(signed(bodyOf({}, { trackingNumber: '1Z000' })))).status).toBe(200);
  });

  it('that holds other items than before, or what was never ordered, is refused', async () => {
    const { receive, orders } = complete();
    const items = [{ orderItemId: 'item-1', quantity: 1 }];
    expect((await receive(signed(bodyOf({}, { trackingNumber: '1Z000', items })))).status).toBe(422);
    const unordered = [{ orderItemId: 'item-1', quantity: 4 }];
    expect((await receive(signed(bodyOf({}, { id: 'P-2', trackingNumber: '1Z1', items: unordered })))).status).toBe(
      422,
    );
    expect(orders.recordedLate).toEqual([]);
  });

  it('is refused when the order was cancelled: nothing of it is to be shipped', async () => {
    const { receive, orders } = complete();
    orders.views.set(workflowId, { outcome: 'view', view: viewOf({ status: 'Cancelled' }) });
    expect(await receive(signed(bodyOf()))).toMatchObject({ status: 409, code: 'order-ended' });
  });
});
