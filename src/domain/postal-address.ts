import type { AmazonAddress, AmazonBuyer, AmazonOrder } from './amazon-order.js';
import type { Blocker } from './blocker.js';
import { commerceCountryOf } from './country-codes.js';
import { type Marketplace, marketplaceOf } from './marketplaces.js';
import type { CommerceAddress } from './order-draft.js';
import { splitPersonName } from './person-name.js';
import { type Country, findRegion, needsRegion } from './regions.js';
import { cutTo, oneLine } from './text.js';

/** Commerce cuts every part of an address here, and the lines of a street after they were joined. */
const partMax = 255;
/** Commerce wants these to be there. A hyphen says openly that there is nothing. */
const nothing = '-';

/** The country that Commerce must be asked for before the order can be drafted. */
export function countryToAskFor({ deliveryAddress, marketplaceId }: AddressedOrder): string {
  const { countryCode } = commerceCountryOf(deliveryAddress?.countryCode ?? '');
  // A shop that opened after this was written, and an order without an address: only a placeholder depends on it.
  return countryCode || (marketplaceOf(marketplaceId)?.countryCode ?? 'US');
}

type AddressedOrder = Pick<AmazonOrder, 'deliveryAddress' | 'marketplaceId'>;
type Delivered = AddressedOrder & Pick<AmazonOrder, 'fulfilledBy'>;

/** Where the goods go. What Amazon ships has arrived already: no gap in its address holds it up. */
export function shippingAddressOf(order: Delivered, country: Country | 'not-found'): CommerceAddress | Blocker {
  if (country === 'not-found') return { code: 'country-unknown', subject: countryToAskFor(order) };
  const { deliveryAddress } = order;
  if (order.fulfilledBy === 'FBA') return filledUp(deliveryAddress ?? unknownAddress, country, order);
  if (deliveryAddress === undefined || streetOf(deliveryAddress).length === 0) return { code: 'address-missing' };
  const region = regionOf(deliveryAddress, country);
  if (region === undefined && needsRegion(country)) return { code: 'region-unknown', subject: country.code };
  return addressed(deliveryAddress, country, region);
}

/** Amazon gives no invoice address: the buyer, where the goods go. */
export function billingAddressOf(shipping: CommerceAddress, buyer: AmazonBuyer | undefined): CommerceAddress {
  const company = part(buyer?.companyName);
  return {
    ...shipping,
    ...(part(buyer?.name) === '' ? {} : splitPersonName(buyer?.name ?? '')),
    ...(company === '' ? {} : { company }),
  };
}

const unknownAddress: AmazonAddress = { name: '', lines: [], city: '', postalCode: '', countryCode: '' };

function filledUp(address: AmazonAddress, country: Country, order: AddressedOrder): CommerceAddress {
  const region = regionOf(address, country);
  const given = addressed(address, country, region);
  const marketplace = marketplaceOf(order.marketplaceId);
  const isPlaceUnknown = part(address.city) === '' && part(address.postalCode) === '';
  return isPlaceUnknown && marketplace?.countryCode === country.code
    ? { ...given, ...placeOf(marketplace, country) }
    : given;
}

function placeOf(
  { placeholder }: Marketplace,
  country: Country,
): Pick<CommerceAddress, 'city' | 'postcode' | 'region'> {
  const { city, postcode, regionCode = '' } = placeholder;
  const region = findRegion(regionCode, country);
  return { city, postcode, ...(region === undefined ? {} : { region: { id: region.id, name: region.name } }) };
}

function addressed(address: AmazonAddress, country: Country, region: CommerceAddress['region']): CommerceAddress {
  const company = part(address.companyName);
  const street = streetOf(address);
  return {
    ...splitPersonName(address.name),
    ...(company === '' ? {} : { company }),
    street: street.length === 0 ? [nothing] : street,
    city: part(address.city) || nothing,
    ...(region === undefined ? {} : { region }),
    postcode: part(address.postalCode),
    countryId: country.code,
    telephone: part(address.phone) || nothing,
  };
}

/** As the directory spells it; free text where the country can do without; nothing where it can not. */
function regionOf(address: AmazonAddress, country: Country): CommerceAddress['region'] {
  const { regionCode } = commerceCountryOf(address.countryCode);
  const text = regionCode ?? (part(address.stateOrRegion) || part(address.districtOrCounty));
  const found = findRegion(text, country);
  if (found !== undefined) return { id: found.id, name: found.name };
  return text === '' || needsRegion(country) ? undefined : { name: text };
}

/** A district is part of the delivery address in many countries, and Commerce has no field for it. */
function streetOf(address: AmazonAddress): readonly string[] {
  const lines = address.lines.map(oneLine).filter((line) => line !== '');
  const district = part(address.districtOrCounty);
  const isSaid = [...lines, address.city, address.stateOrRegion ?? ''].some(
    (text) => text.trim().toLowerCase() === district.toLowerCase(),
  );
  const isRegion = part(address.stateOrRegion) === '';
  return cutLines(lines.length === 0 || district === '' || isSaid || isRegion ? lines : [...lines, district]);
}

function cutLines(lines: readonly string[]): readonly string[] {
  return cutTo(lines.join('\n'), partMax)
    .split('\n')
    .filter((line) => line !== '');
}

const part = (text: string | undefined): string => cutTo(oneLine(text ?? ''), partMax);
