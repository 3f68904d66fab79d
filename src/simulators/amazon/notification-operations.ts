import { type Answer, invalidInput, notFound, refuse } from './error-list.js';
import { isJsonObject, type JsonObject, parseJson } from './json.js';
import type { Call, Operation, SellerCall } from './operation.js';
import type { Subscription, Subscriptions } from './subscriptions.js';

/** Notifications v1: destinations are the application's (grantless), subscriptions a seller's. */
export const notificationOperations = (subscriptions: Subscriptions): readonly Operation[] => [
  {
    name: 'createDestination',
    method: 'POST',
    url: '/notifications/v1/destinations',
    grant: 'grantless',
    handle: (call) => createDestination(call, subscriptions),
  },
  {
    name: 'getDestinations',
    method: 'GET',
    url: '/notifications/v1/destinations',
    grant: 'grantless',
    handle: (call) => payload(subscriptions.destinations(call.applicationId)),
  },
  {
    name: 'getDestination',
    method: 'GET',
    url: '/notifications/v1/destinations/:destinationId',
    grant: 'grantless',
    handle: (call) => {
      const destination = destinationOf(call, subscriptions);
      return destination === undefined ? notFound('Destination') : payload(destination);
    },
  },
  {
    name: 'deleteDestination',
    method: 'DELETE',
    url: '/notifications/v1/destinations/:destinationId',
    grant: 'grantless',
    handle: (call) => deleteDestination(call, subscriptions),
  },
  {
    name: 'createSubscription',
    method: 'POST',
    url: '/notifications/v1/subscriptions/:notificationType',
    grant: 'seller',
    handle: (call) => createSubscription(call, subscriptions),
  },
  {
    name: 'getSubscription',
    method: 'GET',
    url: '/notifications/v1/subscriptions/:notificationType',
    grant: 'seller',
    handle: ({ seller, applicationId, parameters }) => {
      const type = parameters['notificationType'] ?? '';
      const found = subscriptions.find(seller.sellerId, applicationId, type);
      return found === undefined ? notFound('Subscription') : payload(wireSubscription(found));
    },
  },
  {
    name: 'getSubscriptionById',
    method: 'GET',
    url: '/notifications/v1/subscriptions/:notificationType/:subscriptionId',
    grant: 'grantless',
    handle: (call) => {
      const found = subscriptionOf(call, subscriptions);
      return found === undefined ? notFound('Subscription') : payload(wireSubscription(found));
    },
  },
  {
    name: 'deleteSubscriptionById',
    method: 'DELETE',
    url: '/notifications/v1/subscriptions/:notificationType/:subscriptionId',
    grant: 'grantless',
    handle: (call) => {
      const found = subscriptionOf(call, subscriptions);
      if (found === undefined) return notFound('Subscription');
      subscriptions.remove(found.subscriptionId);
      return { status: 200, body: {} };
    },
  },
];

/** The types that the simulator can announce. */
const notificationTypes = ['ORDER_CHANGE', 'FEED_PROCESSING_FINISHED'];
const payloadVersions: ReadonlyMap<string, string> = new Map([
  ['ORDER_CHANGE', '1.0'],
  ['FEED_PROCESSING_FINISHED', '2020-09-04'],
]);
const queueArn = /^arn:aws:sqs:\S+:\S+:\S+/;
const expressionLengthMax = 256;

const payload = (value: unknown): Answer => ({ status: 200, body: { payload: value } });

function createDestination(call: Call, subscriptions: Subscriptions): Answer {
  const body = bodyOf(call);
  const { name, resourceSpecification } = body ?? {};
  const sqs = isJsonObject(resourceSpecification) ? resourceSpecification['sqs'] : undefined;
  const arn = isJsonObject(sqs) ? sqs['arn'] : undefined;
  if (typeof name !== 'string' || name === '' || typeof arn !== 'string' || !queueArn.test(arn)) {
    return invalidInput('Invalid Input', 'A name and an SQS queue are needed.');
  }
  const isKnown = subscriptions.destinations(call.applicationId).some((each) => each['name'] === name);
  if (isKnown) return conflict(`A destination named ${name} exists already.`);
  return payload(subscriptions.addDestination(call.applicationId, name, { sqs: { arn } }));
}

function deleteDestination(call: Call, subscriptions: Subscriptions): Answer {
  const destination = destinationOf(call, subscriptions);
  const destinationId = destination?.['destinationId'];
  if (typeof destinationId !== 'string') return notFound('Destination');
  if (subscriptions.isUsed(destinationId)) return conflict('The destination has subscriptions.');
  subscriptions.removeDestination(destinationId);
  return { status: 200, body: {} };
}

function createSubscription(call: SellerCall, subscriptions: Subscriptions): Answer {
  const { seller, applicationId } = call;
  const notificationType = call.parameters['notificationType'] ?? '';
  if (!notificationTypes.includes(notificationType)) return invalidInput('Invalid Input', 'Unknown notification type.');
  const { payloadVersion, destinationId, processingDirective } = bodyOf(call) ?? {};
  if (typeof payloadVersion !== 'string' || payloadVersion !== payloadVersions.get(notificationType)) {
    return invalidInput('Invalid Input', 'Unknown payload version.');
  }
  const isOurs = subscriptions.destinations(applicationId).some((each) => each['destinationId'] === destinationId);
  if (typeof destinationId !== 'string' || !isOurs) return invalidInput('Invalid Input', 'Unknown destination.');
  const directiveFault = faultOfDirective(processingDirective, notificationType);
  if (directiveFault !== undefined) return invalidInput('Invalid Input', directiveFault);
  if (subscriptions.find(seller.sellerId, applicationId, notificationType) !== undefined) {
    return conflict(`A subscription to ${notificationType} exists already.`);
  }
  const subscription = subscriptions.add({
    applicationId,
    sellerId: seller.sellerId,
    notificationType,
    payloadVersion,
    destinationId,
    processingDirective: isJsonObject(processingDirective) ? processingDirective : undefined,
  });
  return payload(wireSubscription(subscription));
}

function faultOfDirective(directive: unknown, notificationType: string): string | undefined {
  if (directive === undefined) return undefined;
  if (!isJsonObject(directive)) return 'processingDirective is no object.';
  const { eventFilter, filterExpression } = directive;
  if (eventFilter !== undefined && filterExpression !== undefined)
    return 'eventFilter and filterExpression exclude each other.';
  if (filterExpression !== undefined) {
    const isFine =
      typeof filterExpression === 'string' && filterExpression !== '' && filterExpression.length <= expressionLengthMax;
    return isFine ? undefined : 'filterExpression takes 1 to 256 characters.';
  }
  if (eventFilter === undefined) return undefined;
  const isOfType = isJsonObject(eventFilter) && eventFilter['eventFilterType'] === notificationType;
  return isOfType && notificationType === 'ORDER_CHANGE' ? undefined : 'eventFilterType does not fit.';
}

const conflict = (message: string): Answer => refuse(409, { code: 'Conflict', message, details: '' });

function bodyOf({ rawBody }: Call): JsonObject | undefined {
  const parsed = parseJson(rawBody);
  return parsed !== 'not-json' && isJsonObject(parsed.value) ? parsed.value : undefined;
}

function destinationOf({ applicationId, parameters }: Call, subscriptions: Subscriptions): JsonObject | undefined {
  const id = parameters['destinationId'];
  return subscriptions.destinations(applicationId).find((each) => each['destinationId'] === id);
}

function subscriptionOf({ applicationId, parameters }: Call, subscriptions: Subscriptions): Subscription | undefined {
  const found = subscriptions.findById(parameters['subscriptionId'] ?? '');
  const isRight = found?.applicationId === applicationId && found.notificationType === parameters['notificationType'];
  return isRight ? found : undefined;
}

const wireSubscription = (subscription: Subscription): JsonObject => ({
  subscriptionId: subscription.subscriptionId,
  payloadVersion: subscription.payloadVersion,
  destinationId: subscription.destinationId,
  processingDirective: subscription.processingDirective,
});
