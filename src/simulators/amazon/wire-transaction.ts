import { isZeroAmount, negateAmount, sumAmounts } from './amounts.js';
import type { Json, JsonObject } from './json.js';
import type { TransactionItem, TransactionRecord } from './transactions.js';

/**
 * As the model has it, with the nesting that sellers have reported (amzn/selling-partner-api-models #4274, #4245): kinds
 * of charges under each item, all of them once more under "Sales" and "Expenses" of the whole, and numbers as JSON
 * numbers. `totalAmount` is what the seller's balance loses: the buyer's refund less Amazon's returned fees.
 */
export function wireTransaction(transaction: TransactionRecord): JsonObject {
  const { currency, items, refundId, amazonOrderId, sellerId, marketplaceId } = transaction;
  const amount = amountIn(currency);
  const all = <Name extends 'product' | 'tax' | 'shipping' | 'feesReturned'>(name: Name): string =>
    sumAmounts(
      items.map((item) => item[name]),
      currency,
    );
  const whole = {
    product: all('product'),
    tax: all('tax'),
    shipping: all('shipping'),
    feesReturned: all('feesReturned'),
  };
  return {
    sellingPartnerMetadata: { sellingPartnerId: sellerId, accountType: 'Standard Orders', marketplaceId },
    relatedIdentifiers: [
      { relatedIdentifierName: 'ORDER_ID', relatedIdentifierValue: amazonOrderId },
      ...(refundId === undefined ? [] : [{ relatedIdentifierName: 'REFUND_ID', relatedIdentifierValue: refundId }]),
    ],
    transactionType: 'Refund',
    transactionId: transaction.transactionId,
    transactionStatus: transaction.status,
    description: 'Refund Order',
    postedDate: transaction.postedDate,
    totalAmount: amount(balanceOf(whole, currency)),
    marketplaceDetails: { marketplaceId },
    items: items.map((item) => ({
      description: item.title,
      totalAmount: amount(balanceOf(item, currency)),
      relatedIdentifiers: [
        {
          itemRelatedIdentifierName: 'ORDER_ADJUSTMENT_ITEM_ID',
          itemRelatedIdentifierValue: `${transaction.transactionId}-${item.sku}`,
        },
      ],
      breakdowns: [...charges(item, currency), ...fees(item, currency)],
      contexts: [
        {
          contextType: 'ProductContext',
          asin: item.asin,
          sku: item.sku,
          ...(item.quantity === undefined ? {} : { quantityShipped: item.quantity }),
          fulfillmentNetwork: 'MFN',
        },
      ],
    })),
    breakdowns: [
      ...(isZeroAmount(whole.feesReturned)
        ? []
        : [breakdown('Sales', amount(whole.feesReturned), fees(whole, currency))]),
      breakdown(
        'Expenses',
        amount(negateAmount(sumAmounts([whole.product, whole.tax, whole.shipping], currency), currency)),
        charges(whole, currency),
      ),
    ],
  };
}

type Charges = Pick<TransactionItem, 'product' | 'tax' | 'shipping' | 'feesReturned'>;

const balanceOf = ({ product, tax, shipping, feesReturned }: Charges, currency: string): string =>
  sumAmounts([feesReturned, ...[product, tax, shipping].map((each) => negateAmount(each, currency))], currency);

const charges = ({ product, tax, shipping }: Charges, currency: string): readonly JsonObject[] =>
  (
    [
      ['ProductCharges', product],
      ['Tax', tax],
      ['Shipping', shipping],
    ] as const
  )
    .filter(([, value]) => !isZeroAmount(value))
    .map(([type, value]) => breakdown(type, amountIn(currency)(negateAmount(value, currency)), []));

const fees = ({ feesReturned }: Charges, currency: string): readonly JsonObject[] =>
  isZeroAmount(feesReturned)
    ? []
    : [
        breakdown('AmazonFees', amountIn(currency)(feesReturned), [
          breakdown('Commission', amountIn(currency)(feesReturned), []),
        ]),
      ];

const breakdown = (breakdownType: string, breakdownAmount: Json, breakdowns: readonly Json[]): JsonObject => ({
  breakdownType,
  breakdownAmount,
  breakdowns,
});

const amountIn =
  (currencyCode: string) =>
  (decimal: string): JsonObject => ({ currencyCode, currencyAmount: Number(decimal) });
