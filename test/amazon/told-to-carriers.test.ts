import { describe, expect, it } from '@jest/globals';
import { amazonOrderFromWire } from '../../src/amazon/amazon-order-from-wire.js';
import type { AmazonOrder } from '../../src/domain/amazon-order.js';
import { plainItem, plainOrder } from './wire-orders.js';

function readable(raw: unknown): AmazonOrder {
  const order = amazonOrderFromWire(raw);
  if (order === 'without-id' || 'unreadableAt' in order) throw new Error(`not readable: ${JSON.stringify(order)}`);
  return order;
}
const withItem = (change: object) => ({ ...plainOrder, orderItems: [{ ...plainItem, ...change }] });

describe('a line of an order from Amazon', () => {
  it('brings what the carrier must be told: the IOSS number, and what is required on delivery', () => {
    const shipping = {
      scheduledDeliveryWindow: { earliestDateTime: '2024-12-27T09:00:00Z', latestDateTime: '2024-12-27T17:00:00Z' },
      shippingConstraints: { signatureConfirmation: 'MANDATORY', recipientIdentityVerification: 'MANDATORY' },
      internationalShipping: { iossNumber: 'IM1234567890' },
    };
    const [line] = readable(withItem({ fulfillment: { ...plainItem.fulfillment, shipping } })).lines;
    expect(line).toMatchObject({
      iossNumber: 'IM1234567890',
      deliveryConstraints: ['signature confirmation', 'recipient identity verification'],
    });
  });

  it.each([[[]], ['x'], [{ internationalShipping: 7, shippingConstraints: ['x'] }]])(
    'is read all the same with %j for what is only told on',
    (shipping) => {
      const read = readable(withItem({ fulfillment: { ...plainItem.fulfillment, shipping } }));
      expect(read).toEqual(readable(plainOrder));
    },
  );
});
