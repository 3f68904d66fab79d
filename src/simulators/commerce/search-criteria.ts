import type { Json } from './json.js';
import { childOf, type QueryTree, textChild, treeChildren } from './query-string.js';
import { badRequest, required, ShopCrash } from './rest-error.js';

type Filter = { readonly field: string; readonly value: string; readonly conditionType: string };
type SortOrder = { readonly field: string; readonly direction: 'ASC' | 'DESC' };

export type SearchCriteria = {
  /** Groups are joined by AND, the filters of one by OR. */
  readonly filterGroups: readonly (readonly Filter[])[];
  readonly sortOrders: readonly SortOrder[];
  readonly pageSize: number | undefined;
  readonly currentPage: number;
};

export const pageSizeMax = 300;

export function parseSearchCriteria(query: QueryTree): SearchCriteria {
  const given = childOf(query, 'searchCriteria');
  if (given === undefined) throw required(['searchCriteria']);
  const tree = typeof given === 'string' ? {} : given;
  const pageSize = wholeNumber(textChild(tree, 'pageSize'));
  if (pageSize !== undefined && pageSize > pageSizeMax) {
    throw badRequest('Maximum SearchCriteria pageSize is %max', { max: pageSizeMax });
  }
  return {
    filterGroups: treeChildren(tree, 'filterGroups').map((group) => treeChildren(group, 'filters').map(parseFilter)),
    sortOrders: treeChildren(tree, 'sortOrders').map(parseSortOrder),
    pageSize: pageSize === 0 ? undefined : pageSize,
    currentPage: Math.max(1, wholeNumber(textChild(tree, 'currentPage')) ?? 1),
  };
}

function parseFilter(tree: QueryTree): Filter {
  return {
    field: textChild(tree, 'field') ?? '',
    value: textChild(tree, 'value') ?? '',
    conditionType: textChild(tree, 'conditionType') ?? 'eq',
  };
}

function parseSortOrder(tree: QueryTree): SortOrder {
  const direction = (textChild(tree, 'direction') ?? 'DESC').toUpperCase();
  if (direction !== 'ASC' && direction !== 'DESC') {
    throw badRequest('The sort order has to be specified as ASC for ascending order or DESC for descending order.');
  }
  return { field: textChild(tree, 'field') ?? '', direction };
}

function wholeNumber(text: string | undefined): number | undefined {
  return text === undefined || !/^\d+$/.test(text) ? undefined : Number(text);
}

/** What a list searches: rows, the columns that exist, and how one is read. */
export type Searchable<Row> = {
  readonly rows: Iterable<Row>;
  readonly hasColumn: (column: string) => boolean;
  readonly column: (row: Row, column: string) => Json | undefined;
  readonly view: (row: Row) => Json;
};

export function search<Row>(criteria: SearchCriteria, table: Searchable<Row>): Json {
  for (const field of [...criteria.filterGroups.flat(), ...criteria.sortOrders].map((part) => part.field)) {
    if (!table.hasColumn(field)) throw new ShopCrash(`unknown column ${field}`);
  }
  const matching = [...table.rows].filter((row) =>
    criteria.filterGroups.every(
      (group) => group.length === 0 || group.some((filter) => matches(table.column(row, filter.field), filter)),
    ),
  );
  for (const { field, direction } of [...criteria.sortOrders].reverse()) {
    const sign = direction === 'ASC' ? 1 : -1;
    matching.sort((left, right) => sign * compare(table.column(left, field), table.column(right, field)));
  }
  return {
    items: page(matching, criteria).map(table.view),
    search_criteria: criteriaView(criteria),
    total_count: matching.length,
  };
}

/** Beyond the last page Magento gives the last page again, not an empty one. */
function page<Row>(rows: readonly Row[], { pageSize, currentPage }: SearchCriteria): readonly Row[] {
  if (pageSize === undefined) return rows;
  const lastPage = Math.max(1, Math.ceil(rows.length / pageSize));
  const start = (Math.min(currentPage, lastPage) - 1) * pageSize;
  return rows.slice(start, start + pageSize);
}

/** `entity_id` of one filter of its own, when a list is narrowed to it by `eq` or `in`: spares walking every row. */
export function valuesAskedFor(criteria: SearchCriteria, field: string): readonly string[] | undefined {
  for (const group of criteria.filterGroups) {
    const [only] = group;
    if (group.length !== 1 || only === undefined || only.field !== field) continue;
    if (only.conditionType === 'eq') return [only.value];
    if (only.conditionType === 'in') return only.value.split(',');
  }
  return undefined;
}

function matches(value: Json | undefined, { conditionType, value: wanted }: Filter): boolean {
  const isNull = value === undefined || value === null;
  if (conditionType === 'null') return isNull;
  if (conditionType === 'notnull') return !isNull;
  if (isNull) return false; // as in SQL, also for neq and nin
  switch (conditionType) {
    case 'eq':
      return compare(value, wanted) === 0;
    case 'neq':
      return compare(value, wanted) !== 0;
    case 'in':
      return wanted.split(',').some((element) => compare(value, element) === 0);
    case 'nin':
      return !wanted.split(',').some((element) => compare(value, element) === 0);
    case 'gt':
      return compare(value, wanted) > 0;
    case 'gteq':
    case 'from':
    case 'moreq':
      return compare(value, wanted) >= 0;
    case 'lt':
      return compare(value, wanted) < 0;
    case 'lteq':
    case 'to':
      return compare(value, wanted) <= 0;
    case 'like':
      return likePattern(wanted).test(String(value));
    case 'finset':
      return String(value).split(',').includes(wanted);
    default:
      throw new ShopCrash(`unknown condition ${conditionType}`);
  }
}

/** As the database compares: numbers by value, text without regard to case. */
function compare(left: Json | undefined, right: Json | undefined): number {
  if (typeof left === 'number' || typeof right === 'number') {
    const difference = Number(left ?? 0) - Number(right ?? 0);
    if (!Number.isNaN(difference)) return difference;
  }
  const [leftText, rightText] = [comparable(left), comparable(right)];
  if (leftText === rightText) return 0;
  return leftText < rightText ? -1 : 1;
}

/** Trailing spaces do not count in MySQL's older collations; an ISO time is read as its own. */
function comparable(value: Json | undefined): string {
  const text = String(value ?? '')
    .replace(/\s+$/, '')
    .toLowerCase();
  return text.replace(/^(\d{4}-\d\d-\d\d)t(\d\d:\d\d:\d\d)(\.\d+)?z?$/, '$1 $2');
}

function likePattern(like: string): RegExp {
  // A backslash takes the meaning from the sign behind it, as in MySQL.
  const source = like.replace(/\\[\s\S]|[\s\S]/g, (part) => {
    if (part === '%') return '[\\s\\S]*';
    if (part === '_') return '[\\s\\S]';
    const sign = part.length === 2 ? part.slice(1) : part;
    return sign.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${source}$`, 'i');
}

function criteriaView({ filterGroups, sortOrders, pageSize, currentPage }: SearchCriteria): Json {
  return {
    filter_groups: filterGroups.map((filters) => ({
      filters: filters.map(({ field, value, conditionType }) => ({ field, value, condition_type: conditionType })),
    })),
    ...(sortOrders.length === 0
      ? {}
      : { sort_orders: sortOrders.map(({ field, direction }) => ({ field, direction })) }),
    ...(pageSize === undefined ? {} : { page_size: pageSize, current_page: currentPage }),
  };
}
