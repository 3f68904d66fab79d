/** JSON as `unknown`, or word that it is none. The text itself goes nowhere: it may be anybody's. */
export type Json = { readonly json: unknown };

export function parseJson(text: string): Json | 'not-json' {
  try {
    return { json: JSON.parse(text) };
  } catch {
    return 'not-json';
  }
}
