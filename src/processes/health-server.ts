import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hasCode } from '../temporal/has-code.js';
import { CannotStart } from './cannot-start.js';
import { WrongSettings } from './load-settings.js';

type Deps = {
  readonly host: string;
  readonly port: number;
  readonly isReady: () => boolean;
  readonly metricsText: () => Promise<string>;
};

/** `host:port` as `WAYBILL_METRICS` holds it; an address that cannot be meant is a fault of settings. */
export function metricsAddress(raw: string): { readonly host: string; readonly port: number } {
  const [, host, port] = /^(\[[0-9a-f:]+\]|[^\s:/]+):(\d{1,5})$/i.exec(raw) ?? [];
  if (host === undefined || Number(port) > 65_535) {
    throw new WrongSettings('WAYBILL_METRICS must be a host and a port, such as 127.0.0.1:9464');
  }
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
}

/** `/healthz`, `/readyz` and `/metrics` of a process that has no pages: a worker, an ingestion. */
export async function startHealthServer({ host, port, isReady, metricsText }: Deps) {
  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0];
    if (path === '/healthz') answer(response, 200, 'alive');
    else if (path === '/readyz') answer(response, isReady() ? 200 : 503, isReady() ? 'ready' : 'not ready');
    else if (path === '/metrics') {
      metricsText().then(
        (text) => answer(response, 200, text, 'text/plain; version=0.0.4; charset=utf-8'),
        () => answer(response, 500, 'the metrics could not be written'),
      );
    } else answer(response, 404, 'here are /healthz, /readyz and /metrics');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => resolve());
  }).catch((error: unknown) => {
    if (!hasCode(error, 'EADDRINUSE') && !hasCode(error, 'EACCES') && !hasCode(error, 'EADDRNOTAVAIL')) throw error;
    throw new CannotStart(`WAYBILL_METRICS: nothing can listen at ${host}:${port}.`, { cause: error });
  });
  const { port: listening } = server.address() as AddressInfo;
  return {
    port: listening,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(response: ServerResponse, status: number, text: string, type = 'text/plain; charset=utf-8'): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(text);
}
