import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { notifications } from '../../src/cli/notifications.js';
import { WrongSettings } from '../../src/processes/load-settings.js';
import { describeWithElasticMq } from '../support/elasticmq.js';
import { type ElasticMq, startElasticMq } from '../support/elasticmq-server.js';
import { queuesOf, type TestQueue } from '../support/queues.js';
import { sampleEnvironment, sampleSettingsFile } from '../support/sample-accounts.js';
import { type SimulatedRemotes, startRemotes } from '../support/simulated-remotes.js';

const account = { id: 'acme-us' };

describeWithElasticMq('waybill notifications', () => {
  let server: ElasticMq;
  let queues: ReturnType<typeof queuesOf>;
  let remotes: SimulatedRemotes;
  const folder = mkdtempSync(join(tmpdir(), 'waybill-notifications-'));
  beforeAll(async () => {
    remotes = await startRemotes([account]);
    server = await startElasticMq();
    queues = queuesOf(server);
  });
  afterAll(async () => {
    queues?.close();
    await server?.stop();
    await remotes?.stop();
    rmSync(folder, { recursive: true });
  });

  async function run(
    name: string,
    queue: TestQueue | undefined,
    typed: { readonly flags?: readonly string[]; readonly account?: string } = {},
  ) {
    const path = join(folder, 'waybill.yaml');
    const accounts = [{ ...account, ...(queue === undefined ? {} : { notifications: queue.address }) }];
    writeFileSync(path, sampleSettingsFile(accounts, remotes));
    const lines: string[] = [];
    const code = await notifications.commands
      .find((each) => each.name === name)
      ?.run({
        env: { ...process.env, ...sampleEnvironment(accounts), WAYBILL_CONFIG: path },
        flags: new Set(typed.flags),
        values: new Map(typed.account === undefined ? [] : [['--account', typed.account]]),
        words: [],
        say: (line) => lines.push(line),
      });
    return { code, text: lines.join('\n') };
  }

  it('setup refuses a FIFO queue and says why', async () => {
    const { code, text } = await run('setup', await queues.openFifo());
    expect(code).toBe(1);
    expect(text).toContain('is a FIFO queue, and Amazon delivers notifications to standard queues only');
  });

  it('setup of a queue whose policy does not let Amazon in prints the statement to add', async () => {
    const queue = await queues.open();
    const { code, text } = await run('setup', queue);
    expect(code).toBe(1);
    expect(text).toContain('Missing: SQS:SendMessage, SQS:GetQueueAttributes');
    expect(text).toContain('arn:aws:iam::437568002678:root');
    expect(text).toContain(queue.arn);
  });

  it('status shows the queue, and that nobody is subscribed', async () => {
    const { queue } = await queues.openWithDeadLetters(3);
    await queue.send('one', 'two');
    const { code, text } = await run('status', queue);
    expect(code).toBe(1);
    expect(text).toMatch(/subscription +none/);
    expect(text).toMatch(/waiting +2 messages/);
    expect(text).toMatch(/dead letters +0, after 3 receipts/);
  });

  it('test without an ingestion process says that nobody listens, and leaves nothing behind', async () => {
    const queue = await queues.open();
    const { code, text } = await run('test', queue);
    expect(code).toBe(0);
    expect(text).toContain('no ingestion process listens');
    expect(await queue.count()).toBe(0);
  });

  it('of a queue that is not there says so in a sentence', async () => {
    const queue = await queues.open();
    const gone = { ...queue, address: { ...queue.address, queueUrl: `${queue.address.queueUrl}-gone` } };
    const { code, text } = await run('status', gone);
    expect(code).toBe(1);
    expect(text).toContain('There is no such queue');
  });

  it('of an account without a queue, or of an unknown one, is a fault of the settings', async () => {
    await expect(run('status', undefined)).rejects.toThrow(WrongSettings);
    await expect(run('status', await queues.open(), { account: 'nobody' })).rejects.toThrow(/no account nobody/);
  });
});
