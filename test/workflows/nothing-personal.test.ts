import { expect, it } from '@jest/globals';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { createAmazonActivities, createCommerceActivities } from '../../activities/index.js';
import { sightingOf } from '../../src/domain/order-sighting.js';
import { causeGone, shipped, verified } from '../../workflows/messages.js';
import { address, line, money, order, paid, sku } from '../domain/orders.js';
import { FakeAmazon } from '../support/fake-amazon.js';
import { FakeCommerce } from '../support/fake-commerce.js';
import { parcel } from '../support/order-inputs.js';
import { tellOrder } from '../support/running-order.js';

const secrets = /zebulon|quackenbush|wistful lane|walnut grove|95690|9165550142|happy birthday/i;

/** Everything personal that Amazon tells of an order, and all of it through the real activities. */
const bought = order({
  status: 'Unshipped',
  grandTotal: money('20.00'),
  buyer: { name: 'Zebulon Quackenbush', email: 'zebulon.quackenbush@marketplace.amazon.com' },
  deliveryAddress: address({
    name: 'Zebulon Quackenbush',
    lines: ['17 Wistful Lane'],
    city: 'Walnut Grove',
    stateOrRegion: 'CA',
    postalCode: '95690',
    phone: '9165550142',
  }),
  lines: [
    line({
      quantityOrdered: 2,
      giftMessage: 'Happy birthday, Zebulon!',
      proceeds: [paid('ITEM', '20.00')],
    }),
  ],
});

it('nothing personal of an order enters its history, its attributes or its memo', async () => {
  const amazon = new FakeAmazon();
  const commerce = new FakeCommerce();
  const remotes = {
    amazon,
    cancellations: amazon,
    cancelBy: 'feed' as const,
    commerce,
    recentOrders: { recall: () => undefined },
    carriers: {},
    skuMap: {},
    readBacks: { waitMs: () => 0 },
  };
  const activities = {
    ...createAmazonActivities({ remotesOf: () => remotes, nowMs: Date.now, sleep: async () => undefined }),
    ...createCommerceActivities({ commerceOf: () => remotes }),
  };
  const startsAs = sightingOf({ ...bought, status: 'Pending' });
  const settings = { customer: 'create' as const, invoice: 'shipment' as const };
  await tellOrder({ startsAs, settings, activities }, async ({ handle, ref, until, view }) => {
    amazon.show({ ...bought, id: ref.amazonOrderId });
    // Trouble of every kind on the way: what is thrown enters history too.
    amazon.faults.fail('fetchOrder', { kind: 'unavailable', isOutcomeKnown: false });
    commerce.faults.fail('createCustomer', { kind: 'rejected', code: 'not today' });
    commerce.refuses = { operation: 'createShipment', with: { refused: 'not today' } };
    await handle.signal(verified, sightingOf(bought));
    await until(({ blocker }) => blocker?.code === 'commerce-refused');
    await handle.signal(causeGone);
    await until(({ blocker }) => blocker?.code === 'sku-unknown');
    commerce.sells(sku());
    await handle.signal(causeGone);
    await until(({ status }) => status === 'AwaitingShipment');
    await handle.signal(shipped, parcel('P1', 2));
    await until(({ status }) => status === 'Blocked');
    commerce.refuses = undefined;
    await handle.signal(causeGone);
    expect(await handle.result()).toMatchObject({ ended: 'Complete' });
    expect(JSON.stringify(commerce.only.draft)).toMatch(/Quackenbush/); // it was there to be leaked

    const history = readable(historyToJSON(await handle.fetchHistory()));
    expect(history).toContain('not today'); // and what went wrong can be read
    expect(history).not.toMatch(secrets);
    const { memo, typedSearchAttributes } = await handle.describe();
    expect(JSON.stringify([memo, typedSearchAttributes.getAll(), await view()])).not.toMatch(secrets);
  });
});

/** Payloads are written in base64. */
const readable = (json: string): string =>
  json.replaceAll(/"data":\s?"([A-Za-z0-9+/=]+)"/g, (_, data) => Buffer.from(data, 'base64').toString('utf8'));
