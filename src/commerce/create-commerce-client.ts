import type { Fetch } from '../remote/http-exchange.js';
import { createAddressesClient } from './addresses-client.js';
import { authorisationOf, type CommerceAuth } from './authorisation.js';
import { createBuyersClient } from './buyers-client.js';
import { createCatalogueClient } from './catalogue-client.js';
import { createCreditMemosClient } from './credit-memos-client.js';
import { createCustomersClient } from './customers-client.js';
import { createDirectoryClient } from './directory-client.js';
import { createInvoicesClient, createRefundsClient, createShipmentsClient } from './documents-client.js';
import { createOrdersClient } from './orders-client.js';
import type { CommercePort } from './port.js';
import { type CommerceAnswerSeen, RestTransport } from './rest-transport.js';
import type { StorableCharacters } from './storable-text.js';
import { createStoreClient } from './store-client.js';

export type CommerceClientOptions = {
  /** Of the shop; `/rest` and the store view are appended, save for the Cloud Service. */
  readonly baseUrl: string;
  readonly storeViewCode: string;
  /** The other store views that orders of the account lie in: one per marketplace, where the merchant wants it so. */
  readonly otherStoreViewCodes?: readonly string[];
  readonly auth: CommerceAuth;
  readonly nowMs: () => number;
  /** For OAuth: new with each call. */
  readonly nonce?: () => string;
  /** The inventory source that goods leave from; absent, Commerce takes the stock's only one, or `default`. */
  readonly sourceCode?: string;
  readonly userAgent?: string;
  readonly fetch?: Fetch;
  readonly timeoutMs?: number;
  /** What the shop's database can hold; absent: `basic`. */
  readonly characters?: StorableCharacters;
  /** For metrics; must not throw. */
  readonly onAnswer?: (answer: CommerceAnswerSeen) => void;
};

/** A request may still reach Commerce so long after it was sent, and no longer hears us: see `CommerceOrders.create`. */
export const commerceTimeoutMsDefault = 30_000;

export function createCommerceClient(options: CommerceClientOptions): CommercePort {
  const all = [options.storeViewCode, ...(options.otherStoreViewCodes ?? [])];
  const made = new Map<string, CommercePort>();
  // One client for each store view, made when it is first asked for: what a view sells and stocks is its own.
  const inStoreView = (storeViewCode: string): CommercePort => {
    const known = made.get(storeViewCode);
    if (known !== undefined) return known;
    const otherStoreViewCodes = all.filter((code) => code !== storeViewCode);
    const client = { ...clientOf({ ...options, storeViewCode, otherStoreViewCodes }), inStoreView };
    made.set(storeViewCode, client);
    return client;
  };
  return inStoreView(options.storeViewCode);
}

function clientOf(options: CommerceClientOptions): Omit<CommercePort, 'inStoreView'> {
  const {
    storeViewCode,
    otherStoreViewCodes = [],
    nowMs,
    fetch = globalThis.fetch,
    timeoutMs = commerceTimeoutMsDefault,
  } = options;
  const transport = new RestTransport({
    ...addressing(options),
    authorisation: authorisationOf(options.auth, { nowMs, nonce: options.nonce, fetch, timeoutMs }),
    nowMs,
    fetch,
    timeoutMs,
    characters: options.characters ?? 'basic',
    onAnswer: options.onAnswer ?? (() => undefined),
  });
  const store = createStoreClient({ transport, storeViewCode, otherStoreViewCodes, nowMs });
  return {
    orders: createOrdersClient({ transport, store, nowMs }),
    invoices: createInvoicesClient(transport),
    shipments: createShipmentsClient(transport, { sourceCode: options.sourceCode }),
    refunds: createRefundsClient(transport),
    creditMemos: createCreditMemosClient(transport),
    addresses: createAddressesClient(transport),
    catalogue: createCatalogueClient({ transport, store, nowMs }),
    directory: createDirectoryClient(transport, nowMs),
    customers: createCustomersClient(transport, store),
    buyers: createBuyersClient({ transport, store }),
    store,
  };
}

/** The Cloud Service has no `/rest` and takes the store view in a header; everybody else takes it in the path. */
export function addressing({ baseUrl, storeViewCode, auth, userAgent = 'Waybill' }: CommerceClientOptions) {
  const base = baseUrl.replace(/\/+$/, '');
  const headers = { 'user-agent': userAgent };
  return auth.kind === 'ims'
    ? { restUrl: base, headers: { ...headers, store: storeViewCode } }
    : { restUrl: `${base}/rest/${storeViewCode}`, headers };
}
