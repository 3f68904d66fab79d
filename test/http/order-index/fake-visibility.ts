import type { OrderRow } from '../../../src/http/order-index/order-row.js';
import type {
  VisibilityLister,
  VisibilityPage,
  VisibilityRequest,
} from '../../../src/http/order-index/visibility-lister.js';

/** Holds rows as a server does, answers in pages, lags and fails on demand. */
export class FakeVisibility implements VisibilityLister {
  readonly asked: string[] = [];
  isDown = false;
  unreadableCount = 0;
  readonly #rows = new Map<string, OrderRow>();
  /** Called before each page is read: the place where a test lets the world move on. */
  beforePage: (request: VisibilityRequest) => void = () => undefined;

  put(...rows: readonly OrderRow[]): void {
    for (const row of rows) this.#rows.set(row.workflowId, row);
  }

  delete(workflowId: string): void {
    this.#rows.delete(workflowId);
  }

  async *pages(request: VisibilityRequest): AsyncGenerator<VisibilityPage> {
    for (let after: string | undefined = ''; after !== undefined; ) {
      request.signal?.throwIfAborted();
      const { page, last } = this.#page(request, after);
      yield page;
      after = last;
    }
  }

  #page(request: VisibilityRequest, after: string): { readonly page: VisibilityPage; readonly last?: string } {
    this.beforePage(request);
    this.asked.push(request.filter);
    if (this.isDown) throw new Error('14 UNAVAILABLE: no connection');
    const matching = [...this.#rows.values()]
      .filter((row) => matches(row, request.filter) && row.workflowId > after)
      .sort((one, other) => (one.workflowId < other.workflowId ? -1 : 1));
    const rows = matching.slice(0, request.pageSize);
    const last = rows.at(-1);
    return {
      page: { rows, unreadableCount: this.unreadableCount },
      ...(matching.length > rows.length && last !== undefined ? { last: last.workflowId } : {}),
    };
  }
}

function matches(row: OrderRow, filter: string): boolean {
  const [, changedSince] = /ChangedAt >= '([^']+)'/.exec(filter) ?? [];
  if (changedSince !== undefined) return (row.changedAtMs ?? 0) >= Date.parse(changedSince);
  const [, closedSince] = /CloseTime >= '([^']+)'/.exec(filter) ?? [];
  if (closedSince !== undefined) return row.closedAtMs !== undefined && row.closedAtMs >= Date.parse(closedSince);
  const [, amazonOrderId] = /AmazonOrderId = '([^']+)'/.exec(filter) ?? [];
  if (amazonOrderId !== undefined) return row.amazonOrderId === amazonOrderId;
  const [, account, number] = /Account = '([^']+)' AND CommerceOrderNumber = '([^']+)'/.exec(filter) ?? [];
  if (account !== undefined) return row.account === account && row.commerceOrderNumber === number;
  return row.closedAtMs === undefined;
}
