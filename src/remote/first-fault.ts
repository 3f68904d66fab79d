type Issues = { readonly issues: readonly { readonly path: readonly PropertyKey[] }[] };

/** Where a parser stopped, as `orderItems.0.quantityOrdered`: the place, never what stood there. */
export function firstFault({ issues }: Issues): string {
  const path = issues[0]?.path.map(String).join('.');
  return path === undefined || path === '' ? 'answer' : path;
}
