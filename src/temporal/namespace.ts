import { setTimeout as wait } from 'node:timers/promises';
import { type Connection, isGrpcServiceError } from '@temporalio/client';
import { msToTs, optionalTsToMs } from '@temporalio/common/lib/time.js';
import { ensureSearchAttributes } from './namespace-search-attributes.js';

type Namespace = {
  readonly connection: Connection;
  readonly namespace: string;
  readonly say: (line: string) => void;
};

export type ReadyNamespace = {
  /** How long a closed order's id stays refused to a second start; older orders are searched for in Commerce first. */
  readonly retentionDays: number;
};

export const retentionDaysMin = 90;
const dayMs = 24 * 60 * 60 * 1000;
const knownMaxMs = 30_000;
const pollIntervalMs = 250;
const grpcNotFound = 5;
const grpcAlreadyExists = 6;

/**
 * Makes a namespace fit for orders, as far as we may: every process calls it at its start, and a repeat changes nothing.
 * A retention that we may not raise is said and lived with; a missing search attribute is not, for no order could start.
 */
export async function ensureNamespace(options: Namespace): Promise<ReadyNamespace> {
  const retentionDays = await ensureRetention(options);
  await untilKnown(() => ensureSearchAttributes(options));
  return { retentionDays };
}

/** A namespace made a moment ago is unknown to parts of the server until their next refresh, seconds later. */
async function untilKnown(action: () => Promise<void>): Promise<void> {
  const giveUpAtMs = Date.now() + knownMaxMs;
  for (;;) {
    try {
      return await action();
    } catch (error) {
      if (!isGrpcServiceError(error) || error.code !== grpcNotFound || Date.now() > giveUpAtMs) throw error;
    }
    await wait(pollIntervalMs);
  }
}

async function ensureRetention({ connection, namespace, say }: Namespace): Promise<number> {
  const found = await describeRetentionDays(connection, namespace);
  if (found === undefined) return register({ connection, namespace, say });
  if (found >= retentionDaysMin) return found;
  try {
    await connection.workflowService.updateNamespace({
      namespace,
      config: { workflowExecutionRetentionTtl: msToTs(retentionDaysMin * dayMs) },
    });
    return retentionDaysMin;
  } catch (error) {
    if (!isGrpcServiceError(error)) throw error;
    say(
      `Namespace ${namespace} forgets closed orders after ${found} days, ${retentionDaysMin} are wanted, and Waybill may not ` +
        `change that (${error.details}): temporal operator namespace update -n ${namespace} --retention ${retentionDaysMin}d`,
    );
    return found;
  }
}

export async function describeRetentionDays(connection: Connection, namespace: string): Promise<number | undefined> {
  try {
    const { config } = await connection.workflowService.describeNamespace({ namespace });
    return (optionalTsToMs(config?.workflowExecutionRetentionTtl) ?? 0) / dayMs;
  } catch (error) {
    if (isGrpcServiceError(error) && error.code === grpcNotFound) return undefined;
    throw error;
  }
}

async function register({ connection, namespace, say }: Namespace): Promise<number> {
  try {
    await connection.workflowService.registerNamespace({
      namespace,
      workflowExecutionRetentionPeriod: msToTs(retentionDaysMin * dayMs),
    });
    say(`Created namespace ${namespace}.`);
  } catch (error) {
    if (!isGrpcServiceError(error)) throw error;
    if (error.code !== grpcAlreadyExists) {
      throw new Error(
        `Namespace ${namespace} does not exist and Waybill may not create it (${error.details}): ` +
          `temporal operator namespace create -n ${namespace} --retention ${retentionDaysMin}d`,
        { cause: error },
      );
    }
  }
  return retentionDaysMin;
}
