import type { ServerResponse } from 'node:http';
import { createSpApiClient, type SpApiClient } from '../../src/amazon/sp-api-client.js';
import type { AmazonAnswerSeen } from '../../src/amazon/sp-api-transport.js';
import { TokenBuckets } from '../../src/amazon/token-buckets.js';
import { type AdHocServer, adHocServer, type SeenRequest, sendJson } from '../remote/ad-hoc-server.js';

export type LyingAmazon = {
  readonly client: SpApiClient;
  readonly server: AdHocServer;
  readonly buckets: TokenBuckets;
  readonly answers: readonly AmazonAnswerSeen[];
  /** Requests but those for a token. */
  calls(): readonly SeenRequest[];
  tokenRequests(): readonly SeenRequest[];
};

const tokenPath = '/auth/o2/token';
export const secrets = {
  clientId: 'the-client',
  clientSecret: 'the-secret',
  refreshToken: 'Atzr|the-refresh',
} as const;

/** A client of ours, and an Amazon that gives out tokens `token-1`, `token-2`… and answers calls as the test says. */
export async function lyingAmazon(
  answer: (request: SeenRequest, response: ServerResponse) => void,
  options: { readonly timeoutMs?: number; readonly nowMs?: () => number; readonly tokens?: typeof answer } = {},
): Promise<LyingAmazon> {
  let tokenCount = 0;
  const giveToken: typeof answer = (_request, response) => {
    tokenCount += 1;
    sendJson(response, 200, { access_token: `token-${tokenCount}`, token_type: 'bearer', expires_in: 3600 });
  };
  const server = await adHocServer((request, response) => {
    const isForToken = request.url === tokenPath;
    (isForToken ? (options.tokens ?? giveToken) : answer)(request, response);
  });
  const answers: AmazonAnswerSeen[] = [];
  const buckets = new TokenBuckets({ rateShare: 1 });
  const client = createSpApiClient({
    endpoint: `${server.url}/`,
    lwaEndpoint: `${server.url}${tokenPath}`,
    credentials: secrets,
    buckets,
    nowMs: options.nowMs ?? Date.now,
    userAgent: 'Waybill/test',
    timeoutMs: options.timeoutMs ?? 5_000,
    onAnswer: (seen) => answers.push(seen),
  });
  return {
    client,
    server,
    buckets,
    answers,
    calls: () => server.seen.filter(({ url }) => url !== tokenPath),
    tokenRequests: () => server.seen.filter(({ url }) => url === tokenPath),
  };
}

export const amazonError = (code: string, message: string, details?: string): unknown => ({
  errors: [{ code, message, ...(details === undefined ? {} : { details }) }],
});
