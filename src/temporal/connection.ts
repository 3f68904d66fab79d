import { Client, Connection, type ConnectionOptions } from '@temporalio/client';
import type { DataConverter, PayloadCodec } from '@temporalio/common';
import { NativeConnection, type WorkerOptions } from '@temporalio/worker';
import { createPayloadCodec, type Encryption } from '../privacy/payload-codec.js';
import type { ConnectionEnvironment } from './connection-environment.js';
import { encodedFailuresPath } from './encoded-failures.js';
import { endableRetries } from './endable-retries.js';

export type TemporalAddress = ConnectionEnvironment & {
  readonly address: string;
  readonly namespace: string;
  /** Absent: payloads travel as they are. */
  readonly encryption?: Encryption;
};

export type TemporalConnection = {
  readonly address: string;
  readonly namespace: string;
  readonly client: Client;
  /** Encrypts what the client and the workers send; absent: nothing is encrypted. */
  readonly codec?: PayloadCodec;
  /** What every worker of this namespace has in common, beside its connection. */
  readonly workerDefaults: Pick<WorkerOptions, 'namespace' | 'dataConverter'>;
  /** Carries the services for administration too: `connection.workflowService`, `connection.operatorService`. */
  readonly connection: Connection;
  /** For workers. Made on first call, then shared; close it only after every worker's `run()` has ended. */
  readonly nativeConnection: () => Promise<NativeConnection>;
  readonly close: () => Promise<void>;
};

type Options = TemporalAddress & {
  readonly connectTimeoutMs?: number;
  /** Before the connection for workers is made, the first time; never for a process without workers. */
  readonly beforeWorkers?: () => void;
};

export async function connectTemporal(options: Options): Promise<TemporalConnection> {
  const { address, namespace, apiKey, tls, encryption, connectTimeoutMs = 5_000, beforeWorkers } = options;
  const access = {
    address,
    ...(apiKey === undefined ? {} : { apiKey }),
    ...(tls === undefined ? {} : { tls }),
  };
  const retries = endableRetries();
  const connection = await connect({ ...access, connectTimeout: connectTimeoutMs }, retries);
  const codec = encryption === undefined ? undefined : createPayloadCodec({ ...encryption, namespace });
  const converting = codec === undefined ? {} : { dataConverter: convertingWith(codec) };
  const client = new Client({ connection, namespace, ...converting });
  let native: Promise<NativeConnection> | undefined;
  let isPrepared = false;
  return {
    address,
    namespace,
    client,
    connection,
    ...(codec === undefined ? {} : { codec }),
    workerDefaults: { namespace, ...converting },
    nativeConnection: () => {
      if (!isPrepared) beforeWorkers?.();
      isPrepared = true;
      native ??= NativeConnection.connect(access).catch((error: unknown) => {
        native = undefined; // a failure is not kept: the next caller tries afresh
        throw error;
      });
      return native;
    },
    close: async () => {
      await retries.end();
      await connection.close();
      await (await native)?.close();
    },
  };
}

const convertingWith = (codec: PayloadCodec): DataConverter => ({
  payloadCodecs: [codec],
  failureConverterPath: encodedFailuresPath(),
});

export class TemporalUnreachable extends Error {
  override readonly name = 'TemporalUnreachable';
}

async function connect(
  options: ConnectionOptions & { readonly address: string; readonly connectTimeout: number },
  retries: ReturnType<typeof endableRetries>,
) {
  // Not `Connection.connect`: what it could not connect goes on trying for ever, and keeps the process alive.
  const connection = Connection.lazy({ ...options, interceptors: [retries.interceptor] });
  try {
    await connection.ensureConnected();
    return connection;
  } catch (cause) {
    await retries.end();
    await connection.close();
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TemporalUnreachable(
      `No Temporal server answered at ${options.address} within ${options.connectTimeout / 1000} s: ${reason}`,
      { cause },
    );
  }
}
