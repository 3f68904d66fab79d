import { z } from 'zod';
import { keptFor } from '../remote/kept-for.js';
import { parsedAnswer } from './parsed-answer.js';
import type { CommerceStore, CommerceStoreView } from './port.js';
import { failureOf, type RestTransport } from './rest-transport.js';
import { wireStoreConfig, wireWebsite } from './wire-schemas.js';

const viewKeptMs = 5 * 60_000;

export function createStoreClient(deps: {
  readonly transport: RestTransport;
  readonly storeViewCode: string;
  readonly nowMs: () => number;
}): CommerceStore {
  const { transport, storeViewCode, nowMs } = deps;
  return { view: keptFor(viewKeptMs, nowMs, () => readView(transport, storeViewCode)) };
}

async function readView(transport: RestTransport, storeViewCode: string): Promise<CommerceStoreView> {
  // All of them, since a parameter with an empty index is one more thing that signatures disagree about.
  const configsCall = { operation: 'readStoreView', method: 'GET', path: '/V1/store/storeConfigs' } as const;
  const configs = parsedAnswer(z.array(wireStoreConfig), await transport.expect(configsCall), configsCall);
  const config = configs.find(({ code }) => code === storeViewCode);
  if (config === undefined) throw failureOf(configsCall, { kind: 'rejected', code: 'store-view-unknown' });

  const websitesCall = { operation: 'readWebsites', method: 'GET', path: '/V1/store/websites' } as const;
  const websites = parsedAnswer(z.array(wireWebsite), await transport.expect(websitesCall), websitesCall);
  const website = websites.find(({ id }) => id === config.website_id);
  if (website === undefined) throw failureOf(websitesCall, { kind: 'rejected', code: 'website-unknown' });

  return {
    storeId: config.id,
    storeViewCode,
    websiteId: website.id,
    websiteCode: website.code,
    baseCurrency: config.base_currency_code,
    baseUrl: config.base_url,
  };
}
