import { once } from 'node:events';

export default async function stopTestServices(): Promise<void> {
  const services = globalThis.waybillTestServices;
  if (services === undefined || services.exitCode !== null) return;
  services.stdin?.end();
  await once(services, 'exit');
}
