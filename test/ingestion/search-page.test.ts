import { describe, expect, it } from '@jest/globals';
import type { SearchWindow } from '../../src/amazon/port.js';
import type { MarketplaceId } from '../../src/domain/ids.js';
import { RemoteFailure } from '../../src/domain/remote-failure.js';
import { MarketplaceTrace } from '../../src/ingestion/marketplace-trace.js';
import { searchPage } from '../../src/ingestion/search-page.js';
import { marketplaceId } from '../domain/orders.js';
import { newOrderRef } from '../support/order-inputs.js';

const [usa, canada, mexico] = ['ATVPDKIKX0DER', 'A2EUQ1WTGCTBG2', 'A1AM78C64UM0Y8'].map(marketplaceId);
const all = [usa, canada, mexico].flatMap((id) => id ?? []);
const names = (ids: readonly (MarketplaceId | undefined)[]) => ids.flatMap((id) => id ?? []);

/** Amazon that refuses a search with any of these marketplaces in it, as often as there is a token. */
function amazon({ refused, tokens = 99 }: { readonly refused: readonly MarketplaceId[]; readonly tokens?: number }) {
  const world = { tokens, refused };
  const asked: SearchWindow['marketplaces'][] = [];
  const failure = (fault: RemoteFailure['fault']) =>
    new RemoteFailure({ remote: 'amazon', operation: 'searchOrders', fault });
  const searchOrders = async ({ marketplaces }: SearchWindow) => {
    if (world.tokens < 1) throw failure({ kind: 'throttled', retryAfterMs: 178_600 });
    world.tokens -= 1;
    asked.push(marketplaces);
    if (marketplaces.some((id) => world.refused.includes(id)))
      throw failure({ kind: 'unauthorised', because: 'permission' });
    return { orders: [], withoutId: 0 };
  };
  const { accountId } = newOrderRef();
  const account: Parameters<typeof searchPage>[0] = {
    marketplaces: all,
    marketplaceTrace: new MarketplaceTrace(),
    amazon: { searchOrders, clockSkewMs: () => 0 },
    waiting: () => ({ FBM: 0, FBA: 0 }),
  };
  const search = (request: Partial<Parameters<typeof searchPage>[1]> = {}) =>
    searchPage(account, {
      accountId,
      since: '2026-01-01T00:00:00.000Z',
      updatedAfter: '2026-11-01T00:00:00.000Z',
      updatedBefore: '2026-11-02T00:00:00.000Z',
      withoutMarketplaces: [],
      ...request,
    });
  return { asked, world, search };
}

describe('a search that is refused for one marketplace of several', () => {
  it('is traced to it by asking for each alone', async () => {
    const { search, asked } = amazon({ refused: names([canada]) });
    expect(await search()).toEqual({ outcome: 'marketplaces-refused', marketplaces: [canada] });
    expect(asked).toEqual([all, [usa], [canada], [mexico]]);
  });

  it('is traced with an empty bucket too, one token after the other', async () => {
    const { search, world, asked } = amazon({ refused: names([canada]), tokens: 0 });
    const answers: unknown[] = [];
    for (let token = 1; token <= 4; token += 1) {
      world.tokens = 1;
      answers.push(await search().catch(() => 'throttled'));
    }
    const refused = { outcome: 'marketplaces-refused', marketplaces: [canada] };
    expect(answers).toEqual(['throttled', 'throttled', 'throttled', refused]);
    expect(asked).toHaveLength(4);
  });

  it('costs one call, when it is the one that was closed before', async () => {
    const { search, asked } = amazon({ refused: names([canada]) });
    const answer = await search({ closedBefore: names([canada]) });
    expect(answer).toEqual({ outcome: 'marketplaces-refused', marketplaces: [canada] });
    expect(asked).toEqual([all]);
  });

  it('does not keep another one closed that is open again', async () => {
    const { search } = amazon({ refused: names([canada]) });
    const answer = await search({ closedBefore: names([canada, mexico]) });
    expect(answer).toEqual({ outcome: 'marketplaces-refused', marketplaces: [canada] });
  });

  it('is traced to one that was open before, when those that were closed are open', async () => {
    const { search } = amazon({ refused: names([usa]) });
    const answer = await search({ closedBefore: names([canada, mexico]) });
    expect(answer).toEqual({ outcome: 'marketplaces-refused', marketplaces: [usa] });
  });

  it("is the application's trouble when all are refused, and is traced anew the next time", async () => {
    const { search, world } = amazon({ refused: all });
    await expect(search()).rejects.toMatchObject({ fault: { kind: 'unauthorised' } });
    world.refused = [];
    expect(await search()).toEqual({ orders: [], withoutId: 0 });
  });
});
