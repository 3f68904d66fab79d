import type { TemporalAddress } from '../temporal/connection.js';
import { startDevelopmentServer } from '../temporal/development-server.js';
import { obtainTemporal } from '../temporal/obtain-temporal.js';
import type { RunningParts } from './running-parts.js';

/** A Temporal server: of this process, or somebody else's, which does not end with it and shows no UI of its own. */
export type EmbeddedTemporal = TemporalAddress & { readonly uiUrl?: string; readonly ended?: Promise<void> };

type Place = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly say: (line: string) => void;
};

export async function embedTemporal({ env, home, say }: Place, parts: RunningParts): Promise<EmbeddedTemporal> {
  const binary = await obtainTemporal({ say, env });
  const server = await startDevelopmentServer({ binaryPath: binary.path, folder: home, say });
  parts.add('Temporal', server.stop);
  const { address, namespace, uiUrl, ended } = server;
  return { address, namespace, tls: false, ended, ...(uiUrl === undefined ? {} : { uiUrl }) };
}
