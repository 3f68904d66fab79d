import type * as z from 'zod';
import type { FieldFault } from './problem.js';

/** Every fault of a request by the name of its field, unknown fields included. */
export function fieldFaultsOf(error: z.ZodError): readonly FieldFault[] {
  return error.issues.flatMap((issue): readonly FieldFault[] => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ field: key.slice(0, 100), detail: 'is not known here' }));
    }
    return [{ field: issue.path.map(String).join('.') || 'the request', detail: issue.message }];
  });
}
