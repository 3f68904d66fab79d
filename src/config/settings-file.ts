import { readFileSync } from 'node:fs';
import { crossFaults } from './cross-checks.js';
import { isOneReference, resolveReferences } from './environment-reference.js';
import { describeIssue, faultsOf } from './schema-faults.js';
import type { Settings } from './settings.js';
import { type PathPart, pathText, type SettingsFault } from './settings-fault.js';
import { settingsSchema } from './settings-schema.js';
import { YamlSource } from './yaml-source.js';

type Environment = Readonly<Record<string, string | undefined>>;
export type Faults = { readonly faults: readonly SettingsFault[] };

export const isFaulty = (read: Settings | Faults): read is Faults => 'faults' in read;

/** The file as it stands now: either all of it is right, or every fault is named at once. Nothing is called. */
export function readSettings({ path, env }: { readonly path: string; readonly env: Environment }): Settings | Faults {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown';
    const problem = readProblems.get(code) ?? `cannot be read (${code})`;
    return { faults: [{ path: '', problem }] };
  }
  return parseSettings(text, env);
}

const readProblems: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'does not exist'],
  ['EACCES', 'cannot be read: no permission'],
  ['EISDIR', 'is a folder'],
]);

export function parseSettings(text: string, env: Environment): Settings | Faults {
  const source = YamlSource.parse(text);
  if (!(source instanceof YamlSource)) return source;
  const collected = new Map<string, SettingsFault>();
  const add = ({ path, problem }: { readonly path: readonly PathPart[]; readonly problem: string }): void => {
    const name = pathText(path);
    if (collected.has(name)) return; // the first is the cause, the others follow from it
    const line = source.lineOf(path);
    collected.set(name, { path: name, problem, ...(line === undefined ? {} : { line }) });
  };

  source.replaceValues((written, path) => {
    const isReference = typeof written === 'string' && isOneReference(written);
    if (isSecret(path) && written !== null && !isReference) {
      add({ path, problem: `is a secret: write it as \${NAME} and put it into the environment` });
    }
    if (typeof written !== 'string') return written;
    const { value, missing } = resolveReferences(written, env);
    if (missing.length > 0) add({ path, problem: missingProblem(missing) });
    else if (written.includes('${')) add({ path, problem: `holds a \${ that is not followed by NAME}` });
    return value;
  });
  const read = source.toData();
  if (!('data' in read)) return { faults: [read] };
  const parsed = settingsSchema.safeParse(read.data ?? {}, { error: describeIssue });
  for (const issue of parsed.error?.issues ?? []) faultsOf(issue).forEach(add);
  crossFaults(read.data).forEach(add);
  if (collected.size > 0) return { faults: [...collected.values()] };
  return parsed.success ? parsed.data : { faults: [{ path: '', problem: 'cannot be used' }] };
}

const missingProblem = (names: readonly string[]): string =>
  names.length === 1
    ? `needs the environment variable ${names[0]}, which is not set`
    : `needs the environment variables ${names.join(', ')}, which are not set`;

const secretNames: ReadonlySet<string> = new Set([
  'clientSecret',
  'refreshToken',
  'consumerSecret',
  'token',
  'tokenSecret',
  'passwordHash',
]);

/** Also of a kind of `auth` that does not ask for it: what looks like a secret is treated as one. */
function isSecret(path: readonly PathPart[]): boolean {
  const last = path.at(-1);
  if (typeof last === 'number') return path.at(-2) === 'webhookSecrets';
  return secretNames.has(String(last)) || (last === 'key' && path.at(-3) === 'keys');
}
