import { createHmac, randomBytes } from 'node:crypto';
import {
  type CommerceSimulatorOptions,
  startCommerceSimulator,
} from '../../../src/simulators/commerce/commerce-simulator.js';

/** A running shop and a client of its own, written from the reference page and not from the simulator's verifier. */

export const integration = {
  consumerKey: 'c'.repeat(32),
  consumerSecret: 's'.repeat(32),
  token: 't'.repeat(32),
  tokenSecret: 'u'.repeat(32),
};

export type Answer = {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: wire answers are probed member by member in expectations
  readonly body: any;
  readonly text: string;
};
type Send = { readonly query?: Readonly<Record<string, string>>; readonly body?: unknown; readonly rawBody?: string };
type Signing = {
  readonly nonce?: string;
  readonly timestampSeconds?: number;
  readonly secret?: string;
  readonly authorization?: string;
};

export type ShopAtHand = {
  readonly url: string;
  rest(method: string, path: string, send?: Send, signing?: Signing): Promise<Answer>;
  control(method: string, path: string, body?: unknown): Promise<Answer>;
  createOrder(entity: unknown): Promise<Answer>;
  // biome-ignore lint/suspicious/noExplicitAny: the same
  truth(reference: string | number): Promise<any>;
  close(): Promise<void>;
};

export const mug = { sku: 'MUG-BLUE', name: 'Blue mug', id: 42, status: 1, websiteIds: [1], qty: 10 } as const;

export async function shopAtHand(options: Partial<CommerceSimulatorOptions> = {}): Promise<ShopAtHand> {
  const simulator = await startCommerceSimulator({ integrations: [integration], products: [mug], ...options });
  const rest: ShopAtHand['rest'] = async (method, path, send = {}, signing = {}) => {
    const url = new URL(`${simulator.url}/rest/default/V1${path}`);
    url.search = Object.entries(send.query ?? {})
      .map(([name, value]) => `${enc(name)}=${enc(value)}`)
      .join('&');
    const rawBody = send.rawBody ?? (send.body === undefined ? undefined : JSON.stringify(send.body));
    return answerOf(
      await fetch(url, {
        method,
        headers: {
          authorization: signing.authorization ?? oauthHeader(method, url, signing),
          ...(rawBody === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(rawBody === undefined ? {} : { body: rawBody }),
      }),
    );
  };
  const control: ShopAtHand['control'] = async (method, path, body) =>
    answerOf(
      await fetch(`${simulator.url}/_control${path}`, {
        method,
        ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      }),
    );
  return {
    url: simulator.url,
    rest,
    control,
    createOrder: (entity) => rest('POST', '/orders', { body: { entity } }),
    truth: async (reference) => (await control('GET', `/orders/${reference}`)).body,
    close: () => simulator.close(),
  };
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
  return { status: response.status, text, body: isJson ? JSON.parse(text) : undefined };
}

export const enc = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

export function oauthHeader(method: string, url: URL, signing: Signing = {}): string {
  const oauth: Record<string, string> = {
    oauth_consumer_key: integration.consumerKey,
    oauth_nonce: signing.nonce ?? randomBytes(16).toString('hex'),
    oauth_signature_method: 'HMAC-SHA256',
    oauth_timestamp: String(signing.timestampSeconds ?? Math.floor(Date.now() / 1000)),
    oauth_token: integration.token,
    oauth_version: '1.0',
  };
  const pairs = [...url.searchParams, ...Object.entries(oauth)]
    .map(([name, value]) => [enc(name), enc(value)] as const)
    .sort(([left], [right]) => (left < right ? -1 : 1));
  const base = [method, enc(url.origin + url.pathname), enc(pairs.map((pair) => pair.join('=')).join('&'))].join('&');
  const key = `${enc(signing.secret ?? integration.consumerSecret)}&${enc(integration.tokenSecret)}`;
  const signature = createHmac('sha256', key).update(base).digest('base64');
  const all = { ...oauth, oauth_signature: signature };
  return `OAuth ${Object.entries(all)
    .map(([name, value]) => `${name}="${enc(value)}"`)
    .join(', ')}`;
}

/** `[0][0]` filters of one search: each entry is a group of its own, so they are joined by AND. */
export type SearchFilter = readonly [field: string, value: string, conditionType?: string];
export function searchFor(...filters: readonly SearchFilter[]): Record<string, string> {
  const query: Record<string, string> = { 'searchCriteria[currentPage]': '1' };
  for (const [group, [field, value, conditionType = 'eq']] of filters.entries()) {
    const filter = `searchCriteria[filterGroups][${group}][filters][0]`;
    query[`${filter}[field]`] = field;
    query[`${filter}[value]`] = value;
    query[`${filter}[conditionType]`] = conditionType;
  }
  return query;
}
