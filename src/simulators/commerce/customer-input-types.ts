import { type ObjectType, objectType } from './service-input.js';

const regionType: ObjectType = objectType({
  string: 'region_code region',
  int: 'region_id',
  any: 'extension_attributes',
});

const customerAddressType: ObjectType = objectType({
  int: 'id customer_id region_id',
  string: `
    country_id company telephone fax postcode city firstname lastname middlename prefix suffix vat_id
  `,
  bool: 'default_shipping default_billing',
  any: 'extension_attributes custom_attributes',
  others: { region: { object: () => regionType }, street: 'string[]' },
});

export const customerType: ObjectType = objectType({
  int: 'id group_id gender store_id website_id disable_auto_group_change',
  string: `
    default_billing default_shipping confirmation created_at updated_at created_in dob email firstname lastname
    middlename prefix suffix taxvat
  `,
  any: 'extension_attributes custom_attributes',
  others: { addresses: { listOf: () => customerAddressType } },
});
