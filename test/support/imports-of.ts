export type Import = {
  readonly specifier: string;
  /** Nothing of it is left when it runs. */
  readonly isTypeOnly: boolean;
  readonly isReexport: boolean;
};

/** TypeScript 7 has no compiler API yet, so the statements are read as they stand. Comments are taken out before. */
export function importsOf(text: string): readonly Import[] {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '');
  const statements = [...code.matchAll(/^[ \t]*(import|export)\b([^'"`;=]*?)\bfrom\s*['"]([^'"\n]+)['"]/gm)].map(
    ([, word, names = '', specifier = '']) => ({
      specifier,
      isTypeOnly: isTypeOnly(names),
      isReexport: word === 'export',
    }),
  );
  const others = [
    ...code.matchAll(/^[ \t]*import\s*['"]([^'"\n]+)['"]/gm),
    ...code.matchAll(/\b(?:import|require)\(\s*['"]([^'"\n]+)['"]/g),
  ].map(([, specifier = '']) => ({ specifier, isTypeOnly: false, isReexport: false }));
  return [...statements, ...others];
}

/** `import type { A }`, and `import { type A, type B }`. */
function isTypeOnly(names: string): boolean {
  if (/^\s*type\b/.test(names)) return true;
  const [, inBraces] = /^\s*\{([^}]*)\}\s*$/.exec(names) ?? [];
  const each = inBraces?.split(',').map((name) => name.trim()) ?? [];
  const named = each.filter((name) => name !== '');
  return named.length > 0 && named.every((name) => name.startsWith('type '));
}
