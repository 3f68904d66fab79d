import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DevelopmentServer, startDevelopmentServer } from '../../src/temporal/development-server.js';
import { obtainTemporal } from '../../src/temporal/obtain-temporal.js';

/**
 * A development server for one test file, in memory. The product's queues have fixed names, so two products on one
 * server would take each other's orders.
 */
export async function startOwnTemporal({
  hasPage = false,
} = {}): Promise<Pick<DevelopmentServer, 'address' | 'namespace' | 'uiUrl' | 'stop'>> {
  const say = (): void => undefined;
  const folder = await mkdtemp(join(tmpdir(), 'waybill-temporal-'));
  const { path } = await obtainTemporal({ say });
  const server = await startDevelopmentServer({
    binaryPath: path,
    folder,
    say,
    isInMemory: true,
    ports: 'any',
    hasPage,
  });
  return {
    address: server.address,
    namespace: server.namespace,
    uiUrl: server.uiUrl,
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
