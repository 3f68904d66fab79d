import { type Answer, invalidInput, notFound } from './error-list.js';
import type { Operation, SellerCall } from './operation.js';
import type { OrderBook } from './order-book.js';
import { amazonOrderIdPattern } from './seeded-order.js';

/** v0 getOrderRegulatedInfo, in the form of the model; of an ordinary order there is nothing to tell. */
export const regulatedInfoOperation = (book: OrderBook): Operation => ({
  name: 'getOrderRegulatedInfo',
  method: 'GET',
  url: '/orders/v0/orders/:orderId/regulatedInfo',
  grant: 'seller',
  marketplacesOf: book.marketplacesOf,
  handle: (call) => regulatedInfo(call, book),
});

/** As in the published sandbox case. */
const prescription = {
  FieldId: 'pet_prescription_name',
  FieldLabel: 'Name',
  FieldType: 'Text',
  FieldValue: 'Ruffus',
};

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
        RegulatedInformation: { Fields: order.regulated === undefined ? [] : [prescription] },
        RequiresDosageLabel: false,
        RegulatedOrderVerificationStatus: {
          Status: order.regulated ?? 'Approved',
          RequiresMerchantAction: order.regulated === 'Pending',
          ValidRejectionReasons: [],
        },
      },
    },
  };
}
