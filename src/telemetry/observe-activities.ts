import { type BlockerCode, parseBlockerCode } from '../domain/blocker.js';
import { type AccountId, type AmazonOrderId, parseAccountId, parseAmazonOrderId } from '../domain/ids.js';
import type { BusinessEvents } from './events.js';

type Order = { readonly accountId: AccountId; readonly amazonOrderId: AmazonOrderId };
type Answered = { readonly order: Order; readonly outcome: string };
type Activity = (argument: never) => Promise<unknown>;

/** Counts and logs what activities answer, by the outcome that they name; activities themselves know no metrics. */
export function observeActivities<A extends Readonly<Record<string, Activity>>>(
  activities: A,
  events: BusinessEvents,
): A {
  const tell: Readonly<Record<string, (answered: Answered) => void>> = {
    createCommerceOrder: (answered) => events.commerceOrderAnswered(answered),
    shipCommerceOrder: (answered) => events.commerceShipmentAnswered(answered),
    confirmAmazonShipment: (answered) => events.confirmationAnswered(answered),
    lookForAmazonPackage: (answered) => events.confirmationAnswered(answered),
  };
  const observed = Object.entries(activities).map(([name, run]) => [
    name,
    async (argument: never) => {
      const answer = await run(argument);
      const order = orderIn(argument);
      const outcome = fieldOf(answer, 'outcome');
      if (order === undefined || typeof outcome !== 'string') return answer;
      tell[name]?.({ order, outcome });
      const code = blockerIn(answer);
      if (code !== undefined) events.blockerRaised({ order, code });
      return answer;
    },
  ]);
  return Object.fromEntries(observed) as A;
}

/** Requests either are an order's reference or carry one. */
function orderIn(argument: unknown): Order | undefined {
  const reference = fieldOf(argument, 'order') ?? argument;
  const accountId = parseAccountId(fieldOf(reference, 'accountId'));
  const amazonOrderId = parseAmazonOrderId(fieldOf(reference, 'amazonOrderId'));
  return accountId === undefined || amazonOrderId === undefined ? undefined : { accountId, amazonOrderId };
}

const blockerIn = (answer: unknown): BlockerCode | undefined =>
  parseBlockerCode(fieldOf(fieldOf(answer, 'blocker'), 'code'));

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined;
