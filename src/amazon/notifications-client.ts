import { z } from 'zod';
import { firstFault } from '../remote/first-fault.js';
import { applicationAccessTokens, sellerAccessTokens } from './access-token.js';
import type {
  AmazonNotifications,
  NotificationDestination,
  NotificationRefused,
  NotificationSubscription,
} from './port.js';
import { RemoteClock } from './remote-clock.js';
import type { SpApiClientOptions } from './sp-api-client.js';
import { failureOf, type SpApiAnswer, type SpApiCall, SpApiTransport } from './sp-api-transport.js';

const base = '/notifications/v1';
const orderChange = `${base}/subscriptions/ORDER_CHANGE`;
const operation = 'notifications';
const timeoutMsDefault = 20_000;

const wrapper = z.object({ payload: z.unknown() });
const identity = z.string().regex(/^[\w.-]{1,200}$/);
const destination = z.object({
  destinationId: identity,
  name: z.string(),
  resource: z.object({ sqs: z.object({ arn: z.string() }).optional().catch(undefined) }),
});
const subscription = z.object({ subscriptionId: identity, destinationId: identity });

/** Notifications v1: destinations are the application's and take its own token, subscriptions are the seller's. */
export function createNotificationsClient(options: SpApiClientOptions): AmazonNotifications {
  const { fetch = globalThis.fetch, timeoutMs = timeoutMsDefault, nowMs, userAgent } = options;
  const { endpoint, lwaEndpoint, credentials, buckets, onAnswer = () => undefined } = options;
  const tokenDeps = { lwaEndpoint, credentials, userAgent, nowMs, fetch, timeoutMs };
  const transport = { endpoint, buckets, clock: new RemoteClock(), nowMs, userAgent, fetch, timeoutMs, onAnswer };
  return notificationsOver({
    application: new SpApiTransport({ ...transport, accessTokens: applicationAccessTokens(tokenDeps) }),
    seller: new SpApiTransport({ ...transport, accessTokens: sellerAccessTokens(tokenDeps) }),
  });
}

type Transports = { readonly application: SpApiTransport; readonly seller: SpApiTransport };

function notificationsOver({ application, seller }: Transports): AmazonNotifications {
  const call = (request: Omit<SpApiCall, 'operation'>): SpApiCall => ({ operation, ...request });

  const destinations = async (): Promise<readonly NotificationDestination[]> => {
    const answer = await application.call(call({ method: 'GET', path: `${base}/destinations` }));
    return (payloadOf(answer, z.array(destination).nullish()) ?? []).map(destinationOf);
  };
  const known = async (): Promise<NotificationSubscription | undefined> => {
    const answer = await seller.call(call({ method: 'GET', path: orderChange }));
    if ('refused' in answer && answer.refused.status === 404) return undefined;
    return payloadOf(answer, subscription.nullish()) ?? undefined;
  };
  const deleted = async (path: string): Promise<'deleted' | NotificationRefused> => {
    const answer = await application.call(call({ method: 'DELETE', path }));
    return 'refused' in answer && answer.refused.status !== 404 ? refusedOf(answer) : 'deleted';
  };

  return {
    destinations,
    createDestination: async ({ name, queueArn }) => {
      const body = { name, resourceSpecification: { sqs: { arn: queueArn } } };
      const answer = await application.call(call({ method: 'POST', path: `${base}/destinations`, body }));
      if (!('refused' in answer)) return destinationOf(payloadOf(answer, destination));
      // 409: somebody made one, for this queue or under this name.
      const same = answer.refused.status === 409 && (await destinations()).find((each) => each.queueArn === queueArn);
      return same || refusedOf(answer);
    },
    deleteDestination: (destinationId) => deleted(`${base}/destinations/${destinationId}`),
    subscription: known,
    subscribe: async (destinationId) => {
      const body = { payloadVersion: '1.0', destinationId };
      const answer = await seller.call(call({ method: 'POST', path: orderChange, body }));
      if (!('refused' in answer)) return payloadOf(answer, subscription);
      return (answer.refused.status === 409 && (await known())) || refusedOf(answer);
    },
    unsubscribe: (subscriptionId) => deleted(`${orderChange}/${subscriptionId}`),
  };
}

function destinationOf({ destinationId, name, resource }: z.infer<typeof destination>): NotificationDestination {
  return { destinationId, name, ...(resource.sqs === undefined ? {} : { queueArn: resource.sqs.arn }) };
}

/** Every answer of this API is wrapped once. */
function payloadOf<Schema extends z.ZodType>(answer: SpApiAnswer, schema: Schema): z.infer<Schema> {
  const { requestId } = answer;
  if ('refused' in answer) {
    const { code, text } = answer.refused;
    throw failureOf({ operation }, { kind: 'rejected', code }, { requestId, detail: text });
  }
  const wrapped = wrapper.safeParse(answer.json);
  const parsed = schema.safeParse(wrapped.success ? wrapped.data.payload : undefined);
  if (parsed.success) return parsed.data;
  throw failureOf({ operation }, { kind: 'malformed-answer', at: firstFault(parsed.error) }, { requestId });
}

function refusedOf(answer: Extract<SpApiAnswer, { readonly refused: unknown }>): NotificationRefused {
  const { code, text } = answer.refused;
  return { refused: code, text };
}
