import { type ObjectType, objectType } from './service-input.js';

/** What the document routes take (invoice, ship, refund, track), and the columns that their lists can be searched by. */

const creationExtension: ObjectType = objectType({});

export const itemCreationType: ObjectType = objectType({
  float: 'qty',
  int: 'order_item_id',
  others: { extension_attributes: { object: () => creationExtension } },
});

export const commentCreationType: ObjectType = objectType({
  string: 'comment',
  int: 'is_visible_on_front',
  others: { extension_attributes: { object: () => creationExtension } },
});

export const trackCreationType: ObjectType = objectType({
  string: 'track_number title carrier_code',
  others: { extension_attributes: { object: () => creationExtension } },
});

const shipmentArgumentsExtension: ObjectType = objectType({
  string: 'source_code',
  any: 'ext_location_id ext_return_shipment_id ext_shipment_id ext_tracking_reference ext_tracking_url',
});

export const shipmentArgumentsType: ObjectType = objectType({
  others: { extension_attributes: { object: () => shipmentArgumentsExtension } },
});

export const invoiceArgumentsType: ObjectType = objectType({ any: 'extension_attributes' });

const creditmemoArgumentsExtension: ObjectType = objectType({ others: { return_to_stock_items: 'int[]' } });

export const creditmemoArgumentsType: ObjectType = objectType({
  float: 'shipping_amount adjustment_positive adjustment_negative',
  others: { extension_attributes: { object: () => creditmemoArgumentsExtension } },
});

export const trackType: ObjectType = objectType({
  float: 'weight qty',
  int: 'order_id entity_id parent_id',
  string: 'created_at updated_at description track_number title carrier_code',
  any: 'extension_attributes',
});

export const commentType: ObjectType = objectType({
  int: 'is_customer_notified parent_id is_visible_on_front entity_id',
  string: 'comment created_at',
  any: 'extension_attributes',
});

export const invoiceColumns: ObjectType = objectType({
  float: `
    base_discount_amount base_grand_total base_discount_tax_compensation_amount base_shipping_amount
    base_shipping_discount_tax_compensation_amnt base_shipping_incl_tax base_shipping_tax_amount base_subtotal
    base_subtotal_incl_tax base_tax_amount base_total_refunded base_to_global_rate base_to_order_rate
    discount_amount grand_total discount_tax_compensation_amount shipping_amount
    shipping_discount_tax_compensation_amount shipping_incl_tax shipping_tax_amount store_to_base_rate
    store_to_order_rate subtotal subtotal_incl_tax tax_amount total_qty
  `,
  int: `
    billing_address_id can_void_flag email_sent entity_id is_used_for_refund order_id shipping_address_id state
    store_id
  `,
  string: `
    base_currency_code created_at discount_description global_currency_code increment_id order_currency_code
    store_currency_code transaction_id updated_at
  `,
});

export const shipmentColumns: ObjectType = objectType({
  float: 'total_qty total_weight',
  int: `
    billing_address_id customer_id email_sent entity_id order_id shipment_status shipping_address_id store_id
  `,
  string: 'created_at increment_id shipping_label updated_at',
});

export const creditmemoColumns: ObjectType = objectType({
  float: `
    adjustment adjustment_negative adjustment_positive base_adjustment base_adjustment_negative
    base_adjustment_positive base_discount_amount base_grand_total base_discount_tax_compensation_amount
    base_shipping_amount base_shipping_discount_tax_compensation_amnt base_shipping_incl_tax
    base_shipping_tax_amount base_subtotal base_subtotal_incl_tax base_tax_amount base_to_global_rate
    base_to_order_rate discount_amount grand_total discount_tax_compensation_amount shipping_amount
    shipping_discount_tax_compensation_amount shipping_incl_tax shipping_tax_amount store_to_base_rate
    store_to_order_rate subtotal subtotal_incl_tax tax_amount
  `,
  int: `
    billing_address_id creditmemo_status email_sent entity_id invoice_id order_id shipping_address_id state store_id
  `,
  string: `
    base_currency_code created_at discount_description global_currency_code increment_id order_currency_code
    store_currency_code transaction_id updated_at
  `,
});
