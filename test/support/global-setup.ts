import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

declare global {
  var waybillTestServices: ChildProcess | undefined;
}

/** Jest does not map `.js` specifiers here, so the services that tests share run beside it, in a process of their own. */
export default async function startTestServices(): Promise<void> {
  const project = join(__dirname, '..', '..');
  const services = spawn(
    process.execPath,
    ['--import', join(project, 'tools', 'typescript.mjs'), join(__dirname, 'test-services.ts')],
    // A group of its own: Ctrl-C reaches jest, and the services end in order once jest is gone.
    { stdio: ['pipe', 'pipe', 'inherit'], detached: true, cwd: project },
  );
  globalThis.waybillTestServices = services;
  const [url] = await Promise.race([
    once(services.stdout, 'data'),
    once(services, 'exit').then(() => Promise.reject(new Error('The test services ended at their start'))),
  ]);
  process.env['WAYBILL_TEST_SERVICES'] = String(url).trim();
}
