/** PHP's idea of a query string: `a[b][0]=x` becomes nested. Only what this simulator reads of it. */
export type QueryTree = { readonly [key: string]: string | QueryTree };
type Growing = { [key: string]: string | Growing };

const depthMax = 12;

export function parseQueryString(query: string): QueryTree {
  const root: Growing = Object.create(null);
  for (const [name, value] of new URLSearchParams(query)) {
    const path = name.split('[').map((part, index) => (index === 0 ? part : part.replace(/\]$/, '')));
    if (path.length <= depthMax) insert(root, path, value);
  }
  return root;
}

function insert(root: Growing, path: readonly string[], value: string): void {
  let node = root;
  for (const [index, part] of path.entries()) {
    const key = part === '' ? String(Object.keys(node).length) : part; // `a[]=x` appends
    if (index === path.length - 1) {
      node[key] = value;
      return;
    }
    const child = node[key];
    const next: Growing = typeof child === 'object' ? child : Object.create(null);
    node[key] = next;
    node = next;
  }
}

/** REST parameters may be spelt in camel or in snake case. */
export function childOf(tree: QueryTree, camelName: string): string | QueryTree | undefined {
  return tree[camelName] ?? tree[camelName.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)];
}

export function textChild(tree: QueryTree, camelName: string): string | undefined {
  const child = childOf(tree, camelName);
  return typeof child === 'string' ? child : undefined;
}

export function treeChildren(tree: QueryTree, camelName: string): readonly QueryTree[] {
  const child = childOf(tree, camelName);
  if (typeof child !== 'object') return [];
  return Object.values(child).filter((value) => typeof value === 'object');
}
