import { readFileSync } from 'node:fs';
import { isOneReference, unmarkReferences } from './environment-reference.js';
import type { AccountSettings } from './settings.js';
import { pathText } from './settings-fault.js';
import { isFaulty, readSettings } from './settings-file.js';
import { YamlSource } from './yaml-source.js';

/** A setting of one account as it counts, and who says so. */
export type SettingShown = { readonly name: string; readonly value: string; readonly source: string };

type Written = { readonly text: string; readonly line: number | undefined; readonly isReference: boolean };

const secretNames = /^(clientSecret|refreshToken|consumerSecret|token|tokenSecret|webhookSecrets\[\d+\])$/;
/** Kept in milliseconds; here they are shown in the words and units of the file. */
const inWordsOfFile = new Map([
  ['amazon.cancelFeedIntervalMs', { name: 'amazon.cancelFeedSeconds', unitMs: 1_000 }],
  ['orders.refundSweepMs', { name: 'orders.refundSweepSeconds', unitMs: 1_000 }],
  ['shipping.sweepIntervalMs', { name: 'shipping.sweepSeconds', unitMs: 1_000 }],
  ['shipping.atRiskLeadMs', { name: 'shipping.atRiskHours', unitMs: 3_600_000 }],
]);

/** By account. Secrets are shown as the name of the variable that holds them, and never themselves. */
export function settingsWithSource(path: string, env: Readonly<Record<string, string | undefined>>) {
  const settings = readSettings({ path, env });
  if (isFaulty(settings)) return new Map<string, readonly SettingShown[]>();
  const written = writtenIn(readFileSync(path, 'utf8'));
  return new Map(
    settings.accounts.map((account, index) => [account.id, shown(account, `accounts[${index}].`, written)]),
  );
}

function writtenIn(text: string): ReadonlyMap<string, Written> {
  const source = YamlSource.parse(text);
  const written = new Map<string, Written>();
  if (!(source instanceof YamlSource)) return written;
  source.replaceValues((value, path) => {
    if (value === undefined) return value; // an alias: what it stands for is shown where it is written
    const isReference = typeof value === 'string' && isOneReference(value);
    // A variable is shown by its name: what it holds may be secret.
    const text = typeof value === 'string' ? unmarkReferences(value) : String(value);
    written.set(pathText(path), { text, line: source.lineOf(path), isReference });
    return value;
  });
  return written;
}

function shown(
  account: AccountSettings,
  prefix: string,
  written: ReadonlyMap<string, Written>,
): readonly SettingShown[] {
  const own = [...written].filter(([name]) => name.startsWith(prefix));
  const rows = own.map(([name, { text, line, isReference }]) => {
    const short = name.slice(prefix.length);
    const isSecret = secretNames.test(short.split('.').at(-1) ?? '');
    const at = line === undefined ? 'the file' : `line ${line}`;
    const source = isReference ? `${at}, from the environment` : at;
    return { name: short, value: isSecret && !isReference ? '…' : text, source };
  });
  const isWritten = (name: string): boolean => {
    const isItself = written.has(`${prefix}${name}`);
    // A carrier in one word stands for a group of settings.
    return isItself || (name.includes('.') && isWritten(name.slice(0, name.lastIndexOf('.'))));
  };
  const defaults = leavesOf(account)
    .map(asInFile)
    .filter(({ name }) => !isWritten(name) && !secretNames.test(name.split('.').at(-1) ?? ''));
  return [...rows, ...defaults.map(({ name, value }) => ({ name, value, source: 'default' }))];
}

function asInFile(leaf: { readonly name: string; readonly value: string }) {
  const words = inWordsOfFile.get(leaf.name);
  return words === undefined ? leaf : { name: words.name, value: String(Number(leaf.value) / words.unitMs) };
}

function leavesOf(value: unknown, name = ''): readonly { readonly name: string; readonly value: string }[] {
  if (typeof value !== 'object' || value === null) return [{ name, value: String(value) }];
  return Object.entries(value).flatMap(([key, held]) =>
    leavesOf(held, Array.isArray(value) ? `${name}[${key}]` : name === '' ? key : `${name}.${key}`),
  );
}
