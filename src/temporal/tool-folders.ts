import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

type Environment = Readonly<Record<string, string | undefined>>;

/** Built and fetched tools lie outside the checkout: they are large, slow to make, and the same for every clone. */
export function userCacheFolder(env: Environment, platform: NodeJS.Platform = process.platform): string {
  const chosen = env['XDG_CACHE_HOME'];
  if (chosen !== undefined && chosen !== '') return join(chosen, 'waybill');
  const home = env['HOME'] ?? homedir();
  return platform === 'darwin' ? join(home, 'Library', 'Caches', 'waybill') : join(home, '.cache', 'waybill');
}

/** The project's own folder, found from the sources as well as from `dist/`, where this file lies one level deeper. */
export function projectFolder(from: string = dirname(fileURLToPath(import.meta.url))): string {
  if (existsSync(join(from, 'tools', 'temporal', 'go.mod'))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error('This installation is not whole: tools/temporal/go.mod was not found');
  return projectFolder(parent);
}
