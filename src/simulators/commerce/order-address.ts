import { cutToColumns } from './column-lengths.js';
import { regionById } from './directory.js';
import { type Fields, isList, isRecord, type Json, textOf, withoutNulls } from './json.js';
import type { ShopOptions } from './options.js';
import { badRequest, notFound } from './rest-error.js';
import type { OrderRow } from './rows.js';
import type { Shop } from './shop.js';

/** Addresses of orders: only presence and the e-mail are checked; country and region are taken as they come. */

export function addressRow(value: { readonly [key: string]: Json }, type: 'billing' | 'shipping', email: Json): Fields {
  return storedAddress({ ...value, address_type: type, email });
}

/**
 * The street's lines are one column, joined by line breaks and cut together. An empty text is stored as NULL
 * (`prepareColumnValue`), so that an answer leaves it out.
 */
function storedAddress(value: { readonly [key: string]: Json }): Fields {
  const row: Fields = {};
  for (const [key, child] of Object.entries(value)) {
    if (key === 'street') row[key] = isList(child) ? child.join('\n') : child;
    else if (!isRecord(child)) row[key] = child === '' ? null : child;
  }
  return cutToColumns('address', row);
}

const requiredFields: readonly (readonly [string, string])[] = [
  ['postcode', 'Zip code'],
  ['lastname', 'Last name'],
  ['street', 'Street'],
  ['city', 'City'],
  ['email', 'Email'],
  ['country_id', 'Country'],
  ['firstname', 'First Name'],
  ['address_type', 'Address Type'],
  ['telephone', 'Phone Number'],
];

const configurableFields = { company: 'Company', fax: 'Fax' };

/** Present is enough: an empty text passes everywhere but in the e-mail. */
export function addressProblem(
  address: Fields,
  { requiredOfAddresses }: Pick<ShopOptions, 'requiredOfAddresses'>,
): readonly string[] {
  const configured = requiredOfAddresses.map((column) => [column, configurableFields[column]] as const);
  const missing = [...requiredFields, ...configured].filter(([column]) => address[column] === undefined);
  const problems = missing.map(([, label]) => `${label} is a required field`);
  return isEmail(textOf(address, 'email')) ? problems : [...problems, 'Email has a wrong format'];
}

/** PHP's FILTER_VALIDATE_EMAIL for the addresses that occur: ASCII, a dotted host, 64 characters before the @. */
export function isEmail(text: string): boolean {
  const atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
  const label = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
  const pattern = new RegExp(`^(?=.{1,254}$)(?=[^@]{1,64}@)${atom}(?:\\.${atom})*@${label}(?:\\.${label})+$`);
  return pattern.test(text);
}

export function addressView(address: Fields): Fields {
  const region = regionById(Number(address['region_id'] ?? 0));
  return withoutNulls({
    ...address,
    street:
      address['street'] === undefined || address['street'] === null ? null : String(address['street']).split('\n'),
    region_code: address['region_code'] ?? region?.code ?? null,
  });
}

export function addressOfType(order: OrderRow, type: 'billing' | 'shipping'): Fields | undefined {
  return order.addresses.find((address) => address['address_type'] === type);
}

/**
 * `PUT /V1/orders/{parent_id}`: the entity is saved as it is, so what must be present must be sent again. Without an
 * `entity_id` a further address row appears, and the order goes on showing its first one of that type.
 */
export function saveOrderAddress(shop: Shop, orderId: number, entity: Fields): Fields {
  const row = storedAddress(entity);
  const problems = addressProblem(row, shop.options);
  if (problems.length > 0) throw badRequest("We can't save the address:\n%1", [problems.join('\n')]);
  return shop.changeBesideOrder(orderId, (draft) => {
    const entityId = row['entity_id'];
    if (entityId === undefined || entityId === null) {
      const created = { ...row, entity_id: shop.sequences.next('address'), parent_id: orderId };
      draft.addresses.push(created);
      return created;
    }
    const existing = draft.addresses.find((address) => address['entity_id'] === entityId);
    if (existing === undefined) throw notFound();
    return Object.assign(existing, row, { parent_id: orderId });
  });
}
