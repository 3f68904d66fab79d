/** The members that were really given: an absent setting is not a setting changed to nothing. */
export function definedOf<Value extends object>(
  value: Value,
): { [Key in keyof Value]?: Exclude<Value[Key], undefined> } {
  const present = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(present) as { [Key in keyof Value]?: Exclude<Value[Key], undefined> };
}
