export type Query = readonly (readonly [name: string, value: string])[];

export type Filter = {
  readonly field: string;
  readonly value: string | number;
  /** `in` splits its value at commas; `eq` is the default. */
  readonly condition?: 'eq' | 'in' | 'gt' | 'gteq' | 'like' | 'notnull';
};

/** The filters of a group are alternatives, the groups must all hold. */
export type Search = {
  readonly groups: readonly (readonly Filter[])[];
  readonly pageSize: number;
  readonly page?: number;
  /** Only these fields travel: less to parse, and no personal data that nobody asked for. */
  readonly fields: string;
  /** Ascending. Pages need an order that is the same on each of them: end it with an id. */
  readonly sortBy?: readonly string[];
  /** Instead: by this field alone, descending. */
  readonly newestFirst?: string;
};

/** From index 10 on, Commerce sorts names differently from us and refuses the signature: SKUs are asked for in tens. */
export const indexesMax = 10;
export const pageSizeMax = 300;

export function searchQuery({ groups, pageSize, page, fields, sortBy = [], newestFirst }: Search): Query {
  if (groups.length > indexesMax || groups.some((filters) => filters.length > indexesMax)) {
    throw new Error('more than ten filters cannot be signed');
  }
  const filters = groups.flatMap((group, groupIndex) =>
    group.flatMap(({ field, value, condition = 'eq' }, filterIndex) => {
      const prefix = `searchCriteria[filterGroups][${groupIndex}][filters][${filterIndex}]`;
      return [
        [`${prefix}[field]`, field],
        [`${prefix}[value]`, String(value)],
        [`${prefix}[conditionType]`, condition],
      ] as const;
    }),
  );
  const sortOrders =
    newestFirst === undefined ? sortBy.map((field) => [field, 'ASC'] as const) : ([[newestFirst, 'DESC']] as const);
  return [
    ...filters,
    ...sortOrders.flatMap(
      ([field, direction], index) =>
        [
          [`searchCriteria[sortOrders][${index}][field]`, field],
          [`searchCriteria[sortOrders][${index}][direction]`, direction],
        ] as const,
    ),
    ['searchCriteria[pageSize]', String(Math.min(pageSize, pageSizeMax))],
    ['searchCriteria[currentPage]', String(page ?? 1)],
    ['fields', fields],
  ];
}
