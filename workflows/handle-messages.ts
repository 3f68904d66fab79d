import { setHandler } from '@temporalio/workflow';
import { sentenceOf } from '../src/domain/blocker.js';
import { mayEndWithNewsFromAmazon } from '../src/domain/cause-witness.js';
import { heldBlocker } from '../src/domain/held-blocker.js';
import type { OrderSighting } from '../src/domain/order-sighting.js';
import { overtakingWish } from './cancel-facts.js';
import { isRequestOpen } from './cancel-steps.js';
import { handleCancellation } from './handle-cancellation.js';
import { handleCorrections } from './handle-corrections.js';
import {
  accountClosed,
  accountRemoved,
  amazonChanged,
  causeGone,
  confirmAgain,
  mapSku,
  order,
  retryNow,
  shipped,
  skip,
  type UpdateAnswer,
  verified,
} from './messages.js';
import type { OrderFacts } from './order-facts.js';
import { blockedSteps, statusOf } from './order-steps.js';
import { viewOf } from './order-view.js';
import { refuseUnless } from './refuse-unless.js';

/**
 * Handlers record, in any state: early, repeated and reordered messages are normal. They are set before the first
 * `await`, since Temporal delivers messages to a workflow that has not begun.
 */
export function handleMessages(facts: OrderFacts): void {
  setHandler(verified, (sighting) => hear(facts, sighting), {
    description: 'Amazon has verified the payment',
  });
  setHandler(amazonChanged, (sighting) => overtakingWish(facts, () => hear(facts, sighting)), {
    description: 'Amazon says something new',
  });
  setHandler(shipped, (shipmentPackage) => overtakingWish(facts, () => facts.packages.record(shipmentPackage)), {
    description: 'One package has left',
  });
  setHandler(
    causeGone,
    () => {
      facts.recordAccountBack();
      facts.askRetry();
    },
    { description: 'What blocked the order may be gone' },
  );
  setHandler(accountClosed, ({ actor }) => facts.recordAccountClosed(actor), {
    description: 'An operator has closed the account',
  });
  setHandler(accountRemoved, () => facts.recordAccountRemoved(), {
    description: 'The account is in no settings any more',
  });
  setHandler(order, () => viewOf(facts), { description: 'Everything that is known of the order' });
  handleCancellation(facts);
  handleUpdates(facts);
  handleCorrections(facts);
}

/** What Amazon changed may be just what blocked the order. */
function hear(facts: OrderFacts, sighting: OrderSighting): void {
  const isNewer = sighting.lastUpdatedAt > facts.state.sighting.lastUpdatedAt;
  facts.recordSighting(sighting);
  if (isNewer) facts.askRetry(mayEndWithNewsFromAmazon);
}

/** An update answers at once; validators must stay synchronous: an async one is not awaited, and fails the workflow task. */
function handleUpdates(facts: OrderFacts): void {
  const answer = (note: string): UpdateAnswer => ({ status: statusOf(facts), note });
  setHandler(
    retryNow,
    ({ actor }) => {
      facts.askRetry();
      facts.note('operator-retried', { actor });
      return answer('Trying now');
    },
    {
      validator: (_operator) => {
        refuseUnless(blockedSteps(facts).length > 0, 'Nothing is blocked on this order');
        refuseUnless(!facts.isAccountRemoved, sentenceOf(heldBlocker('removed')));
      },
    },
  );
  setHandler(
    mapSku,
    ({ from, to, actor }) => {
      facts.recordSkuMapping(from, to, actor);
      facts.askRetry();
      return answer(`${from} is sold as ${to} on this order`);
    },
    {
      validator: ({ from }) => {
        refuseUnless(facts.state.commerceOrder === undefined, 'The Commerce order exists already');
        const isOrdered = facts.state.sighting.lines.some(({ sku }) => sku === from);
        refuseUnless(isOrdered, `No line of this order has the SKU ${from}`);
      },
    },
  );
  setHandler(
    confirmAgain,
    ({ packageId, actor }) => {
      facts.packages.askConfirmAgain(packageId, actor);
      return answer(`Package ${packageId} is told to Amazon again`);
    },
    {
      validator: ({ packageId }) => {
        const known = facts.state.packages.find(({ id }) => id === packageId);
        refuseUnless(known !== undefined, `This order has no package ${packageId}`);
        refuseUnless(known?.source !== 'amazon', `Package ${packageId} was made at Amazon`);
        refuseUnless(known?.atAmazon !== 'recorded', `Package ${packageId} is about to be told to Amazon`);
      },
    },
  );
  setHandler(
    skip,
    ({ reason, actor }) => {
      facts.recordSkip(reason, actor);
      facts.askRetry();
      return answer('The order will not be imported');
    },
    {
      validator: ({ reason }) => {
        refuseUnless(facts.state.commerceOrder === undefined, 'The Commerce order exists already: cancel it instead');
        refuseUnless(facts.state.skippedBecause === undefined, 'The order is skipped already');
        refuseUnless(!isRequestOpen(facts), 'Amazon is asked to cancel this order already');
        refuseUnless(reason.trim().length > 0, 'A reason is needed');
      },
    },
  );
}
