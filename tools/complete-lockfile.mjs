// node tools/complete-lockfile.mjs, after every change of package-lock.json.
// Some registries serve the packages of one platform only. A lockfile written against such a one lacks the optional
// packages of all others, and `npm ci` refuses it everywhere. Their versions are pinned by the packages that want them, and
// their names say which platform they are for; that is all that a lockfile needs.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder, say } from './project.mjs';

const file = join(projectFolder, 'package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8'));

const platforms = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const processors = ['arm64', 'arm', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'x64'];

function platformOf(name) {
  const words = name.split('/').at(-1).split('-');
  const os = platforms.filter((platform) => words.includes(platform));
  const cpu = processors.filter((processor) => words.includes(processor));
  if (os.length !== 1 || cpu.length !== 1) return undefined;
  const libc = words.some((word) => word.startsWith('musl')) ? ['musl'] : undefined;
  return { cpu, ...(libc ? { libc } : {}), optional: true, os };
}

for (const [path, wanting] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(wanting.optionalDependencies ?? {})) {
    const isThere = lock.packages[`node_modules/${name}`] ?? lock.packages[`${path}/node_modules/${name}`];
    if (isThere) continue;
    const platform = platformOf(name);
    if (platform === undefined || !/^\d+\.\d+\.\d+$/.test(version)) {
      say(`Left out: ${name}@${version}, wanted by ${path}: no platform in its name, or no exact version`);
      continue;
    }
    lock.packages[`node_modules/${name}`] = { version, ...(wanting.dev ? { dev: true } : {}), ...platform };
    say(`Added ${name}@${version}`);
  }
}

const sorted = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`);
