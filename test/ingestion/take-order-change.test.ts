import { describe, expect, it } from '@jest/globals';
import type { AmazonOrder } from '../../src/domain/amazon-order.js';
import type { ReadAnnounced } from '../../src/ingestion/announced-orders.js';
import { MarketplaceTrace } from '../../src/ingestion/marketplace-trace.js';
import type { OrderChange } from '../../src/ingestion/order-change-message.js';
import type { HandedOver, SightedOrder } from '../../src/ingestion/order-starter.js';
import type { EndedWorkflow } from '../../src/ingestion/order-workflows.js';
import { RecentOrders } from '../../src/ingestion/recent-orders.js';
import { RecentlyHandedOver } from '../../src/ingestion/recently-handed-over.js';
import { takeOrderChange } from '../../src/ingestion/take-order-change.js';
import type { OrderView } from '../../workflows/messages.js';
import { order as amazonOrder, marketplaceId } from '../domain/orders.js';
import { given, newOrderRef, orderSettings } from '../support/order-inputs.js';
import { orderChange, orderView } from './order-changes.js';

const now = '2026-11-01T10:01:00.000Z';

/** The gateway of one account in memory. What it is asked is written down; what the remotes answer, a test says. */
function gateway(
  world: {
    readonly workflow?: OrderView | EndedWorkflow | 'unknown';
    readonly reads?: readonly ReadAnnounced[];
    readonly handsOver?: HandedOver | Error;
  } = {},
) {
  const { workflow = 'unknown', reads = [], handsOver = { result: 'handed-over', decision: 'start-verified' } } = world;
  const asked: string[] = [];
  const told: SightedOrder['sighting'][] = [];
  const left = [...reads];
  const { accountId, sellerId } = newOrderRef();
  const recentOrders = new RecentOrders(() => Date.parse(now));
  const handedOver = new RecentlyHandedOver();
  const never = async (): Promise<never> => {
    throw new Error('the gateway is not asked for this');
  };
  const deps: Parameters<typeof takeOrderChange>[0] = {
    account: {
      accountId,
      sellerId,
      marketplaces: [marketplaceId()],
      orders: { ...orderSettings(), import: true, resendWaitMs: 60_000 },
      amazon: {
        fetchOrder: never,
        searchOrders: never,
        regulatedStatus: async () => undefined,
        confirmShipment: never,
        clockSkewMs: () => 0,
      },
      marketplaceTrace: new MarketplaceTrace(),
      recentOrders,
      handedOver,
      searchAllowance: () => ({ ratePerSecond: 1, tokens: 1 }),
      waiting: () => ({ FBM: 0, FBA: 0 }),
      queue: () => undefined,
    },
    since: async () => '2026-01-01T00:00:00.000Z',
    workflows: {
      find: async () => {
        asked.push('find');
        return workflow;
      },
      tell: async (_, sighting) => {
        asked.push('tell');
        told.push(sighting);
        return 'told';
      },
    },
    announced: {
      read: async (_, isNews) => {
        asked.push('read');
        return isNews() ? given(left.shift()) : 'known';
      },
    },
    handOver: async ({ sighting }) => {
      asked.push('hand-over');
      told.push(sighting);
      if (handsOver instanceof Error) throw handsOver;
      return handsOver;
    },
    events: {
      orderHandedOver: () => undefined,
      orderSignalled: () => undefined,
      orderIgnored: () => undefined,
      unreadableOrderSeen: () => undefined,
      orderSeen: () => undefined,
    },
    nowMs: () => Date.parse(now),
    wait: async () => {
      asked.push('wait');
    },
  };
  return {
    asked,
    told,
    recentOrders,
    handedOver,
    take: (changes: Partial<OrderChange> = {}) => takeOrderChange(deps, orderChange(changes)),
  };
}

const change = orderChange();
const read = (changes: Partial<AmazonOrder> = {}): AmazonOrder =>
  amazonOrder({
    id: change.amazonOrderId,
    status: 'Unshipped',
    purchasedAt: '2026-11-01T09:00:00.000Z',
    lastUpdatedAt: '2026-11-01T10:00:00.500Z',
    ...changes,
  });

describe('an announced order', () => {
  it('that is paid is read once, handed over whole, and kept for the first activity of its workflow', async () => {
    const { take, asked, told, recentOrders, handedOver } = gateway({ reads: [read()] });
    expect(await take()).toEqual({ taken: 'handed-over' });
    expect(asked).toEqual(['find', 'read', 'hand-over']);
    expect(told).toMatchObject([{ status: 'Unshipped', total: read().grandTotal, lines: [{ quantity: 1 }] }]);
    expect(recentOrders.recall(change.amazonOrderId)).toEqual(read());
    expect(handedOver.has(change.amazonOrderId, read().lastUpdatedAt)).toBe(true);
  });

  it('that a sweep brought in the meantime needs nothing', async () => {
    const { take, asked, handedOver } = gateway();
    handedOver.add(change.amazonOrderId, change.changedAt);
    expect(await take()).toEqual({ taken: 'known' });
    expect(asked).toEqual([]);
  });

  it('of a marketplace that is not in the settings is left', async () => {
    const { take, asked } = gateway();
    expect(await take({ marketplaceId: marketplaceId('A2EUQ1WTGCTBG2') })).toEqual({
      taken: 'left',
      because: 'another-marketplace',
    });
    expect(asked).toEqual([]);
  });

  it('that awaits payment starts without a read', async () => {
    const { take, asked, told } = gateway();
    await take({ status: 'Pending', changedAt: '2026-11-01T10:00:59.000Z' });
    expect(asked).toEqual(['find', 'hand-over']);
    expect(told).toMatchObject([{ status: 'Pending', lines: [{ quantity: 2 }] }]);
  });

  it('whose workflow has closed starts nothing, however late it is told of', async () => {
    const shipped = gateway({ workflow: { endedAs: 'Shipped' } });
    for (const status of ['Pending', 'Unshipped', 'Shipped'] as const) {
      expect(await shipped.take({ status })).toEqual({ taken: 'ended' });
    }
    expect(shipped.asked).toEqual(['find', 'find', 'find']);
    const cancelled = gateway({ workflow: { endedAs: 'Canceled' } });
    expect(await cancelled.take({ status: 'Canceled' })).toEqual({ taken: 'ended' });
    expect(cancelled.asked).toEqual(['find']);
  });

  it('whose workflow has closed as shipped is read when it is cancelled after all, or tipped', async () => {
    for (const change of [{ status: 'Canceled' }, { changeType: 'delivery-tip' }] as const) {
      const { take, asked } = gateway({
        workflow: { endedAs: 'Shipped' },
        reads: [amazonOrder({ status: 'Canceled', lastUpdatedAt: now })],
        handsOver: { result: 'late' },
      });
      expect(await take(change)).toEqual({ taken: 'late' });
      expect(asked).toEqual(['find', 'read', 'hand-over']);
    }
  });

  it('that is cancelled is told to its workflow, without a read', async () => {
    const { take, asked, told } = gateway({ workflow: orderView() });
    expect(await take({ status: 'Canceled' })).toEqual({ taken: 'told' });
    expect(asked).toEqual(['find', 'tell']);
    expect(told).toMatchObject([{ status: 'Canceled', total: orderView().total }]);
  });

  it('dated beyond now is dated now, or everything after it would look old', async () => {
    const { take, told } = gateway({ workflow: orderView() });
    await take({ status: 'Canceled', changedAt: '9999-12-31T23:59:59.000Z' });
    expect(told).toMatchObject([{ lastUpdatedAt: now }]);
  });

  it('that Amazon does not show as announced yet is read again, and then taken as it is shown', async () => {
    const { take, asked, told } = gateway({ reads: ['not-found', read({ status: 'Pending' }), read()] });
    await take();
    expect(asked).toEqual(['find', 'read', 'wait', 'read', 'wait', 'read', 'hand-over']);
    expect(told).toMatchObject([{ status: 'Unshipped' }]);
  });

  it('that Amazon does not know after three looks is left', async () => {
    const { take } = gateway({ reads: ['not-found', 'not-found', 'not-found'] });
    expect(await take()).toEqual({ taken: 'left', because: 'unknown-at-amazon' });
  });

  it('whose shape is unknown is handed over as such: it is blocked, and stops nothing else', async () => {
    const unreadable = { id: change.amazonOrderId, unreadableAt: 'orderItems.0' };
    const { take, told } = gateway({ reads: [unreadable] });
    await take();
    expect(told).toMatchObject([{ unreadableAt: 'orderItems.0' }]);
  });

  it.each(['known', 'parked'] as const)('that is %s before its turn is handed over by nobody', async (answer) => {
    const { take, asked } = gateway({ reads: [answer] });
    expect(await take()).toEqual({ taken: answer });
    expect(asked).not.toContain('hand-over');
  });

  it('that Temporal does not take is not taken', async () => {
    const { take } = gateway({ reads: [read()], handsOver: new Error('away') });
    await expect(take()).rejects.toThrow('away');
  });
});
