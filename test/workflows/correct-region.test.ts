import { describe, expect, it } from '@jest/globals';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import type { CreateOrderRequest } from '../../activities/contract.js';
import { correctRegion } from '../../workflows/messages.js';
import { commerceOrder, sighting } from '../support/order-inputs.js';
import type { RunningOrder } from '../support/order-stage.js';
import { tellOrder } from '../support/running-order.js';

const texas = { actor: 'operations', countryCode: 'US', regionCode: 'TX' };
const createCommerceOrder = async ({ region }: CreateOrderRequest) =>
  region === undefined
    ? { outcome: 'blocked' as const, blocker: { code: 'region-unknown' as const, subject: 'US' } }
    : { outcome: 'created' as const, commerceOrder: commerceOrder(), sighting: sighting('Unshipped') };

const correct = ({ handle }: RunningOrder, correction: object) =>
  handle.executeUpdate(correctRegion, { args: [{ ...texas, ...correction }] });
const refusalOf = (answer: Promise<unknown>): Promise<unknown> =>
  answer.then(
    () => 'accepted',
    (error: unknown) => (error instanceof WorkflowUpdateFailedError ? error.cause?.message : error),
  );

describe('the region of an order', () => {
  it('corrected is used at once, and the order goes on', async () => {
    await tellOrder({ startsAs: sighting('Unshipped'), activities: { createCommerceOrder } }, async (order) => {
      await order.until(({ status }) => status === 'Blocked');
      expect(await correct(order, {})).toMatchObject({ note: 'The order goes to US-TX' });
      const view = await order.until(({ status }) => status === 'AwaitingShipment');
      expect(view.timeline).toContainEqual(
        expect.objectContaining({ what: 'operator-corrected-region', detail: 'US-TX', actor: 'operations' }),
      );
      expect(await refusalOf(correct(order, {}))).toContain('exists already');
    });
  });

  it('corrected twice is what was said last, and early is not too early', async () => {
    const startsAs = sighting('Pending');
    await tellOrder({ startsAs, activities: { createCommerceOrder } }, async (order) => {
      await correct(order, { regionCode: 'TX' });
      await correct(order, { regionCode: 'CA' });
      const { timeline } = await order.view();
      expect(timeline.filter(({ what }) => what === 'operator-corrected-region').map(({ detail }) => detail)).toEqual([
        'US-TX',
        'US-CA',
      ]);
    });
  });

  it('in anything but ISO codes is refused, with the reason, and leaves no trace', async () => {
    await tellOrder({ startsAs: sighting('Pending') }, async (order) => {
      expect(await refusalOf(correct(order, { countryCode: 'Texas' }))).toContain('country');
      expect(await refusalOf(correct(order, { regionCode: '1 Main Street' }))).toContain('region');
      expect((await order.view()).timeline).toHaveLength(1);
    });
  });
});
