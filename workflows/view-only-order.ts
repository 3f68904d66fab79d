import { condition, setCurrentDetails, setHandler, upsertMemo, upsertSearchAttributes } from '@temporalio/workflow';
import { isFinalAmazonStatus } from '../src/domain/amazon-status.js';
import { attributesChanged, type OrderStanding } from '../src/domain/order-attributes.js';
import { accountClosed, amazonChanged, order, shipped, verified } from './messages.js';
import { OrderFacts } from './order-facts.js';
import type { OrderInput } from './order-state.js';
import { viewOf } from './order-view.js';
import { isOtherMoment } from './publisher.js';

/** Import is switched off: the order is listed, nothing is written anywhere, and it follows Amazon to its final state. */
export async function viewOnlyOrder(input: OrderInput): Promise<{ readonly ended: 'ViewOnly' }> {
  const facts = new OrderFacts(input, () => Date.now());
  const standing = (): OrderStanding => ({ status: 'ViewOnly', sighting: facts.state.sighting, needsAttention: false });
  setHandler(verified, (sighting) => facts.recordSighting(sighting));
  setHandler(amazonChanged, (sighting) => facts.recordSighting(sighting));
  setHandler(shipped, (shipmentPackage) => facts.packages.record(shipmentPackage));
  setHandler(order, () => ({ ...viewOf(facts), status: 'ViewOnly' as const, needsAttention: false }));
  setCurrentDetails('Import is switched off for this account: the order is listed, and nothing is written.');

  let isClosed = false;
  setHandler(accountClosed, () => {
    isClosed = true;
  });

  let published = standing();
  let deliverBy = input.sighting.deliverBy;
  const isSettled = () =>
    isClosed || input.sighting.fulfilledBy === 'FBA' || isFinalAmazonStatus(facts.state.sighting.status);
  for (;;) {
    const changed = attributesChanged(published, { ...standing(), changedAt: new Date() });
    published = standing();
    if (changed.length > 0) upsertSearchAttributes(changed);
    // Of orders that nobody has paid Amazon does not say it yet.
    const deliverByNow = facts.state.sighting.deliverBy;
    if (isOtherMoment(deliverByNow, deliverBy)) {
      upsertMemo({ deliverBy: deliverByNow });
      deliverBy = deliverByNow;
    }
    if (isSettled()) return { ended: 'ViewOnly' };
    await condition(() => isClosed || facts.state.sighting.status !== published.sighting.status);
  }
}
