import { join } from 'node:path';
import type { Settings } from '../config/settings.js';
import { printFaults } from '../config/settings-fault.js';
import { isFaulty, parseSettings } from '../config/settings-file.js';
import { Narrator } from '../demo/narrator.js';
import { playSampleDay, type Stage } from '../demo/sample-day.js';
import {
  drawSampleSecrets,
  openSampleShop,
  type SampleSecrets,
  type SampleShop,
  sampleAccount,
  sampleSettings,
} from '../demo/sample-shop.js';
import { createLogger, errorFields } from '../telemetry/logger.js';
import type { TemporalAddress } from '../temporal/connection.js';
import { startDevelopmentServer } from '../temporal/development-server.js';
import { obtainTemporal } from '../temporal/obtain-temporal.js';
import { homeFolder, lockHome } from './home.js';
import { startHttp } from './http.js';
import { startIngestion } from './ingestion.js';
import { installRuntime } from './install-runtime.js';
import { loadSettings, WrongSettings } from './load-settings.js';
import { compose } from './product.js';
import { RunningParts } from './running-parts.js';
import { temporalAddress } from './temporal-address.js';
import { untilSignal } from './until-signal.js';
import { startWorker } from './worker.js';
import { workflowBundlePath } from './workflow-bundle.js';

type Environment = Readonly<Record<string, string | undefined>>;
type Say = (line: string) => void;

/** A sample order that is not done by then is reported as not done. */
const sampleDayMaxMs = 180_000;
const sampleOrders = 5;

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
    const sample = loaded === undefined ? await openSample({ home, say }, parts) : undefined;
    const settings = loaded?.settings ?? settingsOf(sample);
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

    const places = [
      ['Orders page', http.url],
      ['Temporal UI', uiOf(temporal, settings).temporalUiUrl],
      ['Amazon simulator', sample?.shop.amazonUrl],
      ['Commerce simulator', sample?.shop.commerceUrl],
      ['Log', join(home, 'waybill.log')],
    ].filter((place): place is [string, string] => place[1] !== undefined);
    const shown = places.map(([name, url]) => `  ${name.padEnd(18)} ${url}`).join('\n');
    say(`Waybill is running.\n${shown}\n`);

    const failed = Promise.race([
      ...[worker, ingestion].map((part) => part.ended.then(() => 'a worker')),
      ...(temporal.ended === undefined ? [] : [temporal.ended.then(() => "Temporal's embedded server")]),
    ]).then((part) => ({ failed: part }));
    const stopped = signal.received;
    const waitForEnd = async (): Promise<number> => {
      const end = await Promise.race([stopped, failed]);
      return typeof end === 'string' ? 0 : sayFailed(say, end.failed);
    };
    if (sample === undefined) {
      say('Ctrl-C stops it.');
      return await waitForEnd();
    }
    const day = playDay({ sample, httpUrl: http.url, say });
    parts.add('the sample day', async () => day.stop());
    const outcome = await Promise.race([day.done, stopped, failed]);
    // A day that was broken off is not done.
    if (typeof outcome === 'string') return options.once ? interrupted : 0;
    if ('failed' in outcome) return sayFailed(say, outcome.failed);
    say(`\n${outcome.table}\n\n${shown}\n`);
    if (options.once) return outcome.isDone ? 0 : 1;
    say(
      outcome.isDone
        ? 'All sample orders are done. Ctrl-C stops Waybill.'
        : 'Not all sample orders are done. Ctrl-C stops Waybill.',
    );
    return await waitForEnd();
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

/** What ends by itself is never well: better no product than one that looks alive. */
function sayFailed(say: Say, part: string): number {
  say(`${part} has ended by itself: Waybill stops. Nothing is lost; start it again, and see the log for the reason.`);
  return 1;
}

type Sample = { readonly shop: SampleShop; readonly secrets: SampleSecrets };

async function openSample(at: { readonly home: string; readonly say: Say }, parts: RunningParts): Promise<Sample> {
  const secrets = drawSampleSecrets();
  const shop = await openSampleShop({ ...at, secrets });
  parts.add('the simulators', shop.stop);
  return { shop, secrets };
}

/** The sample account goes through the same reader as a merchant's file. */
function settingsOf(sample: Sample | undefined): Settings {
  if (sample === undefined) throw new Error('without a settings file there is a sample shop');
  const dayMs = 24 * 3_600_000;
  const settings = parseSettings(sampleSettings(sample.shop, new Date(Date.now() - dayMs)), sample.secrets);
  if (isFaulty(settings)) throw new WrongSettings(printFaults(settings.faults, 'the sample settings'));
  return settings;
}

type EmbeddedTemporal = TemporalAddress & { readonly uiUrl?: string; readonly ended?: Promise<void> };

async function embedTemporal(
  { env, home, say }: { readonly env: Environment; readonly home: string; readonly say: Say },
  parts: RunningParts,
): Promise<EmbeddedTemporal> {
  const binary = await obtainTemporal({ say, env });
  const server = await startDevelopmentServer({ binaryPath: binary.path, folder: home, say });
  parts.add('Temporal', server.stop);
  const { address, namespace, uiUrl, ended } = server;
  return { address, namespace, tls: false, ended, ...(uiUrl === undefined ? {} : { uiUrl }) };
}

function uiOf(embedded: EmbeddedTemporal, { temporal }: Settings): { readonly temporalUiUrl?: string } {
  const temporalUiUrl = embedded.uiUrl ?? temporal?.uiUrl;
  return temporalUiUrl === undefined ? {} : { temporalUiUrl };
}

type Day = { readonly done: Promise<{ readonly isDone: boolean; readonly table: string }>; readonly stop: () => void };

function playDay({
  sample,
  httpUrl,
  say,
}: {
  readonly sample: Sample;
  readonly httpUrl: string;
  readonly say: Say;
}): Day {
  const over = new AbortController();
  // No AbortSignal.timeout inside AbortSignal.any: it can be collected before its time, and then never fires.
  const limit = setTimeout(() => over.abort(), sampleDayMaxMs);
  const { signal } = over;
  const stage: Stage = {
    ...sample.shop,
    httpUrl,
    sellerId: sampleAccount.sellerId,
    marketplaceId: sampleAccount.marketplaceId,
    account: sampleAccount.id,
    webhookSecret: sample.secrets.SHIPPING_SECRET,
    signal,
  };
  const narrator = new Narrator({ httpUrl, say, signal });
  const played = playSampleDay(stage, (order) => narrator.follow(order)).catch((error: unknown) => {
    if (!signal.aborted)
      say(`The sample day came to a halt: ${error instanceof Error ? error.message : String(error)}`);
    over.abort();
  });
  const done = Promise.all([narrator.tellUntilDone(sampleOrders), played]).then(([isDone]) => ({
    isDone,
    table: narrator.table(),
  }));
  const stop = () => {
    clearTimeout(limit);
    over.abort();
  };
  return { done, stop };
}
