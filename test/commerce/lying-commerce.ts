import type { ServerResponse } from 'node:http';
import type { CommerceAuth } from '../../src/commerce/authorisation.js';
import { createCommerceClient } from '../../src/commerce/create-commerce-client.js';
import type { CommercePort } from '../../src/commerce/port.js';
import type { CommerceAnswerSeen } from '../../src/commerce/rest-transport.js';
import { type AdHocServer, adHocServer, type SeenRequest, sendJson } from '../remote/ad-hoc-server.js';

export type Answer = (request: SeenRequest, response: ServerResponse) => void;
export type LyingCommerce = {
  readonly client: CommercePort;
  readonly server: AdHocServer;
  readonly answers: readonly CommerceAnswerSeen[];
  /** Requests but those that ask for the store view and for tokens. */
  calls(): readonly SeenRequest[];
};

const secret = (character: string): string => character.repeat(32);
export const oauth: CommerceAuth = {
  kind: 'oauth1',
  consumerKey: secret('c'),
  consumerSecret: secret('s'),
  token: secret('t'),
  tokenSecret: secret('u'),
};

const storeConfigs = [
  { id: 0, code: 'admin', website_id: 0, base_currency_code: 'USD', base_url: 'http://shop/' },
  { id: 3, code: 'amazon_us', website_id: 2, base_currency_code: 'USD', base_url: 'http://shop/us/' },
];
const websites = [
  { id: 1, code: 'base', name: 'Main', default_group_id: 1 },
  { id: 2, code: 'us', name: 'US', default_group_id: 2 },
];

/** A client of ours, and a shop that knows its store views and answers everything else as the test says. */
export async function lyingCommerce(
  answer: Answer,
  options: {
    readonly auth?: (url: string) => CommerceAuth;
    readonly timeoutMs?: number;
    readonly nowMs?: () => number;
    readonly sourceCode?: string;
    readonly storeViewCode?: string;
  } = {},
): Promise<LyingCommerce> {
  const server = await adHocServer((request, response) => {
    if (request.url.endsWith('/V1/store/storeConfigs')) sendJson(response, 200, storeConfigs);
    else if (request.url.endsWith('/V1/store/websites')) sendJson(response, 200, websites);
    else answer(request, response);
  });
  const answers: CommerceAnswerSeen[] = [];
  const client = createCommerceClient({
    baseUrl: `${server.url}/shop/`,
    storeViewCode: options.storeViewCode ?? 'amazon_us',
    auth: options.auth?.(server.url) ?? oauth,
    nowMs: options.nowMs ?? Date.now,
    timeoutMs: options.timeoutMs ?? 5_000,
    ...(options.sourceCode === undefined ? {} : { sourceCode: options.sourceCode }),
    onAnswer: (seen) => answers.push(seen),
  });
  return {
    client,
    server,
    answers,
    calls: () => server.seen.filter(({ url }) => !/\/V1\/store\/|\/ims\//.test(url)),
  };
}

/** An order as Commerce answers it, trimmed to the fields that are asked for. */
export const wireOrder = {
  entity_id: 311,
  increment_id: '902-1106328-1059050',
  store_id: 3,
  ext_order_id: '902-1106328-1059050',
  state: 'processing',
  status: 'processing',
  grand_total: 55.58,
  order_currency_code: 'USD',
  updated_at: '2026-01-31 12:00:00',
  items: [{ item_id: 9001, ext_order_item_id: '05015851154158', sku: 'MUG-BLUE', qty_ordered: 2, qty_shipped: 1 }],
};
