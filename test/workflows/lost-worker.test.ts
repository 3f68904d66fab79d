import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { type RunningWorker, runWorker } from '../../src/temporal/running-worker.js';
import type { OrderView } from '../../workflows/messages.js';
import { sighting } from '../support/order-inputs.js';
import { quietRuntime } from '../support/quiet-runtime.js';
import { tellOrder } from '../support/running-order.js';
import { temporalServerForTests } from '../support/temporal-server.js';
import { type LostWith, sendThroughLostWorker } from './lost-worker-workflows.js';

/** Takes each request and is never heard of again, as a worker that was killed; a second attempt is answered. */
class LostWorker {
  readonly #attempts = new Map<string, number>();
  readonly #taken: (() => void)[] = [];

  readonly take = async (what: string): Promise<void> => {
    const attempts = this.attemptsOf(what) + 1;
    this.#attempts.set(what, attempts);
    if (attempts === 1) await new Promise<void>((resolve) => this.#taken.push(resolve));
  };

  attemptsOf(what: string): number {
    return this.#attempts.get(what) ?? 0;
  }

  /** For the end of the test: a worker stops only when its activities have. */
  letGo(): void {
    for (const finish of this.#taken) finish();
  }
}

const lost = new LostWorker();
const lostWithOrder = new LostWorker();
const nameOf = ({ limit, policy }: LostWith) => `${limit} ${policy}`;
/** It takes as long as a heartbeat may be missing, so it is told beside the other tests. */
let orderOfLostWorker: Promise<OrderView> | undefined;

const tellOrderOfLostWorker = () =>
  tellOrder(
    {
      startsAs: sighting('Unshipped'),
      activities: {
        createCommerceOrder: async () => {
          await lostWithOrder.take('order');
          return { outcome: 'not-due' as const, sighting: sighting('Unshipped') };
        },
      },
    },
    ({ until }) => until(({ timeline }) => timeline.some(({ what }) => what === 'commerce-order-maybe-sent')),
  );

beforeAll(() => {
  orderOfLostWorker = tellOrderOfLostWorker();
  orderOfLostWorker.catch(() => undefined); // its own test says so
});

describe('when a worker is lost in the middle of a request', () => {
  let worker: RunningWorker | undefined;
  let ask: ((how: LostWith) => Promise<string>) | undefined;
  let disconnect: (() => Promise<void>) | undefined;

  beforeAll(async () => {
    quietRuntime();
    const server = await temporalServerForTests();
    const temporal = await server.connect();
    disconnect = temporal.close;
    const logger = new DefaultLogger('ERROR', () => undefined);
    const taskQueue = server.newTaskQueue('lost-worker');
    worker = await runWorker({
      connection: await temporal.nativeConnection(),
      namespace: server.namespace,
      taskQueue,
      workflowBundle: await bundleWorkflowCode({ workflowsPath: join(__dirname, 'lost-worker-workflows.ts'), logger }),
      activities: { send: (how: LostWith) => lost.take(nameOf(how)) },
    });
    ask = (how) => {
      const workflowId = `${taskQueue} ${nameOf(how)}`;
      return temporal.client.workflow.execute(sendThroughLostWorker, { taskQueue, workflowId, args: [how] });
    };
  });
  afterAll(async () => {
    lost.letGo();
    await worker?.stop();
    await disconnect?.();
  });

  it.each(['start-to-close', 'heartbeat'] as const)('the server repeats what may be repeated (%s)', async (limit) => {
    const how = { limit, policy: 'repeatable' } as const;
    expect(await ask?.(how)).toBe('sent');
    expect(lost.attemptsOf(nameOf(how))).toBe(2);
  });

  it.each(['start-to-close', 'heartbeat'] as const)(
    'the server does not repeat what must not be sent twice in ignorance, and the workflow hears of it (%s)',
    async (limit) => {
      const how = { limit, policy: 'unrepeatable' } as const;
      expect(await ask?.(how)).toBe('timed out');
      expect(lost.attemptsOf(nameOf(how))).toBe(1);
    },
  );
});

describe('an order whose worker is lost while Commerce draws its number', () => {
  afterAll(() => lostWithOrder.letGo());

  it('is taken for perhaps sent, and not sent again before it was looked for', async () => {
    const view = await orderOfLostWorker;
    expect(view).toMatchObject({ status: 'Blocked', blocker: { code: 'commerce-unavailable' } });
    expect(lostWithOrder.attemptsOf('order')).toBe(1);
  });
});
