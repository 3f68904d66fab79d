import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { findOnPath } from '../../src/temporal/find-on-path.js';
import { projectFolder, userCacheFolder } from '../../src/temporal/tool-folders.js';

type Environment = Readonly<Record<string, string | undefined>>;
export type TimeSkippingServer = { readonly launcher: string } | { readonly missing: string };

const copyGoal = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';
const mavenMaxMs = 5 * 60_000;

/** What `npm test` has fetched before, without a look at the network. */
export function installedTimeSkippingServer(env: Environment = process.env): TimeSkippingServer {
  if (findOnPath('java', env['PATH']) === undefined) return { missing: 'no `java` on PATH' };
  const launcher = join(installFolder(env), 'launch');
  return existsSync(launcher) ? { launcher } : { missing: 'not fetched yet: `npm test` does that' };
}

/** Fetches it from Maven's repository, once; afterwards it lies in the user's cache folder. */
export async function installTimeSkippingServer(
  say: (line: string) => void,
  env: Environment = process.env,
): Promise<TimeSkippingServer> {
  const installed = installedTimeSkippingServer(env);
  if ('launcher' in installed || findOnPath('java', env['PATH']) === undefined) return installed;
  const maven = findOnPath('mvn', env['PATH']);
  if (maven === undefined) return { missing: 'no `mvn` on PATH to fetch it with' };
  say("Fetching Temporal's time-skipping test server from Maven's repository, once.");
  const folder = installFolder(env);
  await mkdir(dirname(folder), { recursive: true });
  const unfinished = await mkdtemp(`${folder}-`);
  try {
    const args = [
      '-B',
      '-q',
      '-f',
      pomFile(),
      copyGoal,
      '-DincludeScope=runtime',
      `-DoutputDirectory=${unfinished}/lib`,
    ];
    await promisify(execFile)(maven, args, { env, timeout: mavenMaxMs });
    await writeFile(join(unfinished, 'launch'), launchScript(`${folder}/lib/*`), { mode: 0o755 });
    await rename(unfinished, folder);
    return { launcher: join(folder, 'launch') };
  } catch (error) {
    if (existsSync(join(folder, 'launch'))) return { launcher: join(folder, 'launch') }; // another run was quicker
    return { missing: `Maven could not fetch it: ${lastLine(error)}` };
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

/** `exec`, because a shell in between would take the SDK's signal and leave the Java process running for ever. */
const launchScript = (classPath: string): string => `#!/bin/sh
exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto -Xmx256m -cp '${classPath}' io.temporal.testserver.TestServer "$@"
`;

const pomFile = (): string => join(projectFolder(), 'tools', 'temporal-test-server', 'pom.xml');

function installFolder(env: Environment): string {
  const key = createHash('sha256').update(readFileSync(pomFile())).digest('hex').slice(0, 12);
  return join(userCacheFolder(env), 'temporal-test-server', key);
}

const lastLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).trim().split('\n').at(-1) ?? '';
