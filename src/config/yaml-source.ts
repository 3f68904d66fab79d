import { type Document, isMap, isNode, isPair, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import { markReferences, unmarkReferences } from './environment-reference.js';
import type { PathPart, SettingsFault } from './settings-fault.js';

const textMax = 1_000_000;
/** Enough for accounts that share their settings by anchors, too little for a bomb of them. */
const aliasesMax = 100;

/** A parsed file that still knows where everything stands. */
export class YamlSource {
  readonly #document: Document;
  readonly #lines: LineCounter;

  private constructor(document: Document, lines: LineCounter) {
    this.#document = document;
    this.#lines = lines;
  }

  static parse(text: string): YamlSource | { readonly faults: readonly SettingsFault[] } {
    if (text.length > textMax) return { faults: [{ path: '', problem: 'is longer than a settings file can be' }] };
    const lines = new LineCounter();
    const document = parseDocument(markReferences(text), { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
    const faults = [...document.errors, ...document.warnings, ...danglingAliases(document)].map(
      ({ code, pos: [start] }) => ({
        path: '',
        problem: yamlProblems.get(code) ?? `is not valid YAML (${code})`,
        line: lines.linePos(start).line,
      }),
    );
    return faults.length === 0 ? new YamlSource(document, lines) : { faults };
  }

  /**
   * Replaces every written value. `replace` sees where each one stands; an anchored value is seen once, where it is
   * defined, and an alias is seen as undefined.
   */
  replaceValues(replace: (value: unknown, path: readonly PathPart[]) => unknown): void {
    visit(this.#document, {
      Scalar: (key, node, ancestors) => {
        node.value = key === 'key' ? unmarked(node.value) : replace(node.value, this.#pathOf(key, node, ancestors));
      },
      Alias: (key, node, ancestors) => {
        replace(undefined, this.#pathOf(key, node, ancestors));
      },
    });
  }

  /** Plain data, or the fault that keeps it from being read. */
  toData(): { readonly data: unknown } | SettingsFault {
    try {
      return { data: this.#document.toJS({ maxAliasCount: aliasesMax }) };
    } catch {
      return { path: '', problem: 'uses more YAML aliases than a settings file needs' };
    }
  }

  /** Where this setting stands; for a missing one, where its nearest written parent stands. */
  lineOf(path: readonly PathPart[]): number | undefined {
    for (let length = path.length; length >= 0; length -= 1) {
      const line = this.#lineOfWritten(path.slice(0, length));
      if (line !== undefined) return line;
    }
    return undefined;
  }

  #lineOfWritten(path: readonly PathPart[]): number | undefined {
    const last = path.at(-1);
    const parent = this.#document.getIn(path.slice(0, -1), true);
    const pair = isMap(parent)
      ? parent.items.find(({ key }) => isScalar(key) && String(key.value) === last)
      : undefined;
    const node = pair?.key ?? this.#document.getIn(path, true);
    return isNode(node) && node.range ? this.#lines.linePos(node.range[0]).line : undefined;
  }

  #pathOf(key: unknown, node: unknown, ancestors: readonly unknown[]): readonly PathPart[] {
    const chain = [...ancestors, node];
    const path: PathPart[] = [];
    for (const [index, holder] of chain.entries()) {
      const held = chain[index + 1];
      if (isPair(holder) && isScalar(holder.key)) path.push(String(unmarked(holder.key.value)));
      if (isSeq(holder)) path.push(held === node && typeof key === 'number' ? key : holder.items.indexOf(held));
    }
    return path;
  }
}

/** The parser takes these, and would throw later on. */
function danglingAliases(document: Document): readonly { readonly code: string; readonly pos: readonly [number] }[] {
  const dangling: { readonly code: string; readonly pos: readonly [number] }[] = [];
  visit(document, {
    Alias: (_, alias) => {
      if (alias.resolve(document) === undefined) dangling.push({ code: 'BAD_ALIAS', pos: [alias.range?.[0] ?? 0] });
    },
  });
  return dangling;
}

const unmarked = (value: unknown): unknown => (typeof value === 'string' ? unmarkReferences(value) : value);

/** Our own words: the parser's would quote the file, and the file may hold a secret by mistake. */
const yamlProblems: ReadonlyMap<string, string> = new Map([
  ['BAD_INDENT', 'is indented wrongly here'],
  ['TAB_AS_INDENT', 'is indented with a tab here; YAML wants spaces'],
  ['DUPLICATE_KEY', 'has the same setting twice here'],
  ['MISSING_CHAR', 'lacks a closing bracket, a quotation mark, a colon or a comma here'],
  ['UNEXPECTED_TOKEN', 'has something unexpected here; is a quotation mark missing?'],
  ['BAD_SCALAR_START', 'has a value here that must stand in quotation marks'],
  ['BLOCK_AS_IMPLICIT_KEY', 'has a colon too many here, or a value that must stand in quotation marks'],
  ['MULTILINE_IMPLICIT_KEY', 'lacks a colon after a setting here'],
  ['MULTIPLE_DOCS', 'holds more than one YAML document'],
  ['TAG_RESOLVE_FAILED', 'has a YAML tag here; values are written without one'],
  ['BAD_ALIAS', 'refers here to a YAML anchor that does not exist'],
]);
