// What the scripts in this folder share. Plain Node without packages: they run before anything is installed.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectFolder = dirname(dirname(fileURLToPath(import.meta.url)));

/** Beside the packages, so that it is ignored by git and gone with them. */
export const buildCacheFolder = join(projectFolder, 'node_modules', '.cache', 'waybill');

/** Progress goes to stderr: stdout belongs to what a command prints, such as the JSON of `npm run cost -- --json`. */
export const say = (line) => process.stderr.write(`${line}\n`);

/** Changes whenever a name or a byte below these paths changes. */
export function contentHash(relativePaths) {
  const hash = createHash('sha256');
  for (const relativePath of relativePaths) {
    for (const file of filesBelow(join(projectFolder, relativePath))) {
      hash
        .update(`${file.slice(projectFolder.length)}\0`)
        .update(readFileSync(file))
        .update('\0');
    }
  }
  return hash.digest('hex').slice(0, 24);
}

export function filesBelow(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return [];
  if (stats.isFile()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
}
