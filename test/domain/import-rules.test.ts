import { describe, expect, it } from '@jest/globals';
import { fulfilments } from '../../src/domain/amazon-order.js';
import { amazonStatuses } from '../../src/domain/amazon-status.js';
import { decideImport, type ImportRules, type ImportSubject } from '../../src/domain/import-rules.js';

const rules: ImportRules = { import: true, since: '2026-01-01T00:00:00Z', amazonFulfilled: 'import' };
const subject: ImportSubject = { status: 'Unshipped', fulfilledBy: 'FBM', purchasedAt: '2026-02-01T00:00:00Z' };

const off = 'view-only: import-off';
const over = 'ignore: over-before-it-began';
const notYet = 'ignore: amazon-has-not-shipped';
const unknown = 'ignore: status-unrecognised';

/** status, FBM, FBM with import off, FBA, FBA with import off, FBA ignored by the settings */
const matrix = [
  ['PendingAvailability', 'start-pending: awaits-payment', off, notYet, notYet, notYet],
  ['Pending', 'start-pending: awaits-payment', off, notYet, notYet, notYet],
  ['Unshipped', 'start-verified: payment-verified', off, notYet, notYet, notYet],
  ['PartiallyShipped', 'start-verified: payment-verified', off, notYet, notYet, notYet],
  [
    'Shipped',
    'start-verified: payment-verified',
    off,
    'start-shipped: shipped-by-amazon',
    off,
    'view-only: amazon-fulfilled-ignored',
  ],
  ['Canceled', over, over, over, over, over],
  ['Unfulfillable', over, over, over, over, over],
  ['Unrecognised', 'start-pending: status-unrecognised', off, unknown, unknown, unknown],
] as const;

const said = (asked: Partial<ImportSubject & ImportRules>): string => {
  const { decision, because } = decideImport({ ...subject, ...rules, ...asked });
  return `${decision}: ${because}`;
};

describe('an order that is seen at Amazon', () => {
  it.each(matrix)('as %s becomes what the creation matrix says', (status, fbm, fbmOff, fba, fbaOff, fbaIgnored) => {
    expect({
      fbm: said({ status }),
      fbmOff: said({ status, import: false }),
      fba: said({ status, fulfilledBy: 'FBA' }),
      fbaOff: said({ status, fulfilledBy: 'FBA', import: false }),
      fbaIgnored: said({ status, fulfilledBy: 'FBA', amazonFulfilled: 'ignore' }),
    }).toEqual({ fbm, fbmOff, fba, fbaOff, fbaIgnored });
  });

  it('is decided on in every status that there is', () => {
    expect(matrix.map(([status]) => status).sort()).toEqual([...amazonStatuses].sort());
  });

  it.each(amazonStatuses.flatMap((status) => fulfilments.map((fulfilledBy) => [status, fulfilledBy] as const)))(
    'as %s %s, bought before the account was connected, is never imported',
    (status, fulfilledBy) => {
      expect(said({ status, fulfilledBy, purchasedAt: '2025-12-31T23:59:59Z' })).toBe('ignore: before-since');
    },
  );

  it.each([['2026-01-01T00:00:00Z'], ['2026-01-01T00:00:00.000Z'], ['2026-01-01T01:00:00+01:00']])(
    'bought in the very moment %s is imported',
    (purchasedAt) => {
      expect(said({ purchasedAt })).toBe('start-verified: payment-verified');
    },
  );

  it('merchant-fulfilled orders are imported whatever the setting for those of Amazon', () => {
    expect(said({ amazonFulfilled: 'ignore' })).toBe('start-verified: payment-verified');
  });

  it('in a shape that nobody knows starts, since not even its date can be trusted', () => {
    const unreadable = {
      status: 'Unrecognised',
      purchasedAt: '1970-01-01T00:00:00Z',
      unreadableAt: 'orders[0]',
    } as const;
    expect(said(unreadable)).toBe('start-pending: unreadable');
    expect(said({ ...unreadable, import: false })).toBe('view-only: import-off');
  });
});
