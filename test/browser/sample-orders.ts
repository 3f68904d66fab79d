import { type BuyerName, buyerNameOf } from '../../src/domain/buyer-name.js';
import { type AmazonOrderId, parseCommerceOrderNumber } from '../../src/domain/ids.js';
import type { AccountNews, IntakeState } from '../../src/http/dashboard/account-news.js';
import type { OrderRow } from '../../src/http/order-index/order-row.js';
import type { OrderView } from '../../workflows/messages.js';
import { amazonOrderIdOf, hourMs, orderRow, startOfDayMs } from '../http/order-index/order-row-builder.js';
import { lineOf, viewedPackage, viewOf } from '../shipping/shipping-fixture.js';

const us = { account: 'acme-us', marketplace: 'ATVPDKIKX0DER' } as const;
const eu = { account: 'acme-eu', marketplace: 'A1PA6795UKMFR9' } as const;

/** One of each kind that a merchant meets on a morning. */
export const sampleRows: readonly OrderRow[] = [
  orderRow(1, { ...us, status: 'Pending', amazonStatus: 'Pending', total: ['19.90', 'USD'] }),
  orderRow(2, {
    ...us,
    total: ['12.50', 'USD'],
    commerceOrderNumber: '000000123',
    shipByMs: startOfDayMs - hourMs,
    deliverByMs: startOfDayMs + 48 * hourMs,
  }),
  orderRow(3, {
    ...us,
    status: 'Blocked',
    needsAttention: true,
    blockedBy: 'sku-unknown',
    note: 'SKU MUG-BLUE is not in the Commerce catalogue',
    total: ['48.00', 'USD'],
    shipByMs: startOfDayMs + 2 * hourMs,
  }),
  orderRow(4, {
    ...us,
    status: 'PartiallyShipped',
    total: ['230.15', 'USD'],
    commerceOrderNumber: '000000124',
    shipByMs: startOfDayMs + 30 * hourMs,
  }),
  orderRow(5, {
    ...us,
    status: 'Complete',
    amazonStatus: 'Shipped',
    fulfilledBy: 'FBA',
    total: ['75.00', 'USD'],
    commerceOrderNumber: '000000125',
    closedAtMs: startOfDayMs,
  }),
  orderRow(6, {
    ...eu,
    status: 'AwaitingShipment',
    total: ['99.95', 'EUR'],
    commerceOrderNumber: '200000031',
    shipByMs: startOfDayMs + 40 * hourMs,
  }),
  orderRow(7, {
    ...eu,
    status: 'CancelRequested',
    needsAttention: true,
    note: 'The buyer asks to cancel this order',
    total: ['15.49', 'EUR'],
    commerceOrderNumber: '200000032',
  }),
  orderRow(8, {
    ...eu,
    status: 'Cancelled',
    amazonStatus: 'Canceled',
    total: ['33.00', 'EUR'],
    closedAtMs: startOfDayMs,
  }),
  orderRow(9, {
    ...eu,
    status: 'Complete',
    amazonStatus: 'Shipped',
    total: ['8.75', 'EUR'],
    commerceOrderNumber: '200000033',
    closedAtMs: startOfDayMs,
  }),
];

const names: readonly (readonly [number, string])[] = [
  [2, 'Jane Doe'],
  [4, 'Otto van der Berg'],
  [5, 'Amazon Customer'],
  [6, 'Änne Größe'],
  [7, 'José García'],
  [9, 'Chloé Dubois'],
];
export const sampleBuyers: ReadonlyMap<AmazonOrderId, BuyerName> = new Map(
  names.flatMap(([serial, name]): readonly (readonly [AmazonOrderId, BuyerName])[] => {
    const buyer = buyerNameOf(name);
    return buyer === undefined ? [] : [[amazonOrderIdOf(serial), buyer]];
  }),
);

/** An order that waits for a SKU, with a package and a story. */
export const blockedView = (wish: Partial<OrderView> = {}): OrderView =>
  viewOf({
    status: 'Blocked',
    needsAttention: true,
    shipBy: '2026-03-12T08:00:00Z',
    deliverBy: '2026-03-15T08:00:00Z',
    lines: [lineOf('item-1', 'MUG-BLUE', 2), lineOf('item-2', 'PEN', 1)],
    blocker: {
      code: 'sku-unknown',
      subject: 'MUG-BLUE',
      since: '2026-03-09T08:01:10Z',
      tries: 4,
      nextTryAt: '2026-03-10T00:05:00Z',
    },
    packages: [viewedPackage({ id: 'P-1', trackingNumber: '1Z999AA10123456784', lines: { 'item-2': 1 } })],
    timeline: [
      { at: '2026-03-09T08:00:00Z', what: 'started', detail: 'Unshipped', actor: 'amazon' },
      { at: '2026-03-09T08:00:01Z', what: 'verified', actor: 'amazon' },
      { at: '2026-03-09T08:01:10Z', what: 'blocked', detail: 'sku-unknown MUG-BLUE', actor: 'waybill' },
      { at: '2026-03-09T09:30:00Z', what: 'operator-retried', actor: 'ops' },
      { at: '2026-03-09T11:00:00Z', what: 'package-received', detail: 'P-1', actor: 'shipping' },
    ],
    ...wish,
  });

/** An order that Commerce has, with a package that Amazon knows. */
export const createdView: OrderView = (() => {
  const { blocker: _blocker, ...view } = blockedView({ status: 'PartiallyShipped', needsAttention: false });
  const number = parseCommerceOrderNumber('000000123');
  if (number === undefined) throw new Error('no number');
  return { ...view, commerceOrderNumber: number, commerceEntityId: 23 };
})();

/** One account that is read and re-read, and one that Amazon does not let in. */
export const sampleAccounts: readonly AccountNews[] = [
  {
    accountId: 'acme-us',
    state: accountStateOf({
      rereads: [
        {
          why: 'operator',
          after: '2026-03-01T00:00:00Z',
          before: '2026-03-03T00:00:00Z',
          orders: 412,
          reachedTo: '2026-03-02T06:00:00Z',
        },
      ],
    }),
    gateway: {
      at: '2026-03-10T00:00:00Z',
      rates: {},
      quotas: {
        searchOrders: { ratePerSecond: 0.0056, burst: 20, tokens: 6 },
        getOrder: { ratePerSecond: 0.5, burst: 30, tokens: 28 },
      },
      troubles: [],
    },
  },
  {
    accountId: 'acme-eu',
    state: accountStateOf({ paused: { code: 'amazon-credentials' } }),
  },
];

function accountStateOf(wish: Partial<IntakeState>): IntakeState {
  const at = '2026-03-09T23:58:00Z';
  return { cursors: { FBM: at, FBA: at }, rereads: [], lastSweepAt: '2026-03-09T23:59:30Z', ...wish };
}
