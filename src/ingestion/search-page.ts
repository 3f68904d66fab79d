import type { ReadPageOutcome, ReadPageRequest } from '../../activities/contract.js';
import type { OrdersPage, SearchWindow } from '../amazon/port.js';
import type { MarketplaceId } from '../domain/ids.js';
import { RemoteFailure } from '../domain/remote-failure.js';
import type { SweptAccount } from './swept-account.js';

type NoPage = Exclude<ReadPageOutcome, { readonly outcome: 'page' | 'blocked' }>;

/** One page of a window; or why there is none and what the caller can do about it. Other trouble is thrown. */
export async function searchPage(account: SweptAccount, request: ReadPageRequest): Promise<OrdersPage | NoPage> {
  const { updatedAfter, updatedBefore, pageToken, fulfilledBy, withoutMarketplaces } = request;
  const waiting = account.waiting();
  if (request.backlogMin !== undefined && Math.max(waiting.FBM, waiting.FBA) >= request.backlogMin) {
    return { outcome: 'backlog', waiting };
  }
  const marketplaces = account.marketplaces.filter((id) => !withoutMarketplaces.includes(id));
  const window: SearchWindow = {
    updatedAfter,
    updatedBefore,
    marketplaces,
    ...(fulfilledBy === undefined ? {} : { fulfilledBy }),
  };
  try {
    const page = await account.amazon.searchOrders({ ...window, ...(pageToken === undefined ? {} : { pageToken }) });
    return page === 'page-token-refused' ? { outcome: 'page-token-refused' } : page;
  } catch (error) {
    const refusal = refusalIn(error);
    if (refusal === 'clock') return { outcome: 'clock-off', clockSkewMs: account.amazon.clockSkewMs() };
    if (refusal !== 'permission' || marketplaces.length < 2) throw error;
    const refused = await refusedOf(account, window);
    // All of them: no marketplace's fault but the application's.
    if (refused.length === 0 || refused.length === marketplaces.length) throw error;
    return { outcome: 'marketplaces-refused', marketplaces: refused };
  }
}

/** Why Amazon does not let us in; undefined for any other trouble. */
const refusalIn = (error: unknown) =>
  error instanceof RemoteFailure && error.fault.kind === 'unauthorised' ? error.fault.because : undefined;

/** Amazon does not say which one it minds, so each is asked for by itself; once, since the answer is kept. */
async function refusedOf({ amazon }: SweptAccount, window: SearchWindow): Promise<readonly MarketplaceId[]> {
  const refused: MarketplaceId[] = [];
  for (const id of window.marketplaces) {
    try {
      await amazon.searchOrders({ ...window, marketplaces: [id] });
    } catch (error) {
      if (refusalIn(error) !== 'permission') throw error;
      refused.push(id);
    }
  }
  return refused;
}
