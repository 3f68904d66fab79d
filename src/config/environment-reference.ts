/**
 * `${NAME}` inside `[…]` or `{…}` is not what YAML thinks it is: its braces would open a map. So references are marked
 * with two private characters before the file is parsed (as long as the braces, so that places stay right), and replaced
 * only in values after it is parsed: what a variable holds can never change the shape of the file.
 */
const opening = '\uE000';
const closing = '\uE001';
const marked = /\$\uE000([A-Za-z_][A-Za-z0-9_]*)\uE001/g;

export const markReferences = (text: string): string =>
  text
    .replaceAll(/[\uE000\uE001]/g, '\uFFFD')
    .replaceAll(/\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g, `$$${opening}$1${closing}`);

export const unmarkReferences = (text: string): string => text.replaceAll(marked, '$${$1}');

/** The value is one reference and nothing else: how a secret must be written. */
export const isOneReference = (text: string): boolean => new RegExp(`^${marked.source}$`).test(text);

/** The values put in, and the names that the environment lacks. An empty variable is as good as none. */
export function resolveReferences(
  text: string,
  env: Readonly<Record<string, string | undefined>>,
): { readonly value: string; readonly missing: readonly string[] } {
  const missing: string[] = [];
  const value = text.replaceAll(marked, (_, name: string) => {
    const found = Object.hasOwn(env, name) ? env[name] : undefined;
    if (found === undefined || found === '') missing.push(name);
    return found ?? '';
  });
  return { value, missing };
}
