import { existsSync } from 'node:fs';
import type { Settings } from '../config/settings.js';
import { printFaults } from '../config/settings-fault.js';
import { isFaulty, readSettings } from '../config/settings-file.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** A wrong file stops the process before anything is called; its text is for people, with every fault by its path. */
export class WrongSettings extends Error {
  override readonly name = 'WrongSettings';
}

export type LoadedSettings = { readonly path: string; readonly settings: Settings };

/** Where the settings would be read from. */
export const settingsPath = (env: Environment): string => env['WAYBILL_CONFIG'] || 'waybill.yaml';

/** The file named by `WAYBILL_CONFIG`, else `waybill.yaml` here, else none. */
export function loadSettings(env: Environment): LoadedSettings | undefined {
  const named = env['WAYBILL_CONFIG'];
  const path = settingsPath(env);
  if (!named && !existsSync(path)) return undefined;
  const settings = readSettings({ path, env });
  if (isFaulty(settings)) throw new WrongSettings(printFaults(settings.faults, path));
  if (settings.accounts.length === 0) throw new WrongSettings(`${path} has one fault:\n  accounts: names no account`);
  return { path, settings };
}
