import { randomUUID } from 'node:crypto';
import type { StateFile } from '../state-file.js';
import { isJsonObject, type JsonObject } from './json.js';

/** Who hears what: destinations belong to an application, subscriptions to a seller in an application. */
export type Destination = { readonly applicationId: string; readonly destination: JsonObject };
export type Subscription = {
  readonly applicationId: string;
  readonly sellerId: string;
  readonly notificationType: string;
  readonly subscriptionId: string;
  readonly payloadVersion: string;
  readonly destinationId: string;
  readonly processingDirective: JsonObject | undefined;
};

const destinationsCollection = 'destinations';
const subscriptionsCollection = 'subscriptions';

export class Subscriptions {
  readonly #state: StateFile;
  readonly #destinations = new Map<string, Destination>();
  readonly #subscriptions = new Map<string, Subscription>();

  constructor(state: StateFile) {
    this.#state = state;
    for (const [id, value] of state.read(destinationsCollection)) this.#destinations.set(id, value as Destination);
    for (const [id, value] of state.read(subscriptionsCollection)) this.#subscriptions.set(id, value as Subscription);
  }

  destinations(applicationId: string): readonly JsonObject[] {
    return [...this.#destinations.values()]
      .filter((each) => each.applicationId === applicationId)
      .map((each) => each.destination);
  }

  addDestination(applicationId: string, name: string, resource: JsonObject): JsonObject {
    const destinationId = randomUUID();
    const destination = { destinationId, resource, name };
    this.#destinations.set(destinationId, { applicationId, destination });
    this.#state.put(destinationsCollection, destinationId, { applicationId, destination });
    return destination;
  }

  removeDestination(destinationId: string): void {
    this.#destinations.delete(destinationId);
    this.#state.remove(destinationsCollection, destinationId);
  }

  isUsed(destinationId: string): boolean {
    return [...this.#subscriptions.values()].some((each) => each.destinationId === destinationId);
  }

  find(sellerId: string, applicationId: string, notificationType: string): Subscription | undefined {
    return [...this.#subscriptions.values()].find(
      (each) =>
        each.sellerId === sellerId &&
        each.applicationId === applicationId &&
        each.notificationType === notificationType,
    );
  }

  findById(subscriptionId: string): Subscription | undefined {
    return this.#subscriptions.get(subscriptionId);
  }

  ofSeller(sellerId: string, notificationType: string): readonly Subscription[] {
    return [...this.#subscriptions.values()].filter(
      (each) => each.sellerId === sellerId && each.notificationType === notificationType,
    );
  }

  add(subscription: Omit<Subscription, 'subscriptionId'>): Subscription {
    const added = { ...subscription, subscriptionId: randomUUID() };
    this.#subscriptions.set(added.subscriptionId, added);
    this.#state.put(subscriptionsCollection, added.subscriptionId, added);
    return added;
  }

  remove(subscriptionId: string): void {
    this.#subscriptions.delete(subscriptionId);
    this.#state.remove(subscriptionsCollection, subscriptionId);
  }
}

/** Whether the subscription's event filter lets this change through; an absent list filters nothing. */
export function isWanted(
  { processingDirective }: Subscription,
  change: { readonly marketplaceId: string; readonly changeType: string },
): boolean {
  const filter = processingDirective?.['eventFilter'];
  if (!isJsonObject(filter)) return true;
  const has = (list: unknown, value: string): boolean => !Array.isArray(list) || list.includes(value);
  return has(filter['marketplaceIds'], change.marketplaceId) && has(filter['orderChangeTypes'], change.changeType);
}
