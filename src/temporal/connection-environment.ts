import { readFileSync } from 'node:fs';
import type { TLSConfig } from '@temporalio/client';

type Environment = Readonly<Record<string, string | undefined>>;

/** What Temporal's own tools read from the environment, under their names. */
export type ConnectionEnvironment = {
  readonly address?: string;
  readonly namespace?: string;
  readonly apiKey?: string;
  readonly tls?: boolean | TLSConfig;
};

export function readConnectionEnvironment(env: Environment): ConnectionEnvironment {
  const address = given(env, 'TEMPORAL_ADDRESS');
  const namespace = given(env, 'TEMPORAL_NAMESPACE');
  const apiKey = given(env, 'TEMPORAL_API_KEY');
  const tls = readTls(env, apiKey !== undefined);
  return {
    ...(address === undefined ? {} : { address }),
    ...(namespace === undefined ? {} : { namespace }),
    ...(apiKey === undefined ? {} : { apiKey }),
    ...(tls === undefined ? {} : { tls }),
  };
}

/** An API key or a certificate means TLS, unless TEMPORAL_TLS says otherwise: a key must never travel in the clear by omission. */
function readTls(env: Environment, hasApiKey: boolean): boolean | TLSConfig | undefined {
  const wanted = given(env, 'TEMPORAL_TLS')?.toLowerCase();
  if (wanted === 'false' || wanted === '0') return false;
  const crt = bytes(env, 'TEMPORAL_TLS_CLIENT_CERT');
  const key = bytes(env, 'TEMPORAL_TLS_CLIENT_KEY');
  if ((crt === undefined) !== (key === undefined)) {
    throw new Error('TEMPORAL_TLS_CLIENT_CERT_… and TEMPORAL_TLS_CLIENT_KEY_… are needed together');
  }
  const serverRootCACertificate = bytes(env, 'TEMPORAL_TLS_SERVER_CA_CERT');
  const serverNameOverride = given(env, 'TEMPORAL_TLS_SERVER_NAME');
  const details: TLSConfig = {
    ...(serverRootCACertificate === undefined ? {} : { serverRootCACertificate }),
    ...(serverNameOverride === undefined ? {} : { serverNameOverride }),
    ...(crt === undefined || key === undefined ? {} : { clientCertPair: { crt, key } }),
  };
  if (Object.keys(details).length > 0) return details;
  return wanted === 'true' || wanted === '1' || hasApiKey ? true : undefined;
}

/** `<name>_DATA` holds the PEM text itself, `<name>_PATH` names a file with it. */
function bytes(env: Environment, name: string): Buffer | undefined {
  const text = given(env, `${name}_DATA`);
  if (text !== undefined) return Buffer.from(text);
  const path = given(env, `${name}_PATH`);
  return path === undefined ? undefined : readFileSync(path);
}

const given = (env: Environment, name: string): string | undefined => env[name] || undefined;
