import { type AmazonSimulator, startAmazonSimulator } from '../../../src/simulators/amazon/amazon-simulator.js';
import type { AmazonSimulatorOptions } from '../../../src/simulators/amazon/simulator-options.js';

/** An Amazon simulator with one seller, and the few calls that every test of it makes. */
export const seller = {
  sellerId: 'A2EXAMPLE',
  clientId: 'amzn1.application-oa2-client.example',
  clientSecret: 'client-secret',
  refreshToken: 'Atzr|refresh',
  marketplaces: ['ATVPDKIKX0DER', 'A1VC38T7YXB528'],
} as const;

export type Reply = {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: wire answers are probed member by member in expectations
  readonly body: any;
};

export type AmazonAtHand = {
  readonly url: string;
  close(): Promise<void>;
  /** Asks for a token once and keeps it. */
  accessToken(): Promise<string>;
  token(form: Readonly<Record<string, string>>): Promise<Reply>;
  call(method: string, path: string, options?: CallOptions): Promise<Reply>;
  control(method: string, path: string, body?: unknown): Promise<Reply>;
  /** Seeds an order, filled up to an ordinary FBM order in the US, and gives its id. */
  order(seed?: Readonly<Record<string, unknown>>): Promise<string>;
};
type CallOptions = {
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly token?: string;
};

export async function amazonAtHand(options: Partial<AmazonSimulatorOptions> = {}): Promise<AmazonAtHand> {
  const simulator: AmazonSimulator = await startAmazonSimulator({ sellers: [seller], ...options });
  let held: string | undefined;
  const at: AmazonAtHand = {
    url: simulator.url,
    close: () => simulator.close(),
    accessToken: async () => {
      held ??= String((await at.token(refreshGrant)).body.access_token);
      return held;
    },
    token: async (form) =>
      replyOf(await fetch(`${simulator.url}/auth/o2/token`, { method: 'POST', body: new URLSearchParams(form) })),
    call: async (method, path, { query = {}, body, headers = {}, token } = {}) => {
      const search = new URLSearchParams(query).toString();
      const response = await fetch(`${simulator.url}${path}${search === '' ? '' : `?${search}`}`, {
        method,
        headers: {
          'x-amz-access-token': token ?? (await at.accessToken()),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      return replyOf(response);
    },
    control: async (method, path, body) =>
      replyOf(
        await fetch(`${simulator.url}/_control${path}`, {
          method,
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }),
      ),
    order: async (seed = {}) => {
      const { status, body } = await at.control('POST', '/orders', { ...plainOrder, ...seed });
      if (status !== 200) throw new Error(`seed refused: ${JSON.stringify(body)}`);
      return String(body.amazonOrderId);
    },
  };
  return at;
}

export const refreshGrant = {
  grant_type: 'refresh_token',
  client_id: seller.clientId,
  client_secret: seller.clientSecret,
  refresh_token: seller.refreshToken,
};

const plainOrder = {
  sellerId: seller.sellerId,
  marketplaceId: 'ATVPDKIKX0DER',
  fulfilledBy: 'MERCHANT',
  status: 'UNSHIPPED',
  items: [{ sku: 'MUG-1', title: 'A mug', quantity: 2, unitPrice: '12.50', orderItemId: '10000000000001' }],
};

async function replyOf(response: Response): Promise<Reply> {
  const text = await response.text();
  const isJson = (response.headers.get('content-type') ?? '').includes('json');
  return { status: response.status, headers: response.headers, body: isJson && text !== '' ? JSON.parse(text) : text };
}

export const everyDataset =
  'BUYER,RECIPIENT,PROCEEDS,EXPENSE,PROMOTION,CANCELLATION,FULFILLMENT,PACKAGES,TAX,PAYMENT,FULFILLMENT_ORDERS';

export const minutesAgo = (minutes: number, nowMs = Date.now()): string =>
  new Date(nowMs - minutes * 60_000).toISOString();
