import { anonymous } from '../access.js';
import { countries, country } from '../directory.js';
import type { Json } from '../json.js';
import type { StoreView } from '../options.js';
import { childOf } from '../query-string.js';
import type { Call, Route } from '../route.js';
import type { Shop } from '../shop.js';

export const storeRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/V1/store/storeViews',
    operation: 'listStoreViews',
    resource: 'Magento_Backend::store',
    handle: (call) => storeViews(call.shop),
  },
  {
    method: 'GET',
    path: '/V1/store/websites',
    operation: 'listWebsites',
    resource: 'Magento_Backend::store',
    handle: (call) => websites(call.shop),
  },
  {
    method: 'GET',
    path: '/V1/store/storeConfigs',
    operation: 'listStoreConfigs',
    resource: 'Magento_Backend::store',
    handle: storeConfigs,
  },
  {
    method: 'GET',
    path: '/V1/directory/countries',
    operation: 'listCountries',
    resource: anonymous,
    handle: () => countries(),
  },
  {
    method: 'GET',
    path: '/V1/directory/countries/{countryId}',
    operation: 'getCountry',
    resource: anonymous,
    handle: (call) => country(call.path['countryId'] ?? ''),
  },
];

/** Both lists begin with the Admin's own entry, id 0: not a place to sell from. */
function storeViews(shop: Shop): Json {
  const views = shop.options.stores.map(({ id, code, name, websiteId }) => ({
    id,
    code,
    name: name ?? code,
    website_id: websiteId,
    store_group_id: websiteId,
    is_active: 1,
  }));
  return [{ id: 0, code: 'admin', name: 'Admin', website_id: 0, store_group_id: 0, is_active: 1 }, ...views];
}

function websites(shop: Shop): Json {
  const byId = new Map(shop.options.stores.map((store) => [store.websiteId, store]));
  const sites = [...byId.values()].map(({ websiteId, websiteCode }) => ({
    id: websiteId,
    code: websiteCode,
    name: websiteId === 1 ? 'Main Website' : websiteCode,
    default_group_id: websiteId,
  }));
  return [{ id: 0, code: 'admin', name: 'Admin', default_group_id: 0 }, ...sites];
}

function storeConfigs({ shop, query, baseUrl }: Call): Json {
  const asked = childOf(query, 'storeCodes');
  const codes = typeof asked === 'object' ? Object.values(asked) : [];
  const chosen = shop.options.stores.filter(({ code }) => codes.length === 0 || codes.includes(code));
  const reported = (shop.baseUrl ?? baseUrl).replace(/\/+$/, '');
  return chosen.map((store) => storeConfig(store, reported));
}

function storeConfig(store: StoreView, baseUrl: string): Json {
  const urls = ['base_url', 'base_link_url', 'base_static_url', 'base_media_url'].flatMap((name) => [
    name,
    `secure_${name}`,
  ]);
  return {
    id: store.id,
    code: store.code,
    website_id: store.websiteId,
    locale: 'en_US',
    base_currency_code: store.baseCurrency,
    default_display_currency_code: store.baseCurrency,
    timezone: 'America/Chicago',
    weight_unit: 'lbs',
    ...Object.fromEntries(urls.map((name) => [name, `${baseUrl}/`])),
  };
}
