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
import { WrongSettings } from './load-settings.js';
import type { RunningParts } from './running-parts.js';

type Say = (line: string) => void;

/** A sample order that is not done by then is reported as not done. */
const sampleDayMaxMs = 180_000;
const sampleOrders = 5;

/** What stands in for Amazon and Commerce where there is no settings file. */
export type Sample = { readonly shop: SampleShop; readonly secrets: SampleSecrets; readonly settings: Settings };

export async function openSample(
  at: { readonly home: string; readonly say: Say },
  parts: RunningParts,
): Promise<Sample> {
  const secrets = drawSampleSecrets();
  const shop = await openSampleShop({ ...at, secrets });
  parts.add('the simulators', shop.stop);
  return { shop, secrets, settings: settingsOf(shop, secrets) };
}

/** The sample account goes through the same reader as a merchant's file. */
function settingsOf(shop: SampleShop, secrets: SampleSecrets): Settings {
  const dayMs = 24 * 3_600_000;
  const settings = parseSettings(sampleSettings(shop, new Date(Date.now() - dayMs)), secrets);
  if (isFaulty(settings)) throw new WrongSettings(printFaults(settings.faults, 'the sample settings'));
  return settings;
}

type Day = { readonly done: Promise<{ readonly isDone: boolean; readonly table: string }>; readonly stop: () => void };

type Playing = { readonly sample: Sample; readonly httpUrl: string; readonly say: Say };

/** Ends by itself when all sample orders are done, or after three minutes. */
export function playDay({ sample, httpUrl, say }: Playing): Day {
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
