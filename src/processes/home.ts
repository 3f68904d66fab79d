import { mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { tryLock } from '../temporal/file-lock.js';
import { CannotStart } from './cannot-start.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where embedded parts keep their state: `WAYBILL_HOME`, or `.waybill/` beside the settings file. */
export function homeFolder(env: Environment, settingsPath: string | undefined): string {
  const beside = settingsPath === undefined ? process.cwd() : dirname(resolve(settingsPath));
  const home = env['WAYBILL_HOME'] || join(beside, '.waybill');
  mkdirSync(home, { recursive: true });
  return resolve(home);
}

/** Before anything in it is opened: a second process would write over the simulators' books of the first. */
export async function lockHome(home: string): Promise<() => Promise<void>> {
  const lock = await tryLock(join(home, 'waybill.lock'));
  if ('release' in lock) return lock.release;
  throw new CannotStart(
    `${home} is in use by ${lock.heldBy}: stop that one, or set WAYBILL_HOME to another folder for this one.`,
  );
}
