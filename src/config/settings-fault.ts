/** One thing that is wrong with the settings. `problem` never repeats a value: it may be a secret. */
export type SettingsFault = {
  /** Like `accounts[0].commerce.auth.token`; empty when the whole file is meant. */
  readonly path: string;
  readonly problem: string;
  readonly line?: number;
};

export type PathPart = string | number;

export function pathText(parts: readonly PathPart[]): string {
  return parts.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    if (!/^[A-Za-z_][\w-]*$/.test(part)) return `${text}[${JSON.stringify(part)}]`;
    return text === '' ? part : `${text}.${part}`;
  }, '');
}

/** For people, one line per fault, in the order of the file. */
export function printFaults(faults: readonly SettingsFault[], file: string): string {
  const heading = `${file} has ${faults.length === 1 ? 'one fault' : `${faults.length} faults`}:`;
  const lines = [...faults]
    .sort((one, other) => (one.line ?? 0) - (other.line ?? 0))
    .map(({ path, problem, line }) => {
      const place = line === undefined ? '' : ` (line ${line})`;
      return `  ${path === '' ? 'the file' : path}${place}: ${problem}`;
    });
  return [heading, ...lines].join('\n');
}
