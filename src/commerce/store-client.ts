import { z } from 'zod';
import { keptFor } from '../remote/kept-for.js';
import { parsedAnswer } from './parsed-answer.js';
import type { CommerceStore, CommerceStoreView } from './port.js';
import { failureOf, type RestTransport } from './rest-transport.js';
import { wireStoreConfig, wireWebsite } from './wire-schemas.js';

/** No longer than this may a shop be taken for what it was: see the probe of blocked orders. */
const viewKeptMs = 60_000;

export type StoreClient = CommerceStore & {
  /** Of every store view that orders of the account lie in, this one among them. One that the shop does not have is left out. */
  readonly storeIds: () => Promise<readonly number[]>;
};

type ReadStore = { readonly view: CommerceStoreView; readonly storeIds: readonly number[] };

export function createStoreClient(deps: {
  readonly transport: RestTransport;
  readonly storeViewCode: string;
  /** The other store views of the account. */
  readonly otherStoreViewCodes?: readonly string[];
  readonly nowMs: () => number;
}): StoreClient {
  const { transport, storeViewCode, otherStoreViewCodes = [], nowMs } = deps;
  const read = keptFor(viewKeptMs, nowMs, () => readStore(transport, storeViewCode, otherStoreViewCodes));
  return { view: async () => (await read()).view, storeIds: async () => (await read()).storeIds };
}

async function readStore(
  transport: RestTransport,
  storeViewCode: string,
  otherCodes: readonly string[],
): Promise<ReadStore> {
  // All of them, since a parameter with an empty index is one more thing that signatures disagree about.
  const configsCall = { operation: 'readStoreView', method: 'GET', path: '/V1/store/storeConfigs' } as const;
  const configs = parsedAnswer(z.array(wireStoreConfig), await transport.expect(configsCall), configsCall);
  const config = configs.find(({ code }) => code === storeViewCode);
  if (config === undefined) throw failureOf(configsCall, { kind: 'rejected', code: 'store-view-unknown' });

  const websitesCall = { operation: 'readWebsites', method: 'GET', path: '/V1/store/websites' } as const;
  const websites = parsedAnswer(z.array(wireWebsite), await transport.expect(websitesCall), websitesCall);
  const website = websites.find(({ id }) => id === config.website_id);
  if (website === undefined) throw failureOf(websitesCall, { kind: 'rejected', code: 'website-unknown' });

  const view: CommerceStoreView = {
    storeId: config.id,
    storeViewCode,
    websiteId: website.id,
    websiteCode: website.code,
    baseCurrency: config.base_currency_code,
    baseUrl: config.base_url,
  };
  const others = configs.filter(({ code, id }) => otherCodes.includes(code) && id !== config.id);
  return { view, storeIds: [view.storeId, ...others.map(({ id }) => id)] };
}
