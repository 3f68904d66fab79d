import type { AmazonAddress, AmazonOrder, AmazonOrderLine, Proceeds } from '../../src/domain/amazon-order.js';
import { type DraftRequest, draftOrder } from '../../src/domain/draft-order.js';
import {
  parseAmazonOrderId,
  parseMarketplaceId,
  parseOrderItemId,
  parsePackageId,
  parseSku,
} from '../../src/domain/ids.js';
import { isMoney, type Money, parseMoney } from '../../src/domain/money.js';
import type { OrderDraft } from '../../src/domain/order-draft.js';
import type { Country } from '../../src/domain/regions.js';
import { given } from '../support/order-inputs.js';

/** Builders go through the domain's own parsers: what they make can exist. */
export const amazonOrderId = (raw = '902-1106328-1059050') => given(parseAmazonOrderId(raw));
export const marketplaceId = (raw = 'ATVPDKIKX0DER') => given(parseMarketplaceId(raw));
export const orderItemId = (raw = '05015851154158') => given(parseOrderItemId(raw));
export const packageId = (raw = 'pkg-1') => given(parsePackageId(raw));
export const sku = (raw = 'MUG-BLUE') => given(parseSku(raw));

export function money(amount: string, currency = 'USD'): Money {
  const parsed = parseMoney(amount, currency);
  if (!isMoney(parsed)) throw new Error(`${amount} ${currency}: ${parsed.notMoney}`);
  return parsed;
}

type Kind = Proceeds['kind'];
/** `paid('ITEM', '10.00')`, `paid('TAX/SHIPPING', '0.49')`. */
export function paid(what: Kind | `${'TAX' | 'DISCOUNT'}/${Kind}`, amount: string, currency = 'USD'): Proceeds {
  const [kind, of] = what.split('/');
  return {
    kind: given(kinds.find((known) => known === kind)),
    ...(of === undefined ? {} : { of: given(kinds.find((known) => known === of)) }),
    amount: money(amount, currency),
  };
}
const kinds: readonly Kind[] = ['ITEM', 'SHIPPING', 'GIFT_WRAP', 'COD_FEE', 'TAX', 'DISCOUNT', 'DELIVERY_TIP', 'OTHER'];

export const line = (changes: Partial<AmazonOrderLine> = {}): AmazonOrderLine => ({
  orderItemId: orderItemId(),
  sku: sku(),
  title: 'Blue mug',
  quantityOrdered: 1,
  quantityShipped: 0,
  quantityCancelled: 0,
  unitPrice: money('10.00'),
  proceeds: [paid('ITEM', '10.00')],
  programs: [],
  ...changes,
});

export const without = <Key extends keyof AmazonOrderLine>(
  from: AmazonOrderLine,
  key: Key,
): Omit<AmazonOrderLine, Key> => {
  const { [key]: _, ...rest } = from;
  return rest;
};

export const address = (changes: Partial<AmazonAddress> = {}): AmazonAddress => ({
  name: 'Jane Doe',
  lines: ['1 Main St', 'Apt 4'],
  city: 'Austin',
  stateOrRegion: 'TX',
  postalCode: '78701',
  countryCode: 'US',
  phone: '5125550100',
  ...changes,
});

export const order = (changes: Partial<AmazonOrder> = {}): AmazonOrder => ({
  id: amazonOrderId(),
  marketplaceId: marketplaceId(),
  status: 'Unshipped',
  fulfilledBy: 'FBM',
  purchasedAt: '2026-01-02T10:00:00Z',
  lastUpdatedAt: '2026-01-02T10:30:00Z',
  serviceLevel: 'STANDARD',
  grandTotal: money('10.00'),
  lines: [line()],
  packages: [],
  programs: [],
  buyerRequestsCancel: false,
  buyer: { name: 'Jane Doe', email: 'k3v1@marketplace.amazon.com' },
  deliveryAddress: address(),
  ...changes,
});

export const unitedStates: Country = {
  code: 'US',
  regions: [
    { id: 12, code: 'CA', name: 'California' },
    { id: 16, code: 'DC', name: 'District of Columbia' },
    { id: 18, code: 'FL', name: 'Florida' },
    { id: 43, code: 'NY', name: 'New York' },
    { id: 52, code: 'PR', name: 'Puerto Rico' },
    { id: 57, code: 'TX', name: 'Texas' },
    { id: 60, code: 'VI', name: 'Virgin Islands' },
    { id: 62, code: 'WA', name: 'Washington' },
    { id: 9, code: 'AE', name: 'Armed Forces Europe' },
  ],
};
export const germany: Country = {
  code: 'DE',
  regions: [
    { id: 80, code: 'BAW', name: 'Baden-Württemberg' },
    { id: 81, code: 'BAY', name: 'Bayern' },
    { id: 82, code: 'BER', name: 'Berlin' },
  ],
};
export const unitedKingdom: Country = { code: 'GB', regions: [] };

export const request = (changes: Partial<DraftRequest> = {}): DraftRequest => ({
  order: order(),
  settings: { numberFrom: 'amazon', numberPrefix: '', status: 'default' },
  products: new Map([[sku(), { productId: 42, name: 'Mug, blue' }]]),
  country: unitedStates,
  skuMap: {},
  storeView: { baseCurrency: 'USD' },
  ...changes,
});

export function drafted(changes: Partial<DraftRequest> = {}): OrderDraft {
  const draft = draftOrder(request(changes));
  if ('code' in draft) throw new Error(`blocked: ${JSON.stringify(draft)}`);
  return draft;
}
