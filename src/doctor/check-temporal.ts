import { amazonTaskQueue, commerceTaskQueue, ingestionTaskQueue, ordersTaskQueue } from '../domain/task-queues.js';
import type { NamespaceState } from '../temporal/namespace-state.js';
import type { TaskKind } from '../temporal/queue-pollers.js';
import { type Finding, findingsAbout } from './finding.js';

const { ok, warning, fault } = findingsAbout('temporal');
const retentionDaysMin = 90;

/** What all accounts share. */
export function judgeNamespace(namespace: string, state: NamespaceState): readonly Finding[] {
  const { retentionDays, missingAttributes, attributesOfOtherType } = state;
  if (retentionDays === undefined) {
    return [
      fault({
        code: 'namespace-missing',
        sentence: `Temporal has no namespace ${namespace}`,
        remedy: `Start any Waybill process that may create it, or: temporal operator namespace create -n ${namespace} --retention ${retentionDaysMin}d`,
      }),
    ];
  }
  return [
    retentionDays >= retentionDaysMin
      ? ok({ code: 'retention', sentence: `Closed orders are remembered for ${retentionDays} days` })
      : warning({
          code: 'retention-short',
          sentence: `Closed orders are remembered for ${retentionDays} days; ${retentionDaysMin} are wanted, so that a late announcement starts no order twice`,
          remedy: `temporal operator namespace update -n ${namespace} --retention ${retentionDaysMin}d`,
        }),
    ...(missingAttributes.length === 0 && attributesOfOtherType.length === 0
      ? [ok({ code: 'search-attributes', sentence: 'All search attributes are there' })]
      : []),
    ...(missingAttributes.length === 0
      ? []
      : [
          fault({
            code: 'search-attributes-missing',
            sentence: `Search attributes are missing: ${missingAttributes.map(({ name }) => name).join(', ')}`,
            remedy: `temporal operator search-attribute create -n ${namespace} ${missingAttributes.map(({ name, type }) => `--name ${name} --type ${type}`).join(' ')}`,
          }),
        ]),
    ...(attributesOfOtherType.length === 0
      ? []
      : [
          fault({
            code: 'search-attributes-differ',
            sentence: `Search attributes have another type than Waybill's: ${attributesOfOtherType.join(', ')}`,
            remedy: 'Use a namespace of its own for Waybill',
          }),
        ]),
  ];
}

type NeededQueue = { readonly taskQueue: string; readonly kind: TaskKind; readonly process: 'worker' | 'ingestion' };

export const sharedQueue: NeededQueue = { taskQueue: ordersTaskQueue, kind: 'workflow', process: 'worker' };

export const queuesOf = (account: { readonly id: string; readonly sellerId: string }): readonly NeededQueue[] => [
  { taskQueue: commerceTaskQueue(account.id), kind: 'activity', process: 'worker' },
  { taskQueue: ingestionTaskQueue(account.id), kind: 'activity', process: 'ingestion' },
  { taskQueue: amazonTaskQueue(account.sellerId), kind: 'activity', process: 'ingestion' },
];

export function judgeQueue({ taskQueue, process }: NeededQueue, pollers: readonly string[]): Finding {
  if (pollers.length > 0) {
    return ok({ code: 'queue-served', sentence: `Queue ${taskQueue} is served by ${pollers.join(', ')}` });
  }
  return fault({
    code: 'queue-unserved',
    sentence: `Nobody takes tasks from queue ${taskQueue}`,
    remedy: `Start \`waybill ${process}\` with this account in its settings`,
  });
}
