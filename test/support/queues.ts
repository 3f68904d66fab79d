import { randomUUID } from 'node:crypto';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  type QueueAttributeName,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { SqsAddress } from '../../src/ingestion/sqs-queue.js';
import type { ElasticMq } from './elasticmq-server.js';
import { until } from './until.js';

/** What a container with a role would have; ElasticMQ takes any. */
export const awsEnvironment = {
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
} as const;

export type TestQueue = {
  readonly address: SqsAddress;
  readonly arn: string;
  readonly send: (...bodies: readonly unknown[]) => Promise<void>;
  /** Visible and hidden ones together. */
  readonly count: () => Promise<number>;
  readonly untilEmpty: () => Promise<unknown>;
  /** Receives without hiding: the count of receipts goes up, as it does at SQS. */
  readonly peek: () => Promise<readonly { readonly body: string }[]>;
};

/** Queues of one ElasticMQ, from Amazon's side and the operator's. */
export function queuesOf({ url }: Pick<ElasticMq, 'url'>) {
  Object.assign(process.env, awsEnvironment);
  const sqs = new SQSClient({ region: 'us-east-1', endpoint: url });
  const numberOf = async (QueueUrl: string, AttributeNames: readonly QueueAttributeName[]): Promise<number> => {
    const { Attributes = {} } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...AttributeNames] }),
    );
    return AttributeNames.reduce((sum, name) => sum + Number(Attributes[name]), 0);
  };

  const open = async (
    attributes: Readonly<Record<string, string>>,
    name = `orders-${randomUUID()}`,
  ): Promise<TestQueue> => {
    await sqs.send(new CreateQueueCommand({ QueueName: name, Attributes: { ...attributes } }));
    const queueUrl = `${url}/000000000000/${name}`;
    const count = () => numberOf(queueUrl, ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible']);
    return {
      address: { queueUrl, region: 'us-east-1', endpoint: url },
      arn: `arn:aws:sqs:elasticmq:000000000000:${name}`,
      count,
      untilEmpty: () => until(count, (left) => left === 0),
      send: async (...bodies) => {
        for (let from = 0; from < bodies.length; from += 10) {
          const Entries = bodies.slice(from, from + 10).map((body, index) => ({
            Id: String(index),
            MessageBody: typeof body === 'string' ? body : JSON.stringify(body),
          }));
          await sqs.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
        }
      },
      peek: async () => {
        const command = new ReceiveMessageCommand({
          QueueUrl: queueUrl,
          MaxNumberOfMessages: 10,
          VisibilityTimeout: 0,
        });
        const { Messages = [] } = await sqs.send(command);
        return Messages.map(({ Body = '' }) => ({ body: Body }));
      },
    };
  };

  return {
    open: (name?: string) => open({}, name),
    openFifo: () => open({ FifoQueue: 'true' }, `orders-${randomUUID()}.fifo`),
    /** What is received `maxReceiveCount` times goes to `deadLetters` the next time. */
    openWithDeadLetters: async (maxReceiveCount: number) => {
      const deadLetters = await open({});
      const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: deadLetters.arn, maxReceiveCount });
      return { queue: await open({ RedrivePolicy }), deadLetters };
    },
    close: () => sqs.destroy(),
  };
}
