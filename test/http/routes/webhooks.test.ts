import { afterEach, describe, expect, it } from '@jest/globals';
import type { ShipmentDelivery } from '../../../src/shipping/shipment-answer.js';
import { createShipmentWebhook } from '../../../src/shipping/shipment-webhook.js';
import { bodyOf, currentSecret, FakeOrders, signed } from '../../shipping/shipping-fixture.js';
import { closeServers, httpFixture } from '../http-fixture.js';

afterEach(closeServers);

const headersOf = ({ webhookId, timestamp, signature }: ShipmentDelivery): Record<string, string> => ({
  'webhook-id': webhookId ?? '',
  'webhook-timestamp': timestamp ?? '',
  'webhook-signature': signature ?? '',
});

describe('POST /webhooks/shipments', () => {
  it('hands over the very bytes and the signature, and answers as shipping does', async () => {
    const { post, deliveries, shipping } = await httpFixture();
    shipping.receive = async () => ({ status: 202, body: { outcome: 'accepted', package: 'P-1' } });
    const delivery = signed('{ "spaces":  "stay",\n"é": 1 }');
    const response = await post('/webhooks/shipments', delivery.body, headersOf(delivery));
    expect(response.status).toBe(202);
    expect(await response.json()).toEqual({ outcome: 'accepted', package: 'P-1' });
    expect(deliveries).toEqual([delivery]);
  });

  it('takes any content type: the signature says more', async () => {
    const { post, deliveries } = await httpFixture();
    expect((await post('/webhooks/shipments', '{}', { 'content-type': 'text/plain' })).status).toBe(202);
    expect(deliveries).toHaveLength(1);
  });

  it('answers a refusal as a problem document that names the field', async () => {
    const { post, shipping } = await httpFixture();
    shipping.receive = async () => ({
      status: 422,
      code: 'does-not-fit',
      detail: 'package.carrier: is not',
      field: 'package.carrier',
    });
    const response = await post('/webhooks/shipments', '{}');
    expect(response.status).toBe(422);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await response.json()).toEqual({
      type: 'urn:waybill:problem:does-not-fit',
      title: 'The package does not fit the order',
      status: 422,
      detail: 'package.carrier: is not',
      errors: [{ field: 'package.carrier', detail: 'package.carrier: is not' }],
    });
  });

  it('refuses a body above 20 kB without reading it', async () => {
    const { post, deliveries } = await httpFixture();
    const response = await post('/webhooks/shipments', 'x'.repeat(20_001));
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ type: 'urn:waybill:problem:too-large' });
    expect(deliveries).toEqual([]);
  });

  it('together with the real intake takes a signed package once and refuses a tampered one', async () => {
    const orders = new FakeOrders();
    const { post, shipping } = await httpFixture();
    shipping.receive = createShipmentWebhook({
      account: () => ({ sellerId: 'SELLER1', webhookSecrets: [currentSecret], carriers: {} }),
      orders,
      events: { shipmentAnswered: () => undefined },
    });
    const delivery = signed(bodyOf());
    const send = (body: string) => post('/webhooks/shipments', body, headersOf(delivery));
    expect((await send(delivery.body)).status).toBe(202);
    expect((await send(delivery.body)).status).toBe(202);
    expect((await send(delivery.body.replace('1Z999', '1Z000'))).status).toBe(401);
    expect(orders.recorded).toMatchObject([{ id: 'P-1', trackingNumber: '1Z999' }]);
  });
});
