import type { ShipmentPackage } from './shipment-package.js';

/** The account's own words for a carrier, by the shipping system's code. */
export type CarrierMap = Readonly<Record<string, CarrierWords>>;

export type CarrierWords = {
  /** As Seller Central spells it. */
  readonly carrierCode: string;
  /** Must be there when the code is `Other`. */
  readonly carrierName?: string;
  readonly shippingMethod?: string;
  readonly commerceCarrierCode?: string;
};

type Carried = Pick<ShipmentPackage, 'carrier' | 'service'>;

/** Amazon compares with its own spelling and accepts nothing else. */
const knownToAmazon: Readonly<Record<string, string>> = {
  ups: 'UPS',
  usps: 'USPS',
  fedex: 'FedEx',
  dhl: 'DHL',
  dpd: 'DPD',
  gls: 'GLS',
  hermes: 'Hermes',
  'royal mail': 'Royal Mail',
  royalmail: 'Royal Mail',
  ontrac: 'OnTrac',
  'canada post': 'Canada Post',
};

/** Commerce's own carriers; every other one is `custom` and carries its name as the title. */
const knownToCommerce = ['ups', 'usps', 'fedex', 'dhl'];

export function carrierForAmazon(
  carriers: CarrierMap,
  { carrier, service }: Carried,
): { readonly carrierCode: string; readonly carrierName?: string; readonly shippingMethod?: string } {
  const own = wordsOf(carriers, carrier);
  const shippingMethod = own?.shippingMethod ?? service;
  const method = shippingMethod === undefined ? {} : { shippingMethod };
  if (own !== undefined) {
    const { carrierCode, carrierName } = own;
    return { carrierCode, ...(carrierName === undefined ? {} : { carrierName }), ...method };
  }
  const known = knownToAmazon[carrier.trim().toLowerCase()];
  return known === undefined
    ? { carrierCode: 'Other', carrierName: carrier, ...method }
    : { carrierCode: known, ...method };
}

export function trackingForCommerce(
  carriers: CarrierMap,
  { carrier, service, trackingNumber }: Carried & Pick<ShipmentPackage, 'trackingNumber'>,
): { readonly number: string; readonly carrierCode: string; readonly title: string } {
  const own = wordsOf(carriers, carrier);
  const name = own?.carrierName ?? (own === undefined || own.carrierCode === 'Other' ? carrier : own.carrierCode);
  const lowerCase = carrier.trim().toLowerCase();
  const carrierCode = own?.commerceCarrierCode ?? knownToCommerce.find((code) => code === lowerCase) ?? 'custom';
  return { number: trackingNumber, carrierCode, title: service === undefined ? name : `${name} ${service}` };
}

const wordsOf = (carriers: CarrierMap, carrier: string): CarrierWords | undefined =>
  carriers[carrier] ?? carriers[carrier.trim().toLowerCase()];
