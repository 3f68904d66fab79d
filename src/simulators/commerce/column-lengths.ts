import type { Fields } from './json.js';

/** Widths of text columns. The database is not in strict mode: longer text is cut without a word. */
const widths: Readonly<Record<'order' | 'item' | 'address' | 'track', Readonly<Record<string, number>>>> = {
  order: {
    increment_id: 50,
    ext_order_id: 32,
    ext_customer_id: 32,
    state: 32,
    status: 32,
    customer_email: 128,
    customer_firstname: 128,
    customer_lastname: 128,
    customer_middlename: 128,
    customer_prefix: 32,
    customer_suffix: 32,
    customer_taxvat: 32,
    shipping_description: 255,
    shipping_method: 120,
    discount_description: 255,
    coupon_code: 255,
    remote_ip: 45,
  },
  item: { sku: 255, name: 255, ext_order_item_id: 255, product_type: 255, applied_rule_ids: 255 },
  address: {
    street: 255,
    city: 255,
    region: 255,
    postcode: 255,
    lastname: 255,
    firstname: 255,
    middlename: 255,
    email: 255,
    telephone: 255,
    fax: 255,
    country_id: 2,
    prefix: 255,
    suffix: 255,
    company: 255,
    address_type: 255,
  },
  track: { carrier_code: 32, title: 255 },
};

/** Characters, not bytes: the columns are utf8. */
export function cutToColumns(table: keyof typeof widths, fields: Fields): Fields {
  const kept: Fields = { ...fields };
  for (const [column, width] of Object.entries(widths[table])) {
    const value = kept[column];
    if (typeof value === 'string' && value.length > width) kept[column] = [...value].slice(0, width).join('');
  }
  return kept;
}
