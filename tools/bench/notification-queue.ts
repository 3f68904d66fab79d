import { randomUUID } from 'node:crypto';
import { CreateQueueCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

/** A standard queue on an SQS-compatible server, and Amazon's side of it. */
export async function newQueue(endpoint: string) {
  const sqs = new SQSClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
  });
  const { QueueUrl: url } = await sqs.send(new CreateQueueCommand({ QueueName: `order-change-${randomUUID()}` }));
  if (url === undefined) throw new Error('the queue server gave no address');
  return {
    url,
    send: (body: object): void => {
      sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: JSON.stringify(body) })).catch((error: unknown) => {
        console.error(`a notification was not sent: ${String(error)}`);
      });
    },
  };
}
