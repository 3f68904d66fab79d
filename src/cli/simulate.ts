import { drawSampleSecrets, openSampleShop, sampleSettings } from '../demo/sample-shop.js';
import { homeFolder, lockHome } from '../processes/home.js';
import { untilSignal } from '../processes/until-signal.js';

type Environment = Readonly<Record<string, string | undefined>>;

const dayMs = 24 * 3_600_000;

/** Both simulators, and the settings file that fits them. Secrets of the environment are used where they are set. */
export async function runSimulate({
  env,
  say,
}: {
  readonly env: Environment;
  readonly say: (line: string) => void;
}): Promise<number> {
  const drawn = drawSampleSecrets();
  const given = Object.entries(env).filter(([name, value]) => name in drawn && value);
  const secrets = { ...drawn, ...Object.fromEntries(given) };
  const home = homeFolder(env, undefined);
  const unlock = await lockHome(home);
  const signal = untilSignal();
  const shop = await openSampleShop({ home, secrets, say: (line) => say(`# ${line}`) });
  say(
    `# The simulators run until Ctrl-C. A settings file for them:\n${sampleSettings(shop, new Date(Date.now() - dayMs))}`,
  );
  say('# and the environment that it names:');
  for (const [name, value] of Object.entries(secrets)) say(`export ${name}='${value}'`);
  await signal.received;
  await shop.stop();
  await unlock();
  signal.forget();
  return 0;
}
