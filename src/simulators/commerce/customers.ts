import { regionsOf } from './directory.js';
import { type Fields, isList, isRecord, type Json, textOf, withoutNulls } from './json.js';
import type { StoreView } from './options.js';
import { isEmail } from './order-address.js';
import { badRequest, RestError, required } from './rest-error.js';
import type { CustomerRow } from './rows.js';
import type { Shop } from './shop.js';

/** `POST /V1/customers`: always mails a welcome (#6436). */
export function registerCustomer(shop: Shop, customer: Fields, urlStore: StoreView): CustomerRow {
  const row = saveCustomer(shop, { ...customer, id: null }, urlStore);
  shop.mailBox.send({ kind: 'customer_welcome', to: textOf(row.fields, 'email') });
  return row;
}

/** `PUT /V1/customers/{id}`: the id of the body counts, not the path's. Without one a customer is created, silently. */
export function saveCustomer(shop: Shop, customer: Fields, urlStore: StoreView): CustomerRow {
  const givenId = typeof customer['id'] === 'number' && customer['id'] > 0 ? customer['id'] : undefined;
  const existing = givenId === undefined ? undefined : shop.customers.get(givenId);
  if (givenId !== undefined && existing === undefined) throw noSuchCustomer(givenId);
  const { addresses, ...columns } = customer;
  const fields: Fields = { ...defaults(urlStore), ...existing?.fields, ...withoutNulls(columns) };
  refuseFaults(fields, shop.options.isTaxNumberRequired);
  refuseDuplicate(shop, fields, givenId);
  const addressRows = isList(addresses) ? addresses.filter(isRecord).map(checkedAddress) : (existing?.addresses ?? []);
  const id = givenId ?? shop.sequences.next('customer');
  const store = shop.storeById(Number(fields['store_id'])) ?? urlStore;
  const now = shop.now();
  const row: CustomerRow = {
    id,
    fields: {
      ...fields,
      id,
      created_at: existing?.fields['created_at'] ?? now,
      updated_at: now,
      created_in: existing?.fields['created_in'] ?? store.name ?? store.code,
    },
    addresses: addressRows.map((address) => ({
      ...address,
      id: typeof address['id'] === 'number' ? address['id'] : shop.sequences.next('customer_address'),
      customer_id: id,
    })),
  };
  shop.customers.put(id, row);
  return row;
}

export function customerById(shop: Shop, id: number): CustomerRow {
  const row = shop.customers.get(id);
  if (row === undefined) throw noSuchCustomer(id);
  return row;
}

export function customerView({ fields, addresses }: CustomerRow): Json {
  const idOf = (flag: string): Json => {
    const address = addresses.find((candidate) => candidate[flag] === true);
    return address === undefined ? null : String(address['id']);
  };
  return {
    ...withoutNulls({
      ...fields,
      default_billing: idOf('default_billing'),
      default_shipping: idOf('default_shipping'),
    }),
    addresses: addresses.map(withoutNulls),
    disable_auto_group_change: 0,
    extension_attributes: { is_subscribed: false },
  };
}

function defaults(store: StoreView): Fields {
  return { group_id: 1, website_id: store.websiteId, store_id: store.id };
}

const nameColumns = [
  ['firstname', 'First Name'],
  ['lastname', 'Last Name'],
  ['middlename', 'Middle Name'],
] as const;

/** Letters, digits, spaces and a few signs; no `&`, `/`, `(` or `@`. */
const namePattern = /^[\p{L}\p{M}\d\s,\-_.'’`]{1,255}$/u;

function refuseFaults(fields: Fields, isTaxNumberRequired: boolean): void {
  const missing = ['email', 'firstname', 'lastname'].filter((column) => textOf(fields, column).trim() === '');
  if (missing.length > 0) throw required(missing);
  if (!isEmail(textOf(fields, 'email'))) throw badRequest('"Email" is not a valid email address.');
  for (const [column, label] of nameColumns) {
    const name = textOf(fields, column);
    if (name !== '' && !namePattern.test(name)) throw badRequest(`${label} is not valid!`);
  }
  if (isTaxNumberRequired && textOf(fields, 'taxvat').trim() === '') throw required(['taxvat']);
}

/** E-mails are unique within a website, case ignored. */
function refuseDuplicate(shop: Shop, fields: Fields, ownId: number | undefined): void {
  const email = textOf(fields, 'email').toLowerCase();
  for (const other of shop.customers.values()) {
    if (other.id === ownId || other.fields['website_id'] !== fields['website_id']) continue;
    if (textOf(other.fields, 'email').toLowerCase() !== email) continue;
    throw badRequest('A customer with the same email address already exists in an associated website.');
  }
}

function checkedAddress(address: { readonly [key: string]: Json }): Fields {
  const { region: regionGiven, ...rest } = address;
  const fields: Fields = { ...rest };
  const region = isRecord(regionGiven) ? regionGiven : {};
  const countryId = textOf(fields, 'country_id');
  const isBlank = (column: string): boolean => textOf(fields, column).trim() === '';
  const missing = ['firstname', 'lastname', 'city', 'telephone', 'postcode'].filter(isBlank);
  if (!isList(fields['street']) || fields['street'].join('') === '') missing.push('street');
  if (countryId === '') missing.push('countryId');
  const regionId = Number(fields['region_id'] ?? region['region_id'] ?? 0);
  if (statesRequired.has(countryId) && !regionsOf(countryId).some(({ id }) => id === regionId))
    missing.push('regionId');
  if (missing.length > 0) throw required(missing);
  return {
    ...fields,
    region: { region_code: region['region_code'] ?? '', region: region['region'] ?? '', region_id: regionId },
    region_id: regionId,
  };
}

/** Setting "State is Required for", as installed. */
const statesRequired = new Set(['AU', 'BR', 'CA', 'CH', 'EE', 'ES', 'HR', 'IN', 'LT', 'LV', 'MX', 'RO', 'US']);

function noSuchCustomer(id: number): RestError {
  return new RestError(404, 'No such entity with %fieldName = %fieldValue', {
    parameters: { fieldName: 'customerId', fieldValue: id },
  });
}
