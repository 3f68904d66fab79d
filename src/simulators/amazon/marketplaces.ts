/** The marketplaces that the simulator knows, with what an order of a plain buyer there looks like by default. */
export type Marketplace = {
  readonly id: string;
  readonly name: string;
  readonly countryCode: string;
  readonly currency: string;
  readonly language: string;
  readonly domain: string;
  readonly sampleAddress: {
    readonly city: string;
    readonly stateOrRegion?: string;
    readonly postalCode: string;
  };
};

const all: readonly Marketplace[] = [
  {
    id: 'ATVPDKIKX0DER',
    name: 'Amazon.com',
    countryCode: 'US',
    currency: 'USD',
    language: 'en_US',
    domain: 'www.amazon.com',
    sampleAddress: { city: 'Seattle', stateOrRegion: 'WA', postalCode: '98101' },
  },
  {
    id: 'A2EUQ1WTGCTBG2',
    name: 'Amazon.ca',
    countryCode: 'CA',
    currency: 'CAD',
    language: 'en_CA',
    domain: 'www.amazon.ca',
    sampleAddress: { city: 'Toronto', stateOrRegion: 'ON', postalCode: 'M5V 2T6' },
  },
  {
    id: 'A1AM78C64UM0Y8',
    name: 'Amazon.com.mx',
    countryCode: 'MX',
    currency: 'MXN',
    language: 'es_MX',
    domain: 'www.amazon.com.mx',
    sampleAddress: { city: 'Ciudad de México', stateOrRegion: 'CDMX', postalCode: '06600' },
  },
  {
    id: 'A2Q3Y263D00KWC',
    name: 'Amazon.com.br',
    countryCode: 'BR',
    currency: 'BRL',
    language: 'pt_BR',
    domain: 'www.amazon.com.br',
    sampleAddress: { city: 'São Paulo', stateOrRegion: 'SP', postalCode: '01310-100' },
  },
  {
    id: 'A1F83G8C2ARO7P',
    name: 'Amazon.co.uk',
    countryCode: 'GB',
    currency: 'GBP',
    language: 'en_GB',
    domain: 'www.amazon.co.uk',
    sampleAddress: { city: 'London', stateOrRegion: 'England', postalCode: 'SW1A 1AA' },
  },
  {
    id: 'A1PA6795UKMFR9',
    name: 'Amazon.de',
    countryCode: 'DE',
    currency: 'EUR',
    language: 'de_DE',
    domain: 'www.amazon.de',
    sampleAddress: { city: 'Berlin', postalCode: '10115' },
  },
  {
    id: 'A13V1IB3VIYZZH',
    name: 'Amazon.fr',
    countryCode: 'FR',
    currency: 'EUR',
    language: 'fr_FR',
    domain: 'www.amazon.fr',
    sampleAddress: { city: 'Paris', postalCode: '75001' },
  },
  {
    id: 'A1VC38T7YXB528',
    name: 'Amazon.co.jp',
    countryCode: 'JP',
    currency: 'JPY',
    language: 'ja_JP',
    domain: 'www.amazon.co.jp',
    sampleAddress: { city: '渋谷区', stateOrRegion: '東京都', postalCode: '150-0002' },
  },
];

const byId = new Map(all.map((marketplace) => [marketplace.id, marketplace]));

/** A marketplace that the table does not know behaves like the American one under its own id. */
export function marketplaceOf(id: string): Marketplace {
  const [fallback] = all;
  const known = byId.get(id);
  if (known !== undefined) return known;
  if (fallback === undefined) throw new Error('the table of marketplaces is empty');
  return { ...fallback, id, name: `Marketplace ${id}` };
}
