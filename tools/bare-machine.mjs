// On a new Debian machine in CI: installs what the tests need beside Node. Anywhere else nothing is installed, only said.
import { spawnSync } from 'node:child_process';
import { accessSync, chmodSync, constants, readdirSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { projectFolder, say } from './project.mjs';

const mayInstall = () => process.env.CI === 'true' && process.getuid?.() === 0 && isOnPath('apt-get');

/** Java runs the time-skipping server and the queue, Maven fetches them. */
export function ensureJava() {
  const missing = [
    { command: 'java', debianPackage: 'default-jre-headless' },
    { command: 'mvn', debianPackage: 'maven' },
  ].filter(({ command }) => !isOnPath(command));
  if (missing.length === 0) return;
  const packages = missing.map(({ debianPackage }) => debianPackage);
  if (mayInstall()) return aptInstall(packages);
  const commands = missing.map(({ command }) => command).join(' and ');
  say(
    `Tests that skip days or use a queue need ${commands}, missing here. On Debian: apt-get install ${packages.join(' ')}`,
  );
}

/** The pages are tested in a real browser; playwright-core brings none. */
export function ensureChromium() {
  if (process.env.CHROMIUM || isOnPath('chromium') || isOnPath('google-chrome')) return;
  if (mayInstall()) return aptInstall(['chromium']);
  say('Tests of the pages need a browser, missing here. On Debian: apt-get install chromium');
}

/** Go builds Temporal where it cannot be downloaded; `src/temporal/obtain-temporal.ts` says what else would do. */
export function ensureGo() {
  if (isOnPath('temporal') || !mayInstall()) return;
  if (!isOnPath('go')) aptInstall(['golang-go']);
  const [, minor] = /go1\.(\d+)/.exec(output('go', ['version'])) ?? [];
  if (minor !== undefined && Number(minor) < 21) useNewerGo();
}

/**
 * Debian 12 has Go 1.19, which cannot fetch the newer Go that go.mod names by itself. But it can download modules, and
 * Go's toolchains are published as one.
 */
function useNewerGo() {
  const [, version] =
    /^go (\S+)$/m.exec(readFileSync(join(projectFolder, 'tools', 'temporal', 'go.mod'), 'utf8')) ?? [];
  const platform = `${process.platform}-${process.arch === 'x64' ? 'amd64' : process.arch}`;
  say(`Fetching Go ${version}, since the one that is installed is too old …`);
  const module = `golang.org/toolchain@v0.0.1-go${version}.${platform}`;
  const { Dir: folder } = JSON.parse(output('go', ['mod', 'download', '-json', module]) || '{}');
  if (folder === undefined) return say(`${module} could not be downloaded.`);
  // Modules come without the right to be run; Go 1.21 and newer set it for this one, Go 1.19 does not know.
  const tools = join(folder, 'pkg', 'tool', platform.replace('-', '_'));
  for (const bin of [join(folder, 'bin'), tools]) {
    for (const name of readdirSync(bin)) chmodSync(join(bin, name), 0o755);
  }
  process.env.PATH = [join(folder, 'bin'), process.env.PATH].join(delimiter);
}

function aptInstall(packages) {
  say(`Installing ${packages.join(', ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) => spawnSync('apt-get', ['-qq', ...args], { env, stdio: ['ignore', 2, 2] }).status === 0;
  const isDone = apt('update') && apt('install', '-y', '--no-install-recommends', ...packages);
  if (!isDone) say(`apt-get could not install ${packages.join(', ')}; what it says above is why.`);
}

const output = (command, args) =>
  spawnSync(command, args, { cwd: dirname(projectFolder), encoding: 'utf8' }).stdout ?? '';

function isOnPath(command) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK);
      return true;
    } catch {
      return false; // not in this folder; the next may have it
    }
  });
}
