import { join } from 'node:path';
import type { Settings } from '../config/settings.js';
import { createLogger, errorFields } from '../telemetry/logger.js';
import { type EmbeddedTemporal, embedTemporal } from './embedded-temporal.js';
import { homeFolder, lockHome } from './home.js';
import { startHttp } from './http.js';
import { startIngestion } from './ingestion.js';
import { installRuntime } from './install-runtime.js';
import { loadSettings, WrongSettings } from './load-settings.js';
import { compose } from './product.js';
import { RunningParts } from './running-parts.js';
import { openSample, playDay, type Sample } from './sample.js';
import { temporalAddress } from './temporal-address.js';
import { untilSignal } from './until-signal.js';
import { startWorker } from './worker.js';
import { workflowBundlePath } from './workflow-bundle.js';

type Environment = Readonly<Record<string, string | undefined>>;
type Say = (line: string) => void;

/**
 * Everything in one process. With a settings file: the product for its accounts. Without: embedded Temporal, simulators,
 * and a short day of sample orders; `once` ends when they are done, and says by the exit code whether they are.
 */
export async function runStart(options: {
  readonly env: Environment;
  readonly once: boolean;
  readonly say: Say;
}): Promise<number> {
  const { env, say } = options;
  const loaded = loadSettings(env);
  if (options.once && loaded !== undefined) {
    throw new WrongSettings('--once plays the sample day, which has no place beside a settings file');
  }
  const home = homeFolder(env, loaded?.path);
  const logger = createLogger({ env, file: join(home, 'waybill.log') });
  const parts = new RunningParts();
  let signal: ReturnType<typeof untilSignal> | undefined;
  try {
    const named = temporalAddress(env, loaded?.settings);
    if (loaded === undefined || named === undefined) parts.add('the lock', await lockHome(home));
    const source = loaded ?? (await openSample({ home, say }, parts));
    const sample = 'shop' in source ? source : undefined;
    const { settings } = source;
    const temporal: EmbeddedTemporal = named ?? (await embedTemporal({ env, home, say }, parts));
    // Until here a signal ends the process at once, and with it whatever is being fetched or built for minutes.
    signal = untilSignal();
    const beforeWorkers = () => installRuntime({ logger });
    const composed = await compose({
      ...{ settings, address: temporal, logger, say, beforeWorkers },
      isSample: sample !== undefined,
    });
    parts.add('the connection to Temporal', () => composed.temporal.close());

    const worker = await startWorker({ ...composed, workflowBundlePath: workflowBundlePath(composed.temporal) });
    parts.add('the worker', worker.stop);
    const ingestion = await startIngestion(composed);
    parts.add('ingestion', ingestion.stop);
    const http = await startHttp({
      ...composed,
      http: settings.http,
      say,
      ...uiOf(temporal, settings),
      ...(loaded === undefined ? {} : { settingsEnv: env }),
    });
    parts.add('HTTP', http.stop);

    const shown = placesShown([
      ['Orders page', http.url],
      ['Temporal UI', uiOf(temporal, settings).temporalUiUrl],
      ['Amazon simulator', sample?.shop.amazonUrl],
      ['Commerce simulator', sample?.shop.commerceUrl],
      ['Log', join(home, 'waybill.log')],
    ]);
    say(`Waybill is running.\n${shown}\n`);

    const failed = Promise.race([
      ...[worker, ingestion].map((part) => part.ended.then(() => 'a worker')),
      ...(temporal.ended === undefined ? [] : [temporal.ended.then(() => "Temporal's embedded server")]),
    ]).then((part) => ({ failed: part }));
    const end = Promise.race([signal.received.then(() => 'stopped' as const), failed]);
    if (sample !== undefined) return await playThenRun({ ...options, sample, httpUrl: http.url, shown, end }, parts);
    say('Ctrl-C stops it.');
    return exitCodeOf(await end, say);
  } finally {
    say('Stopping; requests under way may take some seconds …');
    await parts.stop((part, error) => {
      logger.error({ part, ...errorFields(error) }, 'did not stop cleanly');
    });
    signal?.forget();
  }
}

/** As a shell says of what Ctrl-C ended. */
const interrupted = 130;

type End = 'stopped' | { readonly failed: string };

type Playing = {
  readonly sample: Sample;
  readonly httpUrl: string;
  readonly once: boolean;
  readonly shown: string;
  readonly end: Promise<End>;
  readonly say: Say;
};

async function playThenRun({ once, shown, end, say, ...played }: Playing, parts: RunningParts): Promise<number> {
  const day = playDay({ ...played, say });
  parts.add('the sample day', async () => day.stop());
  const outcome = await Promise.race([day.done, end]);
  // A day that was broken off is not done.
  if (outcome === 'stopped') return once ? interrupted : 0;
  if ('failed' in outcome) return exitCodeOf(outcome, say);
  say(`\n${outcome.table}\n\n${shown}\n`);
  if (once) return outcome.isDone ? 0 : 1;
  say(
    outcome.isDone
      ? 'All sample orders are done. Ctrl-C stops Waybill.'
      : 'Not all sample orders are done. Ctrl-C stops Waybill.',
  );
  return exitCodeOf(await end, say);
}

const placesShown = (places: readonly (readonly [string, string | undefined])[]): string =>
  places.flatMap(([name, url]) => (url === undefined ? [] : [`  ${name.padEnd(18)} ${url}`])).join('\n');

/** What ends by itself is never well: better no product than one that looks alive. */
function exitCodeOf(end: End, say: Say): number {
  if (end === 'stopped') return 0;
  say(
    `${end.failed} has ended by itself: Waybill stops. Nothing is lost; start it again, and see the log for the reason.`,
  );
  return 1;
}

function uiOf(embedded: EmbeddedTemporal, { temporal }: Settings): { readonly temporalUiUrl?: string } {
  const temporalUiUrl = embedded.uiUrl ?? temporal?.uiUrl;
  return temporalUiUrl === undefined ? {} : { temporalUiUrl };
}
