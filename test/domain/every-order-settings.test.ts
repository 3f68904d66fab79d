import { describe, expect, it } from '@jest/globals';
import { fulfilments } from '../../src/domain/amazon-order.js';
import { type AmazonStatus, amazonStatuses } from '../../src/domain/amazon-status.js';
import { draftOrder, isBlocker } from '../../src/domain/draft-order.js';
import { decideImport } from '../../src/domain/import-rules.js';
import { order, request } from './orders.js';

/**
 * The whole product of what an account can be set to, written as a merchant would say it and not as the product decides it.
 * What is created is tried against a shop in test/activities/order-settings.test.ts.
 */
const fates = {
  created: 'a Commerce order is created',
  waits: 'it waits, and touches nothing',
  'view only': 'it is listed only',
  ignored: 'it is left alone',
} as const;
type Fate = keyof typeof fates;
type Asked = { readonly import: boolean; readonly amazonFulfilled: 'import' | 'ignore' };

function fateOf(fulfilledBy: 'FBM' | 'FBA', status: AmazonStatus, asked: Asked): Fate {
  if (status === 'Canceled' || status === 'Unfulfillable') return 'ignored';
  if (fulfilledBy === 'FBA' && status !== 'Shipped') return 'ignored';
  if (!asked.import || (fulfilledBy === 'FBA' && asked.amazonFulfilled === 'ignore')) return 'view only';
  return ['Unshipped', 'PartiallyShipped', 'Shipped'].includes(status) ? 'created' : 'waits';
}

const customers = ['guest', 'create'] as const;
const numbers = [
  ['commerce', ''],
  ['commerce', 'AMZ-'],
  ['amazon', ''],
  ['amazon', 'AMZ-'],
] as const;
const pendings = ['ignore', 'reserve'] as const;
const statuses = ['default', 'amazon_paid'] as const;
const invoices = ['creation', 'shipment'] as const;
const everyRest = customers.flatMap((customer) =>
  numbers.flatMap(([numberFrom, numberPrefix]) =>
    pendings.flatMap((pending) =>
      statuses.flatMap((status) =>
        invoices.map((invoice) => ({ customer, numberFrom, numberPrefix, pending, status, invoice })),
      ),
    ),
  ),
);

const decisions = {
  ignore: 'ignored',
  'view-only': 'view only',
  'start-pending': 'waits',
  'start-verified': 'created',
  'start-shipped': 'created',
} as const;

const asking = [true, false].flatMap((isImporting) =>
  (['import', 'ignore'] as const).map((amazonFulfilled) => ({ import: isImporting, amazonFulfilled })),
);

for (const fulfilledBy of fulfilments) {
  for (const status of amazonStatuses) {
    describe(`an ${fulfilledBy} order that Amazon shows as ${status}`, () => {
      for (const asked of asking) {
        const fate = fateOf(fulfilledBy, status, asked);
        const name = `with import: ${asked.import}, amazonFulfilled: ${asked.amazonFulfilled}: ${fates[fate]}`;
        it(`${name}, whatever the other ${everyRest.length} combinations of settings`, () => {
          const since = '2026-01-01T00:00:00Z';
          const purchasedAt = '2026-02-01T00:00:00Z';
          const { decision } = decideImport({ fulfilledBy, status, purchasedAt, since, ...asked });
          expect(decisions[decision]).toBe(fate);
          if (fate === 'created') for (const rest of everyRest) expectDraft(rest, fulfilledBy, status);
        });
      }
    });
  }
}

function expectDraft(settings: (typeof everyRest)[number], fulfilledBy: 'FBM' | 'FBA', status: AmazonStatus): void {
  const bought = order({ fulfilledBy, status });
  const draft = draftOrder(request({ order: bought, settings }));
  if (isBlocker(draft)) throw new Error(JSON.stringify(draft));
  const { numberFrom, numberPrefix } = settings;
  expect({ number: draft.number, status: draft.status, isComplete: draft.isComplete }).toEqual({
    // A prefix is for Amazon's number: Commerce draws its own whole.
    number: numberFrom === 'amazon' ? `${numberPrefix}${bought.id}` : undefined,
    status: settings.status,
    isComplete: fulfilledBy === 'FBA',
  });
}
