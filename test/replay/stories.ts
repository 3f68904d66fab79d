import type { WorkflowHandle } from '@temporalio/client';
import { amazonChanged, mapSku, retryNow, shipped, skip, verified } from '../../workflows/messages.js';
import { page } from '../support/account-activities.js';
import { tellAccount } from '../support/account-stage.js';
import { commerceOrder, parcel, sighting, sku } from '../support/order-inputs.js';
import type { OrderStage } from '../support/order-stage.js';
import type { StageServer } from '../support/stage-server.js';

export type RecordedStory = (told: {
  readonly stage: OrderStage;
  readonly server: StageServer;
  readonly keep: (handle: WorkflowHandle) => Promise<void>;
}) => Promise<void>;

const operator = { actor: 'operations' };
/** Far enough for every run of the recorder: histories keep the timer that was set for it. */
const shipBy = '2099-01-01T00:00:00.000Z';
const outOfStock = { outcome: 'blocked', blocker: { code: 'out-of-stock', subject: 'MUG-BLUE' } } as const;

/** Each is told once against a real server, and its history kept for ever: no later version may tell it otherwise. */
export const stories: Readonly<Record<string, RecordedStory>> = {
  'merchant-one-package': ({ stage, keep }) =>
    stage.tellOrder({ startsAs: sighting('Pending', { shipBy }) }, async ({ handle, until }) => {
      await until(({ status }) => status === 'Pending');
      await handle.signal(verified, sighting('Unshipped', { shipBy }));
      await until(({ status }) => status === 'AwaitingShipment');
      await handle.signal(shipped, parcel('P1', 2));
      await handle.result();
      await keep(handle);
    }),

  'merchant-two-packages': ({ stage, keep }) =>
    stage.tellOrder(
      { startsAs: sighting('Unshipped'), settings: { customer: 'create' } },
      async ({ handle, until }) => {
        await handle.signal(shipped, parcel('P1', 1));
        await until(({ status }) => status === 'PartiallyShipped');
        await handle.signal(shipped, parcel('P1', 1, { trackingNumber: '1ZCORRECTED' }));
        await handle.signal(shipped, parcel('commerce:77', 1, { source: 'commerce' }));
        await handle.result();
        await keep(handle);
      },
    ),

  'merchant-blocked-then-mapped': async ({ stage, keep }) => {
    const activities = {
      createCommerceOrder: async ({ skuMap }: { readonly skuMap: Readonly<Record<string, string>> }) =>
        skuMap['MUG-BLUE'] === undefined
          ? { outcome: 'blocked' as const, blocker: { code: 'sku-unknown' as const, subject: 'MUG-BLUE' } }
          : { outcome: 'created' as const, commerceOrder: commerceOrder(), sighting: sighting('Unshipped') },
    };
    await stage.tellOrder({ startsAs: sighting('Unshipped'), activities }, async ({ handle, until, callsOf }) => {
      await until(({ status }) => status === 'Blocked');
      await until(() => callsOf('createCommerceOrder') === 2); // its own timer
      await handle.executeUpdate(retryNow, { args: [operator] });
      await handle.executeUpdate(mapSku, { args: [{ ...operator, from: 'MUG-BLUE', to: sku('MUG-INDIGO') }] });
      await until(({ status }) => status === 'AwaitingShipment');
      await handle.signal(shipped, parcel('P1', 2));
      await handle.result();
      await keep(handle);
    });
  },

  'merchant-cancelled': ({ stage, keep }) =>
    stage.tellOrder({ startsAs: sighting('Unshipped', { shipBy }) }, async ({ handle, until }) => {
      await until(({ status }) => status === 'AwaitingShipment');
      await handle.signal(amazonChanged, sighting('Canceled', { lastUpdatedAt: '2026-11-02T10:00:00.000Z', shipBy }));
      await handle.result();
      await keep(handle);
    }),

  'merchant-skipped-in-doubt': async ({ stage, keep }) => {
    const activities = {
      createCommerceOrder: async () => {
        throw new TypeError('the fifth attempt is shown as blocked');
      },
    };
    await stage.tellOrder({ startsAs: sighting('Unshipped'), activities }, async ({ handle, until }) => {
      await until(({ status }) => status === 'Blocked');
      await handle.executeUpdate(skip, { args: [{ ...operator, reason: 'sold elsewhere' }] });
      await handle.result();
      await keep(handle);
    });
  },

  'merchant-late-and-unseen': async ({ stage, keep }) => {
    const late = { shipBy: '2026-11-01T11:00:00.000Z' };
    const activities = { confirmAmazonShipment: async () => ({ outcome: 'sent' as const }) };
    await stage.tellOrder({ startsAs: sighting('Unshipped', late), activities }, async ({ handle, until }) => {
      await until(({ note, status }) => note !== undefined && status === 'AwaitingShipment');
      await handle.signal(shipped, parcel('P1', 2));
      await until(({ packages }) => packages[0]?.atAmazon === 'sent');
      const packages = [parcel('amazon:1', 2, { source: 'amazon', trackingNumber: '1ZP1' })];
      const seen = sighting('Shipped', { ...late, packages, lastUpdatedAt: '2026-11-02T11:00:00.000Z' });
      await handle.signal(amazonChanged, seen);
      await handle.result();
      await keep(handle);
    });
  },

  'amazon-fulfilled': ({ stage, keep }) =>
    stage.tellOrder(
      { type: 'amazonFulfilledOrder', startsAs: sighting('Shipped', { fulfilledBy: 'FBA' }) },
      async ({ handle }) => {
        await handle.result();
        await keep(handle);
      },
    ),

  'view-only': ({ stage, keep }) =>
    stage.tellOrder({ type: 'viewOnlyOrder', startsAs: sighting('Pending') }, async ({ handle, until }) => {
      await handle.signal(verified, sighting('Unshipped'));
      await until(({ amazonStatus }) => amazonStatus === 'Unshipped');
      await handle.signal(amazonChanged, sighting('Shipped'));
      await handle.result();
      await keep(handle);
    }),

  'account-two-sweeps': async ({ server, keep }) => {
    const answers = [
      page({ orders: 100, nextPageToken: 'two' }),
      page({ orders: 5, nextSweepAfterMs: 10 }),
      page({ orders: 1 }),
    ];
    const activities = { sweepAmazonPage: async () => answers.shift() ?? page() };
    await tellAccount(server, { since: '2026-01-01T00:00:00.000Z', activities }, async ({ handle, until }) => {
      await until(({ ordersSeen }) => ordersSeen === 106);
      await keep(handle);
    });
  },
};

/** Told on a server that finds a history long after 30 events; what is kept is the run that was carried on. */
export const longStories: Readonly<Record<string, RecordedStory>> = {
  'merchant-carried-on': async ({ stage, server, keep }) => {
    let isInStock = false;
    const activities = {
      createCommerceOrder: async () =>
        isInStock
          ? { outcome: 'created' as const, commerceOrder: commerceOrder(), sighting: sighting('Unshipped') }
          : outOfStock,
    };
    await stage.tellOrder({ startsAs: sighting('Unshipped'), activities }, async ({ handle, until, callsOf }) => {
      const current = server.client.workflow.getHandle(handle.workflowId);
      const { runId } = await handle.describe();
      await handle.signal(shipped, parcel('P1', 1));
      await until(({ status }) => status === 'Blocked');
      while ((await current.describe()).runId === runId) {
        const tried = callsOf('createCommerceOrder');
        await current.executeUpdate(retryNow, { args: [operator] });
        await until(() => callsOf('createCommerceOrder') > tried);
      }
      isInStock = true;
      await current.executeUpdate(retryNow, { args: [operator] });
      await current.signal(shipped, parcel('P2', 1));
      await handle.result();
      await keep(current);
    });
  },
};
