import type { Activities } from '../../activities/contract.js';
import type { AmazonOrder } from '../../src/domain/amazon-order.js';
import type { OrderSettings } from '../../src/domain/order-settings.js';
import { sightingOf } from '../../src/domain/order-sighting.js';
import type { OrderStatus } from '../../src/domain/order-status.js';
import { OrderFacts } from '../../workflows/order-facts.js';
import { type CommerceStep, commerceSteps, statusOf } from '../../workflows/order-steps.js';
import { ref } from './shop-and-seller.js';

type Told = Pick<Activities, 'createCommerceCustomer' | 'createCommerceOrder' | 'shipCommerceOrder'>;

/** The order's story on Commerce's side, by the workflow's own facts and steps, without a server: how it stands in the end. */
export async function toldOf(bought: AmazonOrder, settings: OrderSettings, activities: Told): Promise<OrderStatus> {
  const order = { ...ref, amazonOrderId: bought.id };
  const facts = new OrderFacts({ order, settings, sighting: sightingOf(bought) }, Date.now);
  for (let done = 0; done < 5; done += 1) {
    const [due] = commerceSteps(facts);
    if (due === undefined) return statusOf(facts);
    await perform(due, facts, activities);
  }
  throw new Error('the story does not come to rest');
}

async function perform(due: CommerceStep, facts: OrderFacts, activities: Told): Promise<void> {
  const { order, settings } = facts.input;
  const { customer, commerceOrder } = facts.state;
  if (due.step === 'create-customer') {
    const made = await activities.createCommerceCustomer({ order, settings });
    if (made.outcome === 'blocked') throw new Error(JSON.stringify(made));
    facts.recordCustomer(
      made.outcome === 'guest' ? { kind: 'guest' } : { kind: 'known', id: made.customerId, groupId: made.groupId },
    );
  } else if (due.step === 'create-order') {
    const known = customer.kind === 'known' ? { customer: { id: customer.id, groupId: customer.groupId } } : {};
    const made = await activities.createCommerceOrder({ order, settings, skuMap: {}, ...known });
    if (made.outcome !== 'created') throw new Error(JSON.stringify(made));
    facts.recordCommerceOrder(made.commerceOrder);
  } else if (due.step === 'ship' && commerceOrder !== undefined) {
    const mustInvoice = settings.invoice === 'shipment';
    const made = await activities.shipCommerceOrder({ order, commerceOrder, package: due.tracked, mustInvoice });
    if (made.outcome === 'blocked') throw new Error(JSON.stringify(made));
    facts.packages.recordProgress(due.tracked.id, { inCommerce: 'shipped' });
  } else throw new Error(`no such step is expected: ${due.step}`);
}
