import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Say } from './build-from-source.js';
import { startTied, stopTied } from './tied-process.js';

type Download = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly moduleFolder: string;
  readonly cliVersion: string;
  readonly binary: string;
  readonly say: Say;
  readonly silenceMaxMs?: number;
};

/** Many networks refuse the download's host, some by silence: without a byte for this long, the next way is tried. */
const defaultSilenceMaxMs = 10_000;
const pollIntervalMs = 250;
const errorTextMax = 300;

/** The SDK's own download; undefined when it worked, else why not. In a process of its own, for the SDK cannot cancel it. */
export async function downloadThroughSdk({
  env,
  moduleFolder,
  cliVersion,
  binary,
  say,
  silenceMaxMs = defaultSilenceMaxMs,
}: Download): Promise<string | undefined> {
  say('Asking temporal.download for the Temporal development server …');
  await mkdir(dirname(binary), { recursive: true });
  const folder = await mkdtemp(join(dirname(binary), 'download-'));
  const child = startTied({
    command: process.execPath,
    args: [join(moduleFolder, 'download.mjs'), folder, `v${cliVersion}`],
    env,
    output: 'pipe',
  });
  let errorText = '';
  child.stdout?.resume();
  child.stderr?.on('data', (chunk: Buffer) => {
    errorText = (errorText + chunk.toString()).slice(-errorTextMax);
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const watch = watchGrowth({ folder, silenceMaxMs, giveUp: () => void stopTied(child, 0) });
  try {
    const exitCode = await ended;
    if (watch.gaveUp()) return `not a byte for ${silenceMaxMs / 1000} s`;
    const [downloaded] = await readdir(folder);
    if (exitCode !== 0 || downloaded === undefined) return errorText.trim() || `ended with ${exitCode ?? 'a signal'}`;
    await rename(join(folder, downloaded), binary);
    return undefined;
  } finally {
    watch.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

type Watch = { readonly folder: string; readonly silenceMaxMs: number; readonly giveUp: () => void };

function watchGrowth({ folder, silenceMaxMs, giveUp }: Watch) {
  let bytes = 0;
  let grewAtMs = Date.now();
  let hasGivenUp = false;
  const poll = setInterval(async () => {
    const now = await bytesIn(folder);
    if (now > bytes) {
      bytes = now;
      grewAtMs = Date.now();
    } else if (!hasGivenUp && Date.now() - grewAtMs > silenceMaxMs) {
      hasGivenUp = true;
      giveUp();
    }
  }, pollIntervalMs);
  return { gaveUp: () => hasGivenUp, stop: () => clearInterval(poll) };
}

async function bytesIn(folder: string): Promise<number> {
  const names = await readdir(folder).catch(() => []); // removed at the end, while a poll may be under way
  const sizes = await Promise.all(
    names.map((name) =>
      stat(join(folder, name)).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
