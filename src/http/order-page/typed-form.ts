import type { ActionKind } from '../order-action-request.js';

/** A form as it was sent. Addresses are never among them: they go to Commerce and come back to no page. */
export type TypedForm = { readonly kind: ActionKind; readonly fields: Readonly<Record<string, unknown>> };

/** What stood in a field of the form that was refused, so that nobody types it twice. */
export function typedIn(typed: TypedForm | undefined, kind: ActionKind, field: string): string | undefined {
  if (typed?.kind !== kind || !Object.hasOwn(typed.fields, field)) return undefined;
  const text = typed.fields[field];
  return typeof text === 'string' ? text : undefined;
}
