/** Whether an error of Node ('ENOENT') or of gRPC (14) carries that code. Not by `instanceof`: under jest errors come from another realm. */
export const hasCode = (error: unknown, code: string | number): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === code;
