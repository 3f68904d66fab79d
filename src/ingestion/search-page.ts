import type { ReadPageOutcome, ReadPageRequest } from '../../activities/contract.js';
import type { OrdersPage, SearchWindow } from '../amazon/port.js';
import type { MarketplaceId } from '../domain/ids.js';
import { RemoteFailure } from '../domain/remote-failure.js';
import type { SweptAccount } from './swept-account.js';

type SearchedAccount = Pick<SweptAccount, 'marketplaces' | 'marketplaceTrace' | 'waiting'> & {
  readonly amazon: Pick<SweptAccount['amazon'], 'searchOrders' | 'clockSkewMs'>;
};
type NoPage = Exclude<ReadPageOutcome, { readonly outcome: 'page' | 'blocked' }>;

/** One page of a window; or why there is none and what the caller can do about it. Other trouble is thrown. */
export async function searchPage(account: SearchedAccount, request: ReadPageRequest): Promise<OrdersPage | NoPage> {
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
  const { closedBefore = [] } = request;
  if (account.marketplaceTrace.refusal !== undefined) return traced(account, window, closedBefore);
  try {
    const page = await account.amazon.searchOrders({ ...window, ...(pageToken === undefined ? {} : { pageToken }) });
    return page === 'page-token-refused' ? { outcome: 'page-token-refused' } : page;
  } catch (error) {
    const refusal = refusalIn(error);
    if (refusal === 'clock') return { outcome: 'clock-off', clockSkewMs: account.amazon.clockSkewMs() };
    if (refusal !== 'permission' || marketplaces.length < 2) throw error;
    account.marketplaceTrace.begin(error);
    return traced(account, window, closedBefore);
  }
}

/** Why Amazon does not let us in; undefined for any other trouble. */
const refusalIn = (error: unknown) =>
  error instanceof RemoteFailure && error.fault.kind === 'unauthorised' ? error.fault.because : undefined;

/** One that was closed an hour ago is still closed, most likely: it alone is no question, and of several only they are. */
async function traced(
  { amazon, marketplaceTrace: trace }: SearchedAccount,
  window: SearchWindow,
  closedBefore: readonly MarketplaceId[],
): Promise<NoPage> {
  const { marketplaces } = window;
  const ask = async (id: MarketplaceId) => {
    try {
      await amazon.searchOrders({ ...window, marketplaces: [id] });
      return 'open';
    } catch (error) {
      if (refusalIn(error) !== 'permission') throw error;
      return 'refused';
    }
  };
  const triedAgain = marketplaces.filter((id) => closedBefore.includes(id));
  const known = triedAgain.length === 1 ? triedAgain : await trace.refusedAmong(triedAgain, ask);
  const refused = known.length > 0 ? known : await trace.refusedAmong(marketplaces, ask);
  const { refusal } = trace;
  trace.end();
  // All of them: no marketplace's fault but the application's.
  if (refused.length === 0 || refused.length === marketplaces.length) throw refusal;
  return { outcome: 'marketplaces-refused', marketplaces: refused };
}
