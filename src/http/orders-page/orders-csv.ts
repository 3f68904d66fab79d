import { decimalOf } from '../../domain/money.js';
import type { OrderRow } from '../order-index/order-row.js';

type Column = readonly [head: string, cell: (row: OrderRow) => string | undefined];

const columns: readonly Column[] = [
  ['Purchase date', (row) => instant(row.purchasedAtMs)],
  ['Ship by', (row) => instant(row.shipByMs)],
  ['Deliver by', (row) => instant(row.deliverByMs)],
  ['Amazon number', (row) => row.amazonOrderId],
  ['Commerce number', (row) => row.commerceOrderNumber],
  ['Account', (row) => row.account],
  ['Marketplace', (row) => row.marketplace],
  ['Channel', (row) => row.fulfilledBy],
  ['Total', (row) => row.total && decimalOf(row.total)],
  ['Currency', (row) => row.total?.currency],
  ['Status', (row) => row.status],
  ['At Amazon', (row) => row.amazonStatus],
  ['Needs attention', (row) => (row.needsAttention ? 'yes' : 'no')],
  ['Blocked by', (row) => row.blockedBy],
  ['Note', (row) => row.note],
];

/** Marks the bytes as UTF-8: without it spreadsheets read accents as something else. */
const byteOrderMark = '\ufeff';

/** Buyers are not in it: what is stored in files is out of anybody's hands. */
export const csvHead = (): string => byteOrderMark + lineOf(columns.map(([head]) => head));
export const csvLine = (row: OrderRow): string => lineOf(columns.map(([, cell]) => cell(row) ?? ''));

const lineOf = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`;

/**
 * A spreadsheet takes a cell that begins like this for a formula and runs it; behind an apostrophe it is text. Where a
 * decimal comma is usual, spreadsheets part cells at other signs than commas and heed no quotes in the middle of them.
 */
const formula = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]|(?<=[;\t\r\n|]\s*)[=+\-@\uff1d\uff0b\uff0d\uff20]/g;

export function csvCell(text: string): string {
  const harmless = text.replaceAll(formula, "'$&");
  return /[",\r\n\t;]/.test(harmless) || harmless !== text ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

const instant = (atMs: number | undefined): string | undefined =>
  atMs === undefined ? undefined : new Date(atMs).toISOString();
