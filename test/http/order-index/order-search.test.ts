import { describe, expect, it } from '@jest/globals';
import { cursorOf, parseCursor } from '../../../src/http/order-index/cursor.js';
import type { OrderFilter } from '../../../src/http/order-index/order-filter.js';
import type { OrderRow } from '../../../src/http/order-index/order-row.js';
import { OrderRows } from '../../../src/http/order-index/order-rows.js';
import { countOrders, searchOrders } from '../../../src/http/order-index/order-search.js';
import { defaultSort, parseSort } from '../../../src/http/order-index/order-sort.js';
import { amazonOrderIdOf, hourMs, minuteMs, orderRow, startOfDayMs } from './order-row-builder.js';

const holding = (...rows: readonly OrderRow[]): OrderRows => {
  const held = new OrderRows({ rowsMax: 1000 });
  held.take(rows);
  return held;
};
const isListed = () => true;
const serialsOf = (rows: readonly OrderRow[]): readonly number[] =>
  rows.map(({ amazonOrderId }) => Number(amazonOrderId.slice(4, 11)));
const sortNamed = (name: string) => {
  const sort = parseSort(name);
  if (sort === undefined) throw new Error(`no sort ${name}`);
  return sort;
};

const orders = [
  orderRow(1, { status: 'Pending', amazonStatus: 'Pending' }),
  orderRow(2, { total: ['55.58', 'USD'], commerceOrderNumber: 'US-000000123', shipByMs: startOfDayMs + 9 * hourMs }),
  orderRow(3, { total: ['1200', 'JPY'], fulfilledBy: 'FBA', status: 'Complete' }),
  orderRow(4, { total: ['0.10', 'USD'], account: 'acme-eu', shipByMs: startOfDayMs + 5 * hourMs }),
  orderRow(5, {
    total: ['55.59', 'USD'],
    status: 'Blocked',
    needsAttention: true,
    commerceOrderNumber: 'us-000000999',
  }),
];

describe('a filter', () => {
  it.each<[string, OrderFilter, readonly number[]]>([
    ['nothing', {}, [5, 4, 3, 2, 1]],
    ['the account', { account: 'acme-eu' }, [4]],
    ['one status', { statuses: ['Complete'] }, [3]],
    ['several statuses', { statuses: ['Pending', 'Blocked'] }, [5, 1]],
    ['the channel', { fulfilledBy: 'FBA' }, [3]],
    ['the first moment of purchase, inclusive', { purchasedFromMs: startOfDayMs + 4 * minuteMs }, [5, 4]],
    ['the end of purchases, exclusive', { purchasedBeforeMs: startOfDayMs + 2 * minuteMs }, [1]],
    ['a part of the Amazon number', { number: '0000004-' }, [4]],
    ['a part of the Commerce number, whatever its case', { number: 'Us-0000009' }, [5]],
    ['a number that no order has', { number: "' OR 1=1 --" }, []],
    ['the least total, to the cent', { totalMin: 55.58 }, [5, 3, 2]],
    ['the most total, to the cent', { totalMax: 55.58 }, [4, 2]],
    ['a range of totals', { totalMin: 55.585, totalMax: 100 }, [5]],
    ['needing attention', { needsAttention: true }, [5]],
    ['all at once', { account: 'acme-us', statuses: ['Blocked'], totalMin: 1, number: '999' }, [5]],
  ])('by %s lists those orders alone', (_name, filter, serials) => {
    const found = searchOrders({ rows: holding(...orders), isListed }, { filter, sort: defaultSort, limit: 200 });
    expect(serialsOf(found.rows)).toEqual(serials);
  });
});

describe('a sort', () => {
  it.each<[string, readonly number[]]>([
    ['purchaseDate', [1, 2, 3, 4, 5]],
    ['-purchaseDate', [5, 4, 3, 2, 1]],
    ['shipBy', [4, 2, 1, 3, 5]],
    ['-shipBy', [2, 4, 5, 3, 1]],
    ['total', [4, 2, 5, 3, 1]],
    ['-total', [3, 5, 2, 4, 1]],
    ['status', [2, 4, 5, 3, 1]],
    ['commerceOrderNumber', [2, 5, 1, 3, 4]],
  ])('by %s puts orders without the value last and equal ones by id', (name, serials) => {
    const found = searchOrders(
      { rows: holding(...orders), isListed },
      { filter: {}, sort: sortNamed(name), limit: 200 },
    );
    expect(serialsOf(found.rows)).toEqual(serials);
  });

  it('stays right while rows come, change and go', () => {
    const rows = holding(...orders);
    rows.sortedBy(sortNamed('total'));
    rows.take([orderRow(2, { total: ['9999', 'USD'] }), orderRow(6, { total: ['1.00', 'USD'] })]);
    const found = searchOrders({ rows, isListed }, { filter: {}, sort: sortNamed('total'), limit: 200 });
    expect(serialsOf(found.rows)).toEqual([4, 6, 5, 3, 2, 1]);
  });

  it('does not know other names', () => {
    expect(parseSort('buyer')).toBeUndefined();
    expect(parseSort('--total')).toBeUndefined();
  });
});

describe('paging', () => {
  const walk = (rows: OrderRows, sortName: string, between: (page: number) => void): readonly number[] => {
    const sort = sortNamed(sortName);
    const serials: number[] = [];
    let after: ReturnType<typeof parseCursor>;
    for (let page = 0; page < 20; page += 1) {
      const found = searchOrders({ rows, isListed }, { filter: {}, sort, limit: 2, ...(after && { after }) });
      serials.push(...serialsOf(found.rows));
      if (found.next === undefined) return serials;
      after = parseCursor(cursorOf(found.next, sort), sort);
      between(page);
    }
    throw new Error('paging does not end');
  };

  it.each(['purchaseDate', '-purchaseDate', 'shipBy', '-shipBy', 'total', 'status'])(
    'by %s shows every order once',
    (sortName) => {
      expect([...walk(holding(...orders), sortName, () => undefined)].sort()).toEqual([1, 2, 3, 4, 5]);
    },
  );

  it('repeats and skips nothing when newer orders arrive between the pages', () => {
    const rows = holding(...orders);
    const serials = walk(rows, '-purchaseDate', (page) => rows.take([orderRow(100 + page)]));
    expect(serials).toEqual([5, 4, 3, 2, 1]);
  });

  it('goes on behind an order that has left the list meanwhile', () => {
    const rows = holding(
      ...orders.map((row) => ({ ...row, closedAtMs: row.amazonOrderId.includes('0000004') ? 1 : 9 })),
    );
    expect(walk(rows, '-purchaseDate', () => rows.dropClosedBefore(5))).toEqual([5, 4, 3, 2, 1]);
  });

  it('has no next page when the limit is exactly reached', () => {
    const found = searchOrders({ rows: holding(...orders), isListed }, { filter: {}, sort: defaultSort, limit: 5 });
    expect(found.next).toBeUndefined();
  });

  it.each([
    ['of another sort', cursorOf({ value: 1, workflowId: 'x' }, sortNamed('total'))],
    ['that is no JSON', Buffer.from('{{').toString('base64url')],
    ['that is empty', ''],
    ['of another shape', Buffer.from('["-purchaseDate",{},1]').toString('base64url')],
  ])('refuses a cursor %s', (_name, raw) => {
    expect(parseCursor(raw, defaultSort)).toBeUndefined();
  });
});

describe('counting', () => {
  it('counts by status under every filter but the status itself', () => {
    const counts = countOrders({ rows: holding(...orders), isListed }, { account: 'acme-us', statuses: ['Blocked'] });
    expect(Object.fromEntries(counts.byStatus)).toEqual({ Pending: 1, AwaitingShipment: 1, Complete: 1, Blocked: 1 });
    expect(counts).toMatchObject({ needsAttention: 1, matching: 1 });
  });

  it('neither counts nor lists what is not to be listed', () => {
    const rows = holding(...orders);
    const only4 = (row: OrderRow): boolean => row.amazonOrderId === amazonOrderIdOf(4);
    expect(
      serialsOf(searchOrders({ rows, isListed: only4 }, { filter: {}, sort: defaultSort, limit: 9 }).rows),
    ).toEqual([4]);
    expect(countOrders({ rows, isListed: only4 }, {}).byStatus.size).toBe(1);
  });
});
