import { describe, expect, it } from '@jest/globals';
import type { SweepShipmentsRequest } from '../../activities/contract.js';
import type { ChangedOrders, CommerceOrder, CommerceShipment } from '../../src/commerce/port.js';
import type { ShipmentPackage } from '../../src/domain/shipment-package.js';
import { sweepCommerceShipments } from '../../src/shipping/sweep-commerce-shipments.js';
import { commerceNumber, itemId, money, newOrderRef } from '../support/order-inputs.js';

const { accountId, amazonOrderId } = newOrderRef();
const second = '2026-05-01T12:00:00Z';
const nextSweepAfterMs = 60_000;

const orderOf = (entityId: number, changes: Partial<CommerceOrder> = {}): CommerceOrder => ({
  entityId,
  number: commerceNumber(String(entityId).padStart(9, '0')),
  storeId: 1,
  amazonOrderId,
  state: 'processing',
  status: 'processing',
  grandTotal: money('55.58'),
  updatedAt: second,
  lines: [
    {
      lineId: 9001,
      orderItemId: itemId('05015851154158'),
      sku: 'MUG-BLUE',
      quantityOrdered: 2,
      quantityShipped: 1,
      quantityCancelled: 0,
    },
  ],
  ...changes,
});

const ups = { number: '1Z', carrierCode: 'ups', title: 'Ground' };
const shipmentOf = (orderEntityId: number, changes: Partial<CommerceShipment> = {}): CommerceShipment => ({
  shipmentId: orderEntityId + 10_000,
  orderEntityId,
  createdAt: second,
  lines: [{ lineId: 9001, quantity: 1 }],
  tracks: [ups],
  comments: [],
  ...changes,
});

/** A shop whose orders are listed in the order of their changes. */
function sweeping(orders: CommerceOrder[], shipments: CommerceShipment[]) {
  const told: ShipmentPackage[] = [];
  const calls: string[] = [];
  const givenUp: number[] = [];
  const clock = { nowMs: Date.parse(second) };
  const isTaken = { answer: 'signalled' as 'signalled' | 'not-open' };
  const changedSince = async (
    since: { readonly updatedAt: string; readonly entityId?: number },
    max: number,
  ): Promise<ChangedOrders> => {
    calls.push('changedSince');
    const { updatedAt, entityId = -1 } = since;
    const left = orders.filter((order) => {
      const byMs = Date.parse(order.updatedAt) - Date.parse(updatedAt);
      return byMs > 0 || (byMs === 0 && order.entityId > entityId);
    });
    const found = left.slice(0, max);
    const last = found.at(-1);
    return {
      orders: found,
      ...(last === undefined ? {} : { readTo: { updatedAt: last.updatedAt, entityId: last.entityId } }),
      isLast: left.length <= max,
    };
  };
  const sweep = sweepCommerceShipments({
    commerce: {
      orders: {
        changedSince,
        readMany: async (ids) => {
          if (ids.length > 0) calls.push('readMany');
          return orders.filter(({ entityId }) => ids.includes(entityId));
        },
      },
      shipments: {
        ofOrders: async (ids) => {
          calls.push('ofOrders');
          return shipments.filter((each) => ids.includes(each.orderEntityId));
        },
      },
    },
    signalShipped: async (_order, shipmentPackage) => {
      told.push(shipmentPackage);
      return isTaken.answer;
    },
    signalTrackMissing: async (_order, { shipmentId }) => void givenUp.push(shipmentId),
    nowMs: () => clock.nowMs,
    nextSweepAfterMs,
  });
  const request: SweepShipmentsRequest = { accountId, updatedAfter: second, awaitingTrack: [] };
  return {
    told,
    calls,
    givenUp,
    clock,
    isTaken,
    sweep: async (changes: Partial<SweepShipmentsRequest> = {}) => {
      const outcome = await sweep({ ...request, ...changes });
      if (outcome.outcome === 'blocked') throw new Error('nothing blocks here');
      return outcome;
    },
  };
}

const many = (count: number) => Array.from({ length: count }, (_, index) => orderOf(index + 1));

describe('a sweep for shipments made in Commerce', () => {
  it('of more orders than a page, all changed in one second, tells of the last one too', async () => {
    const { sweep, told } = sweeping(many(250), [shipmentOf(250)]);
    const outcome = await sweep();
    expect(told).toMatchObject([{ id: 'commerce:10250', trackingNumber: '1Z', lines: [{ quantity: 1 }] }]);
    expect(outcome).toMatchObject({ signalled: 1, sweptTo: second, nextSweepAfterMs });
    expect(outcome.goOnAfter).toBeUndefined();
  });

  it('with more to read than fits into one go, goes on at once behind the last order that it read', async () => {
    const { sweep, told } = sweeping(many(5_001), [shipmentOf(5_001)]);
    const first = await sweep({ awaitingTrack: [4] });
    expect(first).toMatchObject({
      goOnAfter: { updatedAt: second, entityId: 5_000 },
      nextSweepAfterMs: 0,
    });
    expect(told).toEqual([]);
    const { goOnAfter } = await sweep(first.goOnAfter === undefined ? {} : { goOnAfter: first.goOnAfter });
    expect(goOnAfter).toBeUndefined();
    expect(told).toMatchObject([{ id: 'commerce:15001' }]);
  });

  it('reaches to the latest change that Commerce shows, and nowhere when nothing changed', async () => {
    const later = '2026-05-01T12:00:05Z';
    const { sweep } = sweeping([orderOf(1), orderOf(2, { updatedAt: later })], []);
    expect(await sweep()).toMatchObject({ sweptTo: later });
    expect((await sweep({ updatedAfter: '2026-05-02T00:00:00Z' })).sweptTo).toBeUndefined();
  });

  it.each([0, 100, 4_000])('asks Commerce as seldom with %p finished orders as with none', async (finished) => {
    const orders = many(finished).map((order) => ({ ...order, state: 'complete', updatedAt: '2026-04-01T12:00:00Z' }));
    const { sweep, told, calls } = sweeping(
      [...orders, orderOf(9_001)],
      [...orders.map(({ entityId }) => shipmentOf(entityId)), shipmentOf(9_001)],
    );
    await sweep();
    await sweep();
    expect(told).toHaveLength(1);
    expect(calls).toEqual(['changedSince', 'ofOrders', 'changedSince', 'ofOrders']);
  });

  it('tells of our own shipments never', async () => {
    const { sweep, told } = sweeping([orderOf(1)], [shipmentOf(1, { comments: ['Waybill package P1'] })]);
    await sweep();
    expect(told).toEqual([]);
  });

  it('tells of a shipment once, and again when its track is corrected', async () => {
    const shipments = [shipmentOf(1)];
    const { sweep, told } = sweeping([orderOf(1)], shipments);
    const signalled = [(await sweep()).signalled, (await sweep()).signalled];
    expect(signalled).toEqual([1, 0]);
    shipments.splice(0, 1, shipmentOf(1, { tracks: [{ ...ups, number: '1ZNEW' }] }));
    await sweep();
    expect(told.map(({ trackingNumber }) => trackingNumber)).toEqual(['1Z', '1ZNEW']);
  });

  it('tells again of what no open workflow has taken', async () => {
    const { sweep, told, isTaken } = sweeping([orderOf(1)], [shipmentOf(1)]);
    isTaken.answer = 'not-open';
    expect((await sweep()).signalled).toBe(0);
    isTaken.answer = 'signalled';
    expect((await sweep()).signalled).toBe(1);
    expect(told).toHaveLength(2);
  });

  it('tells of a shipment none of whose lines is Amazon’s, for its order to refuse it in sight', async () => {
    const { sweep, told } = sweeping([orderOf(1)], [shipmentOf(1, { lines: [{ lineId: 7, quantity: 1 }] })]);
    await sweep();
    expect(told).toMatchObject([{ id: 'commerce:10001', lines: [] }]);
  });
});

describe('a shipment without a track', () => {
  const untracked = { tracks: [] };
  const late = '2026-05-02T00:00:00Z';

  it.each([
    ['processing', [1]],
    ['complete', [1]],
    ['closed', []],
    ['canceled', []],
  ])('on an order that is %s is awaited as long as it matters', async (state, awaitingTrack) => {
    const { sweep, told } = sweeping([orderOf(1, { state })], [shipmentOf(1, untracked)]);
    expect((await sweep()).awaitingTrack).toEqual(awaitingTrack);
    expect((await sweep({ updatedAfter: late, awaitingTrack: [1] })).awaitingTrack).toEqual(awaitingTrack);
    expect(told).toEqual([]);
  });

  it('is told when its track comes, though the order did not change, and is awaited no longer', async () => {
    const shipments = [shipmentOf(1, untracked)];
    const { sweep, told } = sweeping([orderOf(1)], shipments);
    const { awaitingTrack } = await sweep();
    shipments.splice(0, 1, shipmentOf(1));
    expect((await sweep({ updatedAfter: late, awaitingTrack })).awaitingTrack).toEqual([]);
    expect(told).toHaveLength(1);
  });

  it('does not have another shipment of its order told at every sweep', async () => {
    const { sweep, told } = sweeping([orderOf(1)], [shipmentOf(1), shipmentOf(1, { ...untracked, shipmentId: 2 })]);
    for (let sweeps = 1; sweeps <= 3; sweeps += 1) await sweep({ updatedAfter: late, awaitingTrack: [1] });
    expect(told).toMatchObject([{ id: 'commerce:10001' }]);
  });

  it('is awaited for 30 days; then its order is told once, and it costs no call any more', async () => {
    const { sweep, calls, clock, givenUp } = sweeping([orderOf(1)], [shipmentOf(1, untracked)]);
    clock.nowMs += 30 * 24 * 3_600_000;
    expect((await sweep({ updatedAfter: late, awaitingTrack: [1] })).awaitingTrack).toEqual([1]);
    expect(givenUp).toEqual([]);
    clock.nowMs += 1;
    expect((await sweep({ updatedAfter: late, awaitingTrack: [1] })).awaitingTrack).toEqual([]);
    await sweep();
    expect(givenUp).toEqual([10_001]);
    calls.length = 0;
    await sweep({ updatedAfter: late });
    expect(calls).toEqual(['changedSince']);
  });

  it('given up is told all the same when its track comes with a change of its order', async () => {
    const shipments = [shipmentOf(1, untracked)];
    const { sweep, clock, told } = sweeping([orderOf(1)], shipments);
    clock.nowMs += 31 * 24 * 3_600_000;
    await sweep();
    shipments.splice(0, 1, shipmentOf(1));
    await sweep();
    expect(told).toMatchObject([{ id: 'commerce:10001' }]);
  });

  it('is awaited for the 500 latest orders only', async () => {
    const orders = many(501);
    const { sweep } = sweeping(
      orders,
      orders.map(({ entityId }) => shipmentOf(entityId, untracked)),
    );
    const { awaitingTrack } = await sweep();
    expect([awaitingTrack.length, awaitingTrack[0]]).toEqual([500, 2]);
  });

  it('is awaited no longer when its order is gone', async () => {
    expect((await sweeping([], []).sweep({ awaitingTrack: [1] })).awaitingTrack).toEqual([]);
  });
});
