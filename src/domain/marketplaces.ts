/** One of Amazon's shops, as far as Waybill must know it before Amazon has answered anything. */
export type Marketplace = {
  readonly id: string;
  readonly domain: string;
  /** ISO 3166: Commerce's spelling, so GB and not UK. */
  readonly countryCode: string;
  readonly currency: string;
  readonly region: 'na' | 'eu' | 'fe';
  /** Of orders that carry no address: Commerce wants a region in some countries, a real-looking post code in none. */
  readonly placeholder: { readonly city: string; readonly postcode: string; readonly regionCode?: string };
};

/** Amazon's published list (developer-docs.amazon.com/sp-api/docs/marketplace-ids). */
const rows = [
  ['ATVPDKIKX0DER', 'amazon.com', 'US', 'USD', 'na', 'Seattle', '98101', 'WA'],
  ['A2EUQ1WTGCTBG2', 'amazon.ca', 'CA', 'CAD', 'na', 'Toronto', 'M5H 2N2', 'ON'],
  ['A1AM78C64UM0Y8', 'amazon.com.mx', 'MX', 'MXN', 'na', 'Ciudad de México', '06000', 'CMX'],
  ['A2Q3Y263D00KWC', 'amazon.com.br', 'BR', 'BRL', 'na', 'São Paulo', '01310-100', 'SP'],
  ['A28R8C7NBKEWEA', 'amazon.ie', 'IE', 'EUR', 'eu', 'Dublin', 'D02 XH97', 'D'],
  ['A1RKKUPIHCS9HS', 'amazon.es', 'ES', 'EUR', 'eu', 'Madrid', '28001', 'Madrid'],
  ['A1F83G8C2ARO7P', 'amazon.co.uk', 'GB', 'GBP', 'eu', 'London', 'EC1A 1BB', undefined],
  ['A13V1IB3VIYZZH', 'amazon.fr', 'FR', 'EUR', 'eu', 'Paris', '75001', '75'],
  ['AMEN7PMS3EDWL', 'amazon.com.be', 'BE', 'EUR', 'eu', 'Bruxelles', '1000', 'BRU'],
  ['A1805IZSGTT6HS', 'amazon.nl', 'NL', 'EUR', 'eu', 'Amsterdam', '1012 JS', 'NH'],
  ['A1PA6795UKMFR9', 'amazon.de', 'DE', 'EUR', 'eu', 'Berlin', '10115', 'BER'],
  ['APJ6JRA9NG5V4', 'amazon.it', 'IT', 'EUR', 'eu', 'Roma', '00184', 'RM'],
  ['A2NODRKZP88ZB9', 'amazon.se', 'SE', 'SEK', 'eu', 'Stockholm', '111 29', 'AB'],
  ['AE08WJ6YKNBMC', 'amazon.co.za', 'ZA', 'ZAR', 'eu', 'Cape Town', '8001', 'WC'],
  ['A1C3SOZRARQ6R3', 'amazon.pl', 'PL', 'PLN', 'eu', 'Warszawa', '00-001', 'PL-14'],
  ['ARBP9OOSHTCHU', 'amazon.eg', 'EG', 'EGP', 'eu', 'Cairo', '11511', 'C'],
  ['A33AVAJ2PDY3EV', 'amazon.com.tr', 'TR', 'TRY', 'eu', 'İstanbul', '34000', '34'],
  ['A17E79C6D8DWNP', 'amazon.sa', 'SA', 'SAR', 'eu', 'Riyadh', '11564', '01'],
  ['A2VIGQ35RCS4UG', 'amazon.ae', 'AE', 'AED', 'eu', 'Dubai', '00000', 'DU'],
  ['A21TJRUUN4KGV', 'amazon.in', 'IN', 'INR', 'eu', 'Bengaluru', '560001', 'KA'],
  ['A19VAU5U5O7RUS', 'amazon.sg', 'SG', 'SGD', 'fe', 'Singapore', '018956', undefined],
  ['A39IBJ37TRP1C6', 'amazon.com.au', 'AU', 'AUD', 'fe', 'Sydney', '2000', 'NSW'],
  ['A1VC38T7YXB528', 'amazon.co.jp', 'JP', 'JPY', 'fe', 'Tokyo', '100-0001', '13'],
] as const;

const marketplaces: ReadonlyMap<string, Marketplace> = new Map(
  rows.map(([id, domain, countryCode, currency, region, city, postcode, regionCode]) => [
    id,
    {
      id,
      domain,
      countryCode,
      currency,
      region,
      placeholder: { city, postcode, ...(regionCode === undefined ? {} : { regionCode }) },
    },
  ]),
);

/** Undefined for a shop that Amazon opens tomorrow: only orders without an address need to know it. */
export const marketplaceOf = (id: unknown): Marketplace | undefined =>
  typeof id === 'string' ? marketplaces.get(id) : undefined;

export const allMarketplaces: readonly Marketplace[] = [...marketplaces.values()];
