import { z } from 'zod';
import { RemoteFailure } from '../domain/remote-failure.js';
import { exchange, isNoAnswer } from '../remote/http-exchange.js';
import { authorisationOf } from './authorisation.js';
import { addressing, type CommerceClientOptions, commerceTimeoutMsDefault } from './create-commerce-client.js';
import { parsedAnswer } from './parsed-answer.js';
import { isRouteMissing, type RestCall, RestTransport, refusalAsFailure } from './rest-transport.js';
import { searchQuery } from './search-criteria.js';
import { wireId, wireText } from './wire-values.js';

export type ShopView = {
  readonly code: string;
  readonly websiteId: number;
  readonly baseCurrency: string;
  readonly baseUrl: string;
  readonly secureBaseUrl?: string;
};

/** Whether the integration may do what a resource is for. */
export type Permission = 'given' | { readonly missing: string };

export type StockOfWebsite = { readonly stockId: number; readonly name: string };

/** Looks, and changes nothing. Throws RemoteFailure when the shop is in trouble, and only then. */
export interface CommerceDiagnosis {
  /** `Magento/2.4 (Community)`; absent when the shop does not say. */
  version(): Promise<string | undefined>;
  storeViews(): Promise<readonly ShopView[]>;
  websiteCode(websiteId: number): Promise<string | undefined>;
  permission(resource: CommerceResource): Promise<Permission>;
  /** `absent`: a shop without inventory management, where the old stock items count. */
  stockOf(websiteCode: string): Promise<StockOfWebsite | 'none' | 'absent'>;
  /** Codes of the enabled sources of a stock. */
  sourcesOf(stockId: number): Promise<readonly string[] | 'not-permitted' | 'absent'>;
}

const one = searchQuery({ groups: [], pageSize: 1, fields: 'total_count' });

/**
 * One question per resource. Commerce looks at permissions before it looks at the request, so writes are asked with the
 * order 0, which no shop can have, or with nothing in them: whoever may is told that there is nothing to do.
 */
const questions = {
  'Magento_Sales::actions_view': { method: 'GET', path: '/V1/orders', query: one },
  'Magento_Sales::create': { method: 'POST', path: '/V1/orders', body: {} },
  'Magento_Sales::cancel': { method: 'POST', path: '/V1/orders/0/cancel', body: {} },
  'Magento_Sales::hold': { method: 'POST', path: '/V1/orders/0/hold', body: {} },
  'Magento_Sales::unhold': { method: 'POST', path: '/V1/orders/0/unhold', body: {} },
  'Magento_Sales::comment': { method: 'POST', path: '/V1/orders/0/comments', body: {} },
  'Magento_Sales::invoice': { method: 'POST', path: '/V1/order/0/invoice', body: { items: [], notify: false } },
  'Magento_Sales::ship': { method: 'POST', path: '/V1/order/0/ship', body: { items: [], notify: false } },
  'Magento_Sales::creditmemo': { method: 'POST', path: '/V1/order/0/refund', body: { items: [], notify: false } },
  'Magento_Sales::shipment': { method: 'GET', path: '/V1/shipments', query: one },
  'Magento_Sales::sales_invoice': { method: 'GET', path: '/V1/invoices', query: one },
  'Magento_Sales::sales_creditmemo': { method: 'GET', path: '/V1/creditmemos', query: one },
  'Magento_Catalog::products': { method: 'GET', path: '/V1/products', query: one },
  'Magento_InventorySalesApi::stock': { method: 'GET', path: '/V1/inventory/stock-resolver/website/base' },
  'Magento_Backend::store': { method: 'GET', path: '/V1/store/storeViews' },
  'Magento_Customer::customer': { method: 'GET', path: '/V1/customers/search', query: one },
  'Magento_Customer::manage': { method: 'PUT', path: '/V1/customers/0', body: {} },
} as const satisfies Readonly<Record<string, Omit<RestCall, 'operation'>>>;
const inventoryResource = 'Magento_InventorySalesApi::stock';
export type CommerceResource = keyof typeof questions;

const wireView = z.object({
  code: wireText,
  website_id: wireId,
  base_currency_code: wireText,
  base_url: wireText,
  secure_base_url: wireText.optional().catch(undefined),
});
const wireSite = z.object({ id: wireId, code: wireText });
const wireStock = z.object({ stock_id: wireId, name: wireText });
const wireSource = z.object({ source_code: wireText, enabled: z.unknown() });

export function createCommerceDiagnosis(options: CommerceClientOptions): CommerceDiagnosis {
  const { nowMs, fetch = globalThis.fetch, timeoutMs = commerceTimeoutMsDefault } = options;
  const transport = new RestTransport({
    // An unknown code counts as part of the path, and nothing would be found; this one every shop knows.
    ...addressing({ ...options, storeViewCode: 'all' }),
    authorisation: authorisationOf(options.auth, { nowMs, nonce: options.nonce, fetch, timeoutMs }),
    nowMs,
    fetch,
    timeoutMs,
    characters: 'all',
    onAnswer: options.onAnswer ?? (() => undefined),
  });
  const list = async <Schema extends z.ZodType>(call: RestCall, schema: Schema) =>
    parsedAnswer(z.array(schema), await transport.expect(call), call);

  return {
    async version() {
      const url = `${options.baseUrl.replace(/\/+$/, '')}/magento_version`;
      const answer = await exchange(fetch, { method: 'GET', url, headers: { accept: 'text/plain' }, timeoutMs });
      if (isNoAnswer(answer) || answer.status !== 200) return undefined;
      return /^Magento\/[\w. ()-]{1,60}$/.exec(answer.text.trim())?.[0];
    },
    async storeViews() {
      const call = { operation: 'readStoreViews', method: 'GET', path: '/V1/store/storeConfigs' } as const;
      return (await list(call, wireView)).map((view) => ({
        code: view.code,
        websiteId: view.website_id,
        baseCurrency: view.base_currency_code,
        baseUrl: view.base_url,
        ...(view.secure_base_url === undefined ? {} : { secureBaseUrl: view.secure_base_url }),
      }));
    },
    async websiteCode(websiteId) {
      const call = { operation: 'readWebsites', method: 'GET', path: '/V1/store/websites' } as const;
      return (await list(call, wireSite)).find(({ id }) => id === websiteId)?.code;
    },
    async permission(resource) {
      try {
        const call = { operation: 'checkPermission', ...questions[resource] };
        const answer = await transport.call(call);
        // A shop without inventory management lacks that route; one that lacks another is no Commerce.
        const isForeign = 'refused' in answer && isRouteMissing(answer.refused) && resource !== inventoryResource;
        if (isForeign) throw refusalAsFailure(call, answer.refused);
        // Whatever else Commerce says about such a request, it says to somebody who may ask.
        return 'given';
      } catch (error) {
        const missing = missingResource(error);
        if (missing === undefined) throw error;
        return { missing: missing === '' ? resource : missing };
      }
    },
    async stockOf(websiteCode) {
      const path = `/V1/inventory/stock-resolver/website/${websiteCode}` as const;
      const call = { operation: 'resolveStock', method: 'GET', path } as const;
      const answer = await transport.call(call);
      if ('refused' in answer) {
        if (isRouteMissing(answer.refused)) return 'absent';
        if (answer.refused.status === 404) return 'none';
        throw refusalAsFailure(call, answer.refused);
      }
      const { stock_id: stockId, name } = parsedAnswer(wireStock, answer.json, call);
      return { stockId, name };
    },
    async sourcesOf(stockId) {
      const path = `/V1/inventory/get-sources-assigned-to-stock-ordered-by-priority/${stockId}`;
      const call = { operation: 'readSources', method: 'GET', path } as const;
      try {
        const answer = await transport.call(call);
        if ('refused' in answer) return 'absent';
        return parsedAnswer(z.array(wireSource), answer.json, call)
          .filter(({ enabled }) => enabled !== false && enabled !== 0)
          .map(({ source_code: code }) => code);
      } catch (error) {
        if (missingResource(error) === undefined) throw error;
        return 'not-permitted';
      }
    },
  };
}

/** The resource that Commerce's 401 names; empty: it names none. Undefined: the failure is about something else. */
function missingResource(error: unknown): string | undefined {
  if (!(error instanceof RemoteFailure) || error.fault.kind !== 'unauthorised') return undefined;
  if (error.fault.because !== 'permission') return undefined;
  return /[A-Z]\w+_\w+::\w+/.exec(error.detail ?? '')?.[0] ?? '';
}
