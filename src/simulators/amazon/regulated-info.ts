import { type Answer, invalidInput, notFound } from './error-list.js';
import type { Operation, SellerCall } from './operation.js';
import type { OrderBook } from './order-book.js';
import { amazonOrderIdPattern } from './seeded-order.js';

/** v0 getOrderRegulatedInfo. The simulator sells nothing regulated, and says so in the form of the model. */
export const regulatedInfoOperation = (book: OrderBook): Operation => ({
  name: 'getOrderRegulatedInfo',
  method: 'GET',
  url: '/orders/v0/orders/:orderId/regulatedInfo',
  grant: 'seller',
  marketplacesOf: book.marketplacesOf,
  handle: (call) => regulatedInfo(call, book),
});

function regulatedInfo(call: SellerCall, book: OrderBook): Answer {
  const orderId = call.parameters['orderId'] ?? '';
  if (!amazonOrderIdPattern.test(orderId)) return invalidInput('Invalid Input');
  const order = book.find(orderId);
  if (order === undefined || order.sellerId !== call.seller.sellerId) return notFound(`Order ${orderId}`);
  return {
    status: 200,
    body: {
      payload: {
        AmazonOrderId: orderId,
        RegulatedInformation: { Fields: [] },
        RequiresDosageLabel: false,
        RegulatedOrderVerificationStatus: {
          Status: 'Approved',
          RequiresMerchantAction: false,
          ValidRejectionReasons: [],
        },
      },
    },
  };
}
