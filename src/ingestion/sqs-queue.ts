import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  type QueueAttributeName,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { z } from 'zod';
import { given } from '../remote/given.js';
import { parseJson } from '../remote/json-text.js';
import type { NotificationQueue, QueueDescription, QueueMessage } from './notification-queue.js';
import { queueFailure } from './queue-failure.js';

export type SqsAddress = { readonly queueUrl: string; readonly region: string; readonly endpoint?: string };

/**
 * How long a wait for messages takes. It is never cut off: what SQS then sends to nobody would be hidden for a minute. So
 * this is how long a stop may take too, and longer waits would save no money worth it.
 */
const pollSecondsDefault = 5;
const batchMax = 10;
/** Beyond the long poll itself; no exchange waits for ever. */
const answerMaxMs = 10_000;
const attempts = 2;

/** Credentials come from where AWS's tools look for them: environment, profile, role of the machine. */
export function openSqsQueue(
  { queueUrl, region, endpoint }: SqsAddress,
  { pollSeconds = pollSecondsDefault }: { readonly pollSeconds?: number } = {},
): NotificationQueue {
  silenceNodeVersionWarning();
  const client = new SQSClient({
    region,
    // Named always: left to itself the client follows the queue's address to another host, and warns on the console.
    endpoint: endpoint ?? new URL(queueUrl).origin,
    maxAttempts: attempts,
  });
  const within = (ms: number) => ({ abortSignal: AbortSignal.timeout(ms) });
  const QueueUrl = queueUrl;

  const call = async <Answer>(operation: string, send: () => Promise<Answer>): Promise<Answer> => {
    try {
      return await send();
    } catch (error) {
      throw queueFailure(operation, error);
    }
  };

  return {
    receive: ({ max, hiddenSeconds }) =>
      call('receive', async () => {
        const command = new ReceiveMessageCommand({
          QueueUrl,
          MaxNumberOfMessages: Math.min(max, batchMax),
          WaitTimeSeconds: pollSeconds,
          VisibilityTimeout: hiddenSeconds,
          MessageSystemAttributeNames: ['ApproximateReceiveCount', 'SentTimestamp'],
        });
        const { Messages = [] } = await client.send(command, within(pollSeconds * 1_000 + answerMaxMs));
        return Messages.flatMap(messageOf);
      }),
    delete: ({ receipt }) =>
      call('delete', async () => {
        await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: receipt }), within(answerMaxMs));
      }),
    hide: (messages, seconds) =>
      call('hide', async () => {
        for (let from = 0; from < messages.length; from += batchMax) {
          const Entries = messages.slice(from, from + batchMax).map(({ receipt }, index) => ({
            Id: String(index),
            ReceiptHandle: receipt,
            VisibilityTimeout: seconds,
          }));
          await client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries }), within(answerMaxMs));
        }
      }),
    send: (body) =>
      call('send', async () => {
        const command = new SendMessageCommand({ QueueUrl, MessageBody: body });
        const { MessageId: messageId = '' } = await client.send(command, within(answerMaxMs));
        return { messageId };
      }),
    describe: () =>
      call('describe', async () => {
        const AttributeNames: QueueAttributeName[] = ['All'];
        const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames });
        return descriptionOf((await client.send(command, within(answerMaxMs))).Attributes);
      }),
    close: () => client.destroy(),
  };
}

/**
 * On Node 20 the client says at its first start that versions of it from 2027 on will want Node 22. This one does not, and
 * which one is used is ours to choose, with the lockfile: an operator can do nothing about it. Whoever set it keeps it.
 */
function silenceNodeVersionWarning(): void {
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
}

/** One without a receipt could never be deleted: it is left to be received again. */
function messageOf({ MessageId, ReceiptHandle, Body, Attributes = {} }: Message): readonly QueueMessage[] {
  if (MessageId === undefined || ReceiptHandle === undefined) return [];
  const sentAtMs = Number(Attributes.SentTimestamp);
  return [
    {
      id: MessageId,
      receipt: ReceiptHandle,
      body: Body ?? '',
      receivedCount: Number(Attributes.ApproximateReceiveCount ?? 1),
      sentAtMs: Number.isFinite(sentAtMs) ? sentAtMs : undefined,
    },
  ];
}

const count = z.coerce.number().int().nonnegative().catch(0);
const redrive = z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.coerce.number() });
const attributes = z.object({
  QueueArn: z.string(),
  FifoQueue: z.string().optional(),
  Policy: z.string().min(1).optional().catch(undefined),
  KmsMasterKeyId: z.string().min(1).optional().catch(undefined),
  RedrivePolicy: z.string().optional(),
  ApproximateNumberOfMessages: count,
  ApproximateNumberOfMessagesNotVisible: count,
  ApproximateNumberOfMessagesDelayed: count,
});

function descriptionOf(raw: unknown): QueueDescription {
  const read = attributes.parse(raw);
  return {
    arn: read.QueueArn,
    isFifo: read.FifoQueue === 'true' || read.QueueArn.endsWith('.fifo'),
    waiting: read.ApproximateNumberOfMessages,
    inFlight: read.ApproximateNumberOfMessagesNotVisible,
    delayed: read.ApproximateNumberOfMessagesDelayed,
    ...given({ policy: read.Policy, keyId: read.KmsMasterKeyId, deadLetters: deadLettersOf(read.RedrivePolicy) }),
  };
}

function deadLettersOf(text: string | undefined): QueueDescription['deadLetters'] {
  const json = parseJson(text ?? '');
  const read = redrive.safeParse(json === 'not-json' ? undefined : json.json);
  if (!read.success) return undefined;
  return { arn: read.data.deadLetterTargetArn, maxReceiveCount: read.data.maxReceiveCount };
}
