import { parseAmazonOrderId, parseOrderItemId, parseSku } from '../../src/domain/ids.js';
import type { CommerceAddress, OrderDraft } from '../../src/domain/order-draft.js';
import { given, money } from '../support/order-inputs.js';

export const usd = (amount: string) => money(amount, 'USD');
export const amazonIdOf = (raw: string) => given(parseAmazonOrderId(raw));
export const skuOf = (raw: string) => given(parseSku(raw));

const austin: CommerceAddress = {
  firstName: 'Jane',
  lastName: 'Doe',
  street: ['1 Main St', 'Apt 4'],
  city: 'Austin',
  region: { id: 57, name: 'Texas' },
  postcode: '78701',
  countryId: 'US',
  telephone: '5125550100',
};

/** Fulfilled by the merchant, unshipped, as guest: the first example of the reference. */
export const merchantDraft: OrderDraft = {
  amazonOrderId: amazonIdOf('902-1106328-1059050'),
  number: '902-1106328-1059050',
  currency: 'USD',
  customer: { email: 'k3v1@marketplace.amazon.com', firstName: 'Jane', lastName: 'Doe' },
  billing: austin,
  shipping: austin,
  lines: [
    {
      orderItemId: given(parseOrderItemId('05015851154158')),
      sku: skuOf('MUG-BLUE'),
      name: 'Blue mug',
      productId: 42,
      quantity: 2,
      unitPrice: usd('24.99'),
      rowTotal: usd('49.98'),
      tax: usd('4.12'),
      discount: usd('5'),
    },
  ],
  subtotal: usd('49.98'),
  discount: usd('5'),
  shippingAmount: usd('5.99'),
  shippingTax: usd('0.49'),
  shippingDiscount: usd('0'),
  tax: usd('4.61'),
  grandTotal: usd('55.58'),
  shippingMethod: 'amazon_standard',
  shippingDescription: 'Amazon Standard',
  isComplete: false,
  status: 'default',
  comment: ['Amazon order 902-1106328-1059050'],
};

const seattle: CommerceAddress = {
  firstName: 'Amazon',
  lastName: 'Customer',
  street: ['-'],
  city: 'Seattle',
  region: { id: 62, name: 'Washington' },
  postcode: '98101',
  countryId: 'US',
  telephone: '-',
};

/** Fulfilled by Amazon, complete: the second example. */
export const amazonDraft: OrderDraft = {
  amazonOrderId: amazonIdOf('114-9876543-1234567'),
  number: '114-9876543-1234567',
  currency: 'USD',
  customer: { email: '114-9876543-1234567@amazon.invalid', firstName: 'Amazon', lastName: 'Customer' },
  billing: seattle,
  shipping: seattle,
  lines: [
    {
      orderItemId: given(parseOrderItemId('11498765431234')),
      sku: skuOf('MUG-BLUE'),
      name: 'Blue mug',
      productId: 42,
      quantity: 1,
      unitPrice: usd('39.99'),
      rowTotal: usd('39.99'),
      tax: usd('3.3'),
      discount: usd('0'),
    },
  ],
  subtotal: usd('39.99'),
  discount: usd('0'),
  shippingAmount: usd('0'),
  shippingTax: usd('0'),
  shippingDiscount: usd('0'),
  tax: usd('3.3'),
  grandTotal: usd('43.29'),
  shippingMethod: 'amazon_fba',
  shippingDescription: 'Fulfilled by Amazon',
  isComplete: true,
  status: 'default',
  comment: [],
};
