import type { AmazonOrderId, OrderItemId, Sku } from './ids.js';
import type { Money } from './money.js';

/** PERSONAL DATA: see amazon-order.ts. */
export type CommerceAddress = {
  readonly firstName: string;
  readonly lastName: string;
  readonly company?: string;
  readonly street: readonly string[];
  readonly city: string;
  /** As Commerce's directory spells it; absent where the country has no regions. */
  readonly region?: { readonly id?: number; readonly name: string };
  readonly postcode: string;
  readonly countryId: string;
  readonly telephone: string;
};

export type DraftLine = {
  readonly orderItemId: OrderItemId;
  readonly sku: Sku;
  readonly name: string;
  /** Without it, shipping in Commerce deducts no stock. */
  readonly productId?: number;
  readonly quantity: number;
  readonly unitPrice: Money;
  readonly rowTotal: Money;
  readonly tax: Money;
  /** Positive. */
  readonly discount: Money;
};

/** What a Commerce order is to be. Totals are exact and already checked: subtotal + shipping + tax − discount = grandTotal. */
export type OrderDraft = {
  readonly amazonOrderId: AmazonOrderId;
  /** Absent: Commerce draws the number itself. */
  readonly number?: string;
  readonly currency: string;
  readonly customer: {
    readonly email: string;
    readonly firstName: string;
    readonly lastName: string;
    /** Absent: a guest order. */
    readonly id?: number;
    readonly groupId?: number;
    /** The buyer's tax number, where Commerce's column holds it whole. */
    readonly taxNumber?: string;
  };
  readonly billing: CommerceAddress;
  readonly shipping: CommerceAddress;
  readonly lines: readonly DraftLine[];
  readonly subtotal: Money;
  readonly discount: Money;
  readonly shippingAmount: Money;
  readonly shippingTax: Money;
  readonly shippingDiscount: Money;
  readonly tax: Money;
  readonly grandTotal: Money;
  /** `amazon_standard`: Commerce's ship page needs the underscore. */
  readonly shippingMethod: string;
  readonly shippingDescription: string;
  /** The order is done: paid, invoiced and shipped by Amazon. */
  readonly isComplete: boolean;
  /** `default` leaves Commerce's own; else a custom processing status code. */
  readonly status: string;
  /** Lines of one order comment that the customer never sees. */
  readonly comment: readonly string[];
};
