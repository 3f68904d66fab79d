import type { ShipmentPackage } from './shipment-package.js';

/** How an account's settings translate one of its shipping system's carrier codes. */
export type MappedCarrier = {
  readonly carrierCode: string;
  readonly carrierName?: string;
  readonly shippingMethod?: string;
  readonly commerceCarrierCode?: string;
};
export type CarrierMap = Readonly<Record<string, MappedCarrier>>;

type Sent = Pick<ShipmentPackage, 'carrier' | 'service'>;

export type AmazonCarrier = {
  readonly carrierCode: string;
  readonly carrierName?: string;
  readonly shippingMethod?: string;
};

/** Amazon takes any text, but only Seller Central's own spelling makes tracking work; a name must come with `Other`. */
export function carrierForAmazon(carriers: CarrierMap, sent: Sent): AmazonCarrier {
  const { carrierCode, carrierName, shippingMethod = trimmed(sent.service) } = mapped(carriers, sent.carrier);
  return {
    carrierCode,
    ...(carrierName === undefined ? {} : { carrierName }),
    ...(shippingMethod === undefined ? {} : { shippingMethod }),
  };
}

/** One track of a Commerce shipment. A code that Commerce does not know must be `custom`, and the title then says who carries it. */
export function trackingForCommerce(
  carriers: CarrierMap,
  sent: Sent & Pick<ShipmentPackage, 'trackingNumber'>,
): { readonly number: string; readonly carrierCode: string; readonly title: string } {
  const { carrierCode, carrierName, commerceCarrierCode } = mapped(carriers, sent.carrier);
  const title = [carrierName ?? carrierCode, trimmed(sent.service)].filter((word) => word !== undefined).join(' ');
  return {
    number: sent.trackingNumber,
    carrierCode: commerceCarrierCode ?? commerceCodes.get(folded(carrierCode)) ?? 'custom',
    title: title.slice(0, titleMax),
  };
}

const titleMax = 255;

function mapped(carriers: CarrierMap, carrier: string): MappedCarrier {
  const own = ownEntry(carriers, carrier);
  if (own !== undefined) return own;
  const known = amazonCodes.get(folded(carrier));
  if (known !== undefined) return { carrierCode: known };
  // Commerce's shipments are taken as they are, with or without an entry for all others: they have left the house.
  const other = ownEntry(carriers, anyOther) ?? { carrierCode: 'Other' };
  return other.carrierCode === 'Other' && other.carrierName === undefined
    ? { ...other, carrierName: trimmed(carrier) ?? 'Other' }
    : other;
}

const ownEntry = (carriers: CarrierMap, carrier: string): MappedCarrier | undefined =>
  Object.entries(carriers).find(([code]) => code.trim().toLowerCase() === carrier.trim().toLowerCase())?.[1];

/** Named by the settings, or known to Amazon; or the settings say what becomes of all others. */
export const isKnownCarrier = (carriers: CarrierMap, carrier: string): boolean =>
  ownEntry(carriers, carrier) !== undefined ||
  amazonCodes.has(folded(carrier)) ||
  ownEntry(carriers, anyOther) !== undefined;

/** In the settings: every carrier that is neither named there nor known to Amazon. */
const anyOther = '*';

const trimmed = (text: string | undefined): string | undefined => text?.trim() || undefined;
const folded = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** As Seller Central spells them. */
const amazonSpellings = [
  'UPS',
  'USPS',
  'FedEx',
  'DHL',
  'DHL eCommerce',
  'UPS Mail Innovations',
  'FedEx SmartPost',
  'OnTrac',
  'Lasership',
  'Canada Post',
  'Purolator',
  'Royal Mail',
  'Parcelforce',
  'Evri',
  'Yodel',
  'Deutsche Post',
  'DPD',
  'GLS',
  'Hermes',
  'TNT',
  'La Poste',
  'Colissimo',
  'Chronopost',
  'Mondial Relay',
  'Correos',
  'SEUR',
  'MRW',
  'Poste Italiane',
  'BRT',
  'SDA',
  'PostNL',
  'Bpost',
  'PostNord',
  'InPost',
  'Aramex',
  'Australia Post',
  'YAMATO',
  'SAGAWA',
  'JP_EXPRESS',
  'Delhivery',
  'BlueDart',
  'India Post',
] as const;

const amazonCodes: ReadonlyMap<string, string> = new Map([
  ...amazonSpellings.map((name) => [folded(name), name] as const),
  ['federalexpress', 'FedEx'],
  ['unitedparcelservice', 'UPS'],
  ['dhlexpress', 'DHL'],
  ['unitedstatespostalservice', 'USPS'],
  ['brtbartolini', 'BRT'],
  ['japanpost', 'JP_EXPRESS'],
]);

/** The carriers that every Commerce has; others come with modules and are named in the settings. */
const commerceCodes: ReadonlyMap<string, string> = new Map([
  ['ups', 'ups'],
  ['usps', 'usps'],
  ['fedex', 'fedex'],
  ['dhl', 'dhl'],
]);
