import fastify, { type FastifyInstance } from 'fastify';
import { ZodError } from 'zod';
import { FaultDelays } from '../fault-hooks.js';
import { Faults } from '../faults.js';
import { Ledger } from '../ledger.js';
import { openStateFile } from '../state-file.js';
import { Access } from './access.js';
import type { CommerceFaultKind } from './commerce-faults.js';
import { serveControl } from './control-api.js';
import { type CommerceSimulatorOptions, simulatorOptions } from './options.js';
import { serveRest } from './rest-api.js';
import { RestError } from './rest-error.js';
import { Shop } from './shop.js';

export type { CommerceSimulatorOptions } from './options.js';

/** A running shop: REST at `{url}/rest/{storeViewCode}/V1/…`, control at `{url}/_control/…` (see control-api.ts). */
export type CommerceSimulator = { readonly url: string; close(): Promise<void> };

const bodyBytesMax = 4 * 1024 * 1024;

/** Rejects when the port is taken or the options do not fit. What they leave out has a default: see options.ts. */
export async function startCommerceSimulator(options: CommerceSimulatorOptions = {}): Promise<CommerceSimulator> {
  const {
    port,
    host,
    stateFile,
    integrations,
    bearerTokens,
    nowMs = Date.now,
    ...shopOptions
  } = simulatorOptions.parse(options);
  const state = openStateFile(stateFile);
  const shop = new Shop({ options: shopOptions, state, nowMs });
  const ledger = new Ledger({ state });
  const faults = new Faults<CommerceFaultKind>({ nowMs });
  const delays = new FaultDelays();
  const app = newServer();
  serveRest(app, { shop, ledger, faults, delays, access: new Access({ integrations, bearerTokens, nowMs }) });
  serveControl(app, { shop, ledger, faults });

  const close = async (): Promise<void> => {
    delays.endAll();
    await app.close();
    state.close();
  };
  try {
    await app.listen({ port, host });
  } catch (error) {
    await close();
    throw error;
  }
  const address = app.server.address();
  const portInUse = typeof address === 'object' && address !== null ? address.port : port;
  return { url: `http://${host}:${portInUse}`, close };
}

function newServer(): FastifyInstance {
  const app = fastify({
    bodyLimit: bodyBytesMax,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 1000 },
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof RestError) return reply.code(error.status).send(error.toBody());
    if (error instanceof ZodError)
      return reply.code(400).send({ message: 'The body does not fit.', faults: error.issues });
    const status =
      error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;
    return reply
      .code(status)
      .send({ message: `Simulator: ${error instanceof Error ? error.message : 'unknown error'}` });
  });
  return app;
}
