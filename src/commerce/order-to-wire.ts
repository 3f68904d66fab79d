import { addMoney, type Money, nearestShareOfMoney, negateMoney } from '../domain/money.js';
import type { CommerceAddress, DraftLine, OrderDraft } from '../domain/order-draft.js';
import { exactNumber } from './exact-number.js';

/**
 * The body of `POST /V1/orders`. Commerce stores it as it is: it checks no sum, sends no mail, and draws no stock.
 * NOTE: the order of the keys matters (`customer_email` before `billing_address`, magento2#24130), and a key that
 * Commerce does not know is answered with a 500.
 */
export function orderToWire(draft: OrderDraft, store: { readonly storeId: number }): unknown {
  const { customer } = draft;
  const status = statusOf(draft);
  return {
    entity: {
      // Without a store the database's unique key would let the same number in twice.
      store_id: store.storeId,
      ...(draft.number === undefined ? {} : { increment_id: draft.number }),
      ext_order_id: draft.amazonOrderId,
      state: draft.isComplete ? 'complete' : 'processing',
      status,
      is_virtual: 0,
      customer_email: customer.email,
      ...(customer.id === undefined
        ? { customer_is_guest: 1, customer_group_id: 0 }
        : { customer_is_guest: 0, customer_id: customer.id, customer_group_id: customer.groupId ?? groupIdGeneral }),
      customer_firstname: customer.firstName,
      customer_lastname: customer.lastName,
      ...(customer.taxNumber === undefined ? {} : { customer_taxvat: customer.taxNumber }),
      base_currency_code: draft.currency,
      global_currency_code: draft.currency,
      store_currency_code: draft.currency,
      order_currency_code: draft.currency,
      base_to_global_rate: 1,
      base_to_order_rate: 1,
      ...totalsOf(draft),
      total_qty_ordered: draft.lines.reduce((sum, { quantity }) => sum + quantity, 0),
      shipping_description: draft.shippingDescription,
      billing_address: {
        ...addressOf(draft.billing, 'billing', customer.email),
        // Commerce prints this one, on invoices too; the customer's own is shown to the merchant alone.
        ...(customer.taxNumber === undefined ? {} : { vat_id: customer.taxNumber }),
      },
      payment: paymentOf(draft),
      items: draft.lines.map((line) => itemOf(line, draft, store)),
      ...(draft.comment.length === 0 ? {} : { status_histories: [commentOf(draft.comment, status)] }),
      extension_attributes: {
        shipping_assignments: [
          {
            items: [],
            shipping: {
              method: draft.shippingMethod,
              address: addressOf(draft.shipping, 'shipping', customer.email),
            },
          },
        ],
      },
    },
  };
}

/** What of a draft is personal: Commerce's complaints about the order are cleaned of it. */
export const personalOf = ({ customer, billing, shipping }: OrderDraft): readonly string[] => [
  customer.email,
  customer.firstName,
  customer.lastName,
  customer.taxNumber ?? '',
  ...[billing, shipping].flatMap(({ firstName, lastName, company = '', street, city, postcode, telephone }) => [
    firstName,
    lastName,
    company,
    ...street,
    city,
    postcode,
    telephone,
  ]),
];

const groupIdGeneral = 1;

function statusOf({ status, isComplete }: OrderDraft): string {
  if (isComplete) return 'complete';
  return status === 'default' ? 'processing' : status;
}

/** A shop that shows prices with tax shows these, and zero where they are missing. They are in no sum of Commerce's. */
function withTax({ rowTotal, tax, quantity }: DraftLine): Readonly<Record<string, number>> {
  const row = addMoney(rowTotal, tax);
  return { ...inBase('price_incl_tax', nearestShareOfMoney(row, quantity)), ...inBase('row_total_incl_tax', row) };
}

/** A done order carries what invoices would have written: `total_paid` keeps Commerce from closing it, and credit memos need the rest. */
function totalsOf(draft: OrderDraft): Readonly<Record<string, number>> {
  const { isComplete, subtotal, shippingAmount, tax, grandTotal } = draft;
  const discount = negateMoney(draft.discount);
  return {
    ...inBase('subtotal', subtotal),
    ...inBase('subtotal_incl_tax', addMoney(subtotal, tax, negateMoney(draft.shippingTax))),
    ...inBase('discount_amount', discount),
    ...inBase('shipping_amount', shippingAmount),
    ...inBase('shipping_incl_tax', addMoney(shippingAmount, draft.shippingTax)),
    ...unlessZero('shipping_tax_amount', draft.shippingTax),
    ...unlessZero('shipping_discount_amount', draft.shippingDiscount),
    ...inBase('tax_amount', tax),
    ...inBase('grand_total', grandTotal),
    ...(isComplete
      ? {
          ...inBase('subtotal_invoiced', subtotal),
          ...unlessZero('discount_invoiced', discount),
          ...unlessZero('shipping_invoiced', shippingAmount),
          ...inBase('tax_invoiced', tax),
          ...inBase('total_invoiced', grandTotal),
          ...inBase('total_paid', grandTotal),
          total_due: 0,
          base_total_due: 0,
        }
      : inBase('total_due', grandTotal)),
  };
}

function paymentOf({ amazonOrderId, grandTotal, isComplete }: OrderDraft): unknown {
  return {
    // Even where it is switched off, Admin shows its number.
    method: 'purchaseorder',
    po_number: amazonOrderId,
    ...inBase('amount_ordered', grandTotal),
    ...(isComplete ? inBase('amount_paid', grandTotal) : {}),
    additional_information: [],
    account_status: '',
    cc_last4: '',
  };
}

function itemOf(line: DraftLine, { isComplete }: OrderDraft, { storeId }: { readonly storeId: number }): unknown {
  return {
    sku: line.sku,
    name: line.name,
    ...(line.productId === undefined ? {} : { product_id: line.productId }),
    product_type: 'simple',
    store_id: storeId,
    ext_order_item_id: line.orderItemId,
    qty_ordered: line.quantity,
    ...(isComplete ? { qty_invoiced: line.quantity, qty_shipped: line.quantity } : {}),
    ...inBase('price', line.unitPrice),
    ...inBase('original_price', line.unitPrice),
    ...inBase('row_total', line.rowTotal),
    ...(isComplete ? inBase('row_invoiced', line.rowTotal) : {}),
    ...inBase('tax_amount', line.tax),
    ...withTax(line),
    ...(isComplete ? inBase('tax_invoiced', line.tax) : {}),
    ...unlessZero('discount_amount', line.discount),
    ...(isComplete ? unlessZero('discount_invoiced', line.discount) : {}),
  };
}

const addressOf = (address: CommerceAddress, type: 'billing' | 'shipping', email: string) => ({
  address_type: type,
  firstname: address.firstName,
  lastname: address.lastName,
  // Empty is enough, absent is not: a shop whose addresses must name company and fax refuses the order without the two keys.
  company: address.company ?? '',
  fax: '',
  street: address.street,
  city: address.city,
  ...(address.region === undefined ? {} : { region: address.region.name }),
  ...(address.region?.id === undefined ? {} : { region_id: address.region.id }),
  postcode: address.postcode,
  country_id: address.countryId,
  telephone: address.telephone,
  email,
});

const commentOf = (lines: readonly string[], status: string): unknown => ({
  comment: lines.join('\n'),
  is_customer_notified: 0,
  is_visible_on_front: 0,
  parent_id: 0,
  status,
  entity_name: 'order',
});

/** Every amount also in the base currency, which is the order's own: other currencies are blocked before. */
const inBase = (name: string, amount: Money): Readonly<Record<string, number>> => ({
  [name]: exactNumber(amount),
  [`base_${name}`]: exactNumber(amount),
});
const unlessZero = (name: string, amount: Money): Readonly<Record<string, number>> =>
  amount.amountMinor === 0 ? {} : inBase(name, amount);
