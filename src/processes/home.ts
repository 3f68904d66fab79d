import { mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where embedded parts keep their state: `WAYBILL_HOME`, or `.waybill/` beside the settings file. */
export function homeFolder(env: Environment, settingsPath: string | undefined): string {
  const beside = settingsPath === undefined ? process.cwd() : dirname(resolve(settingsPath));
  const home = env['WAYBILL_HOME'] || join(beside, '.waybill');
  mkdirSync(home, { recursive: true });
  return resolve(home);
}
