import { describe, expect, it } from '@jest/globals';
import { isNewsOf, type OrderRow } from '../../../src/http/order-index/order-row.js';
import { orderRow } from './order-row-builder.js';

const open = orderRow(1, { startedAtMs: 100, changedAtMs: 200 });
const changed = orderRow(1, { startedAtMs: 100, changedAtMs: 300 });
const closed = orderRow(1, { startedAtMs: 100, changedAtMs: 200, closedAtMs: 400 });
const laterRun = orderRow(1, { startedAtMs: 500, changedAtMs: 500 });

describe('a row of an order that is held already', () => {
  it.each<[string, OrderRow, OrderRow, boolean]>([
    ['a later change replaces an earlier one', changed, open, true],
    ['an earlier change is no news', open, changed, false],
    ['the same again is harmless', open, open, true],
    ['the end replaces the latest change', closed, changed, true],
    ['nothing of the same run replaces the end', changed, closed, false],
    ['the end read again is harmless', closed, closed, true],
    ['a later run replaces the end of the one before', laterRun, closed, true],
    ['the end of an earlier run is no news', closed, laterRun, false],
  ])('%s', (_name, row, held, isNews) => {
    expect(isNewsOf(row, held)).toBe(isNews);
  });
});
