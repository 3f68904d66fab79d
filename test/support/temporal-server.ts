import { randomUUID } from 'node:crypto';
import { connectTemporal, type TemporalConnection } from '../../src/temporal/connection.js';

export type TemporalServerForTests = {
  readonly address: string;
  readonly namespace: string;
  /** Close it in the same test file, or jest reports an open handle. */
  readonly connect: () => Promise<TemporalConnection>;
  /** Two tests on one queue would run each other's workflows. */
  readonly newTaskQueue: (label?: string) => string;
};

export type TemporalForTests = TemporalServerForTests & {
  /** The production bundle of the present sources: `workflowBundle: { codePath: bundlePath }`. */
  readonly bundlePath: string;
};

/** The one development server of this run, in memory, with retention and search attributes set; started by the first who asks. */
export async function temporalServerForTests(): Promise<TemporalServerForTests> {
  const { address, namespace } = await ask('/temporal');
  if (address === undefined || namespace === undefined) throw new Error('The test services gave no Temporal address');
  return {
    address,
    namespace,
    connect: () => connectTemporal({ address, namespace, tls: false }),
    newTaskQueue: (label = 'test') => `${label}-${randomUUID()}`,
  };
}

/** The same, with the workflow bundle, built once per run. */
export async function temporalForTests(): Promise<TemporalForTests> {
  const [server, bundlePath] = await Promise.all([temporalServerForTests(), workflowBundlePath()]);
  return { ...server, bundlePath };
}

export const workflowBundlePath = (): Promise<string> => bundlePathAt('/bundle');

/** As installations with encryption run it. */
export const encodedWorkflowBundlePath = (): Promise<string> => bundlePathAt('/encoded-bundle');

async function bundlePathAt(service: string): Promise<string> {
  const { path } = await ask(service);
  if (path === undefined) throw new Error('The test services gave no workflow bundle');
  return path;
}

async function ask(path: string): Promise<Readonly<Record<string, string>>> {
  const services = process.env['WAYBILL_TEST_SERVICES'];
  if (services === undefined) throw new Error('WAYBILL_TEST_SERVICES is not set: run this through jest.config.js');
  const response = await fetch(`${services}${path}`);
  const body: Readonly<Record<string, string>> = JSON.parse(await response.text());
  if (!response.ok) throw new Error(body['error']);
  return body;
}
