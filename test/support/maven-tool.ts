import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { findOnPath } from '../../src/temporal/find-on-path.js';
import { projectFolder, userCacheFolder } from '../../src/temporal/tool-folders.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** A server of Java that only tests need, named by `tools/<name>/pom.xml`. */
export type MavenTool = {
  readonly name: string;
  /** For people: what is being fetched. */
  readonly title: string;
  readonly mainClass: string;
  readonly javaOptions: readonly string[];
};
export type InstalledTool = { readonly launcher: string } | { readonly missing: string };

const copyGoal = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';
const mavenMaxMs = 5 * 60_000;

/** What `npm test` has fetched before, without a look at the network. */
export function installedTool(tool: MavenTool, env: Environment = process.env): InstalledTool {
  if (findOnPath('java', env['PATH']) === undefined) return { missing: 'no `java` on PATH' };
  const launcher = join(installFolder(tool, env), 'launch');
  return existsSync(launcher) ? { launcher } : { missing: 'not fetched yet: `npm test` does that' };
}

/** Fetches it from Maven's repository, once; afterwards it lies in the user's cache folder. */
export async function installTool(
  tool: MavenTool,
  say: (line: string) => void,
  env: Environment = process.env,
): Promise<InstalledTool> {
  const installed = installedTool(tool, env);
  if ('launcher' in installed || findOnPath('java', env['PATH']) === undefined) return installed;
  const maven = findOnPath('mvn', env['PATH']);
  if (maven === undefined) return { missing: 'no `mvn` on PATH to fetch it with' };
  say(`Fetching ${tool.title} from Maven's repository, once.`);
  const folder = installFolder(tool, env);
  await mkdir(dirname(folder), { recursive: true });
  const unfinished = await mkdtemp(`${folder}-`);
  try {
    const output = `-DoutputDirectory=${unfinished}/lib`;
    const args = ['-B', '-q', '-f', pomFile(tool), copyGoal, '-DincludeScope=runtime', output];
    await promisify(execFile)(maven, args, { env, timeout: mavenMaxMs });
    await writeFile(join(unfinished, 'launch'), launchScript(tool, `${folder}/lib/*`), { mode: 0o755 });
    await rename(unfinished, folder);
    return { launcher: join(folder, 'launch') };
  } catch (error) {
    if (existsSync(join(folder, 'launch'))) return { launcher: join(folder, 'launch') }; // another run was quicker
    return { missing: `Maven could not fetch it: ${lastLine(error)}` };
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

/** `exec`, because a shell in between would take our signal and leave the Java process running for ever. */
const launchScript = ({ mainClass, javaOptions }: MavenTool, classPath: string): string => `#!/bin/sh
exec java ${javaOptions.join(' ')} -cp '${classPath}' ${mainClass} "$@"
`;

const pomFile = ({ name }: MavenTool): string => join(projectFolder(), 'tools', name, 'pom.xml');

function installFolder(tool: MavenTool, env: Environment): string {
  const key = createHash('sha256')
    .update(readFileSync(pomFile(tool)))
    .digest('hex')
    .slice(0, 12);
  return join(userCacheFolder(env), tool.name, key);
}

const lastLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).trim().split('\n').at(-1) ?? '';
