import { type Fields, isList, isRecord, type Json } from './json.js';

/** `fields=items[entity_id,items[sku]],total_count`: the answer trimmed to the named fields. */
type Wanted = Map<string, Wanted>;

export function trimToFields(answer: Json, filter: string | undefined): Json {
  if (filter === undefined || filter === '' || /[^\w[\],]/.test(filter)) return answer;
  return trim(answer, parse(filter));
}

function parse(filter: string): Wanted {
  const root: Wanted = new Map();
  const stack: Wanted[] = [root];
  let last: Wanted = root;
  for (const token of filter.match(/\w+|[[\],]/g) ?? []) {
    const current = stack.at(-1) ?? root;
    if (token === '[') stack.push(last);
    else if (token === ']') stack.pop();
    else if (token !== ',') {
      last = new Map();
      current.set(token, last);
    }
  }
  return root;
}

function trim(value: Json, wanted: Wanted): Json {
  if (wanted.size === 0) return value;
  if (isList(value)) return value.map((element) => trim(element, wanted));
  if (!isRecord(value)) return value;
  const kept: Fields = {};
  for (const [name, below] of wanted) {
    const child = value[name];
    if (child !== undefined) kept[name] = trim(child, below);
  }
  return kept;
}
