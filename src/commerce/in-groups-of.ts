export function inGroupsOf<Value>(size: number, values: readonly Value[]): readonly (readonly Value[])[] {
  const groups: (readonly Value[])[] = [];
  for (let start = 0; start < values.length; start += size) groups.push(values.slice(start, start + size));
  return groups;
}
