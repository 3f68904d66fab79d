/** The end of every `switch` over a union of ours: a member that nobody handles is a compile error, and loud at run time. */
export function assertNever(value: never): never {
  throw new Error(`unhandled case: ${JSON.stringify(value)}`);
}
