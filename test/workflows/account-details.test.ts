import { describe, expect, it } from '@jest/globals';
import { accountDetails } from '../../workflows/account-details.js';
import type { AccountState } from '../../workflows/account-state.js';

const at = '2026-11-21T11:00:00.000Z';
const nowMs = Date.parse('2026-11-21T12:00:00.000Z');
const state = (changes: Partial<AccountState> = {}): AccountState => ({
  since: '2026-11-01T00:00:00.000Z',
  cursors: { FBM: at, FBA: at },
  nextSweepAt: at,
  nextCallAt: at,
  rereads: [],
  finishedRereads: [],
  sweepPagesInARow: 0,
  reconciledAt: at,
  closedMarketplaces: {},
  waiting: { FBM: 0, FBA: 0 },
  clockSkewMs: 0,
  ordersSeen: 12,
  ordersHandedOver: 12,
  notTaken: [],
  changes: {},
  shipments: { cursor: at, awaitingTrack: [] },
  ...changes,
});

describe("an account on Temporal's own page", () => {
  it('says that it is read, and how far', () => {
    const text = accountDetails(state(), nowMs);
    expect(text).toContain('**Amazon is read.**');
    expect(text).toContain('- **Read up to:** 2026-11-21 11:00 UTC');
    expect(text).not.toContain('Reading once more');
  });

  it('says why it is not, since when, and what to do', () => {
    const text = accountDetails(state({ paused: { code: 'amazon-credentials', since: at } }), nowMs);
    expect(text).toContain('**Amazon: not read since 2026-11-21 11:00 UTC.**');
    expect(text).toContain('**What to do:**');
  });

  it('says what it catches up with and reads once more, and how far it is with both', () => {
    const reread = { why: 'operator', after: '2026-11-10T00:00:00.000Z', before: '2026-11-12T00:00:00.000Z' } as const;
    const counts = { orders: 40, missing: 0, differing: 0 };
    const text = accountDetails(
      state({
        backlog: { since: '2026-11-21T08:00:00.000Z', orders: 900 },
        rereads: [
          { id: 'one', ...reread, ...counts, reachedTo: '2026-11-11T00:00:00.000Z' },
          { id: 'two', ...reread, ...counts },
        ],
      }),
      nowMs,
    );
    expect(text).toContain('- **Catching up:** 2026-11-21 08:00 UTC to 2026-11-21 12:00 UTC: 75 %, 900 orders so far');
    expect(text).toContain(': 50 %, 40 orders so far; 1 more to come');
  });
});
