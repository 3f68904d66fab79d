import type { Fields, Json } from './json.js';
import type { StoreView } from './options.js';
import type { QueryTree } from './query-string.js';
import type { Parameter } from './service-input.js';
import type { Shop } from './shop.js';

/** One REST route. Handlers run to their end without waiting for anything, so requests never interleave. */
export type Route = {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** `/V1/orders/{id}`; the most literal pattern wins. */
  readonly path: string;
  /** Name in the ledger and in faults. */
  readonly operation: string;
  readonly resource: string;
  /** Arguments taken from the body. */
  readonly parameters?: readonly Parameter[];
  readonly handle: (call: Call) => Json;
};

export type Call = {
  readonly shop: Shop;
  /** Store view of the URL. */
  readonly store: StoreView;
  readonly path: Readonly<Record<string, string>>;
  readonly query: QueryTree;
  readonly arguments: Fields;
  readonly baseUrl: string;
};

/** A path id as PHP's `(int)` reads it: text is 0. */
export function idOf(call: Call, name: string): number {
  const number = Number.parseInt(call.path[name] ?? '', 10);
  return Number.isNaN(number) ? 0 : number;
}

export type Match = { readonly route: Route; readonly path: Readonly<Record<string, string>> };

export function matchRoute(routes: readonly Route[], method: string, pathname: string): Match | undefined {
  const given = pathname.replace(/\/+$/, '').split('/');
  let best: (Match & { readonly literalCount: number }) | undefined;
  for (const route of routes) {
    if (route.method !== method) continue;
    const pattern = route.path.replace(/\/+$/, '').split('/');
    const path = pattern.length === given.length ? captured(pattern, given) : undefined;
    const literalCount = pattern.filter((part) => !part.startsWith('{')).length;
    if (path !== undefined && literalCount > (best?.literalCount ?? -1)) best = { route, path, literalCount };
  }
  return best;
}

function captured(pattern: readonly string[], given: readonly string[]): Record<string, string> | undefined {
  const path: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith('{')) path[part.slice(1, -1)] = decodeURIComponent(value);
    else if (part !== value) return undefined;
  }
  return path;
}
