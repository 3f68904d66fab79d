import { describe, expect, it } from '@jest/globals';
import type { TimelineEntry } from '../../src/domain/timeline.js';
import { lateDetails } from '../../workflows/late-details.js';
import { orderDetails } from '../../workflows/order-details.js';
import { viewOf } from '../shipping/shipping-fixture.js';
import { commerceOrder, newOrderRef } from '../support/order-inputs.js';

const at = '2026-11-01T10:05:00.000Z';
const timeline: readonly TimelineEntry[] = [
  { at, what: 'started', detail: 'Unshipped', actor: 'amazon' },
  { at, what: 'operator-retried', actor: 'ops' },
];
const blocker = {
  code: 'sku-unknown',
  subject: 'MUG|BLUE',
  since: at,
  tries: 4,
  nextTryAt: '2026-11-01T11:00:00.000Z',
} as const;

describe("an order on Temporal's own page", () => {
  it('says first how it stands, then what holds it up and what to do, the facts, and what happened', () => {
    const text = orderDetails(viewOf({ status: 'Blocked', blocker, timeline, shipBy: '2026-11-03T08:00:00.000Z' }));
    const [first, second, facts, steps] = text.split('\n\n');
    expect(first).toBe('**Blocked.** The order is tried again until the cause is gone.');
    expect(second).toContain('**Blocked since 2026-11-01 10:05 UTC:** ');
    expect(second).toContain('**What to do:** ');
    expect(second).toContain('Tried 4 times; again at 2026-11-01 11:00 UTC');
    expect(facts).toContain('- **Ship by:** 2026-11-03 08:00 UTC');
    expect(steps).toBe('**What happened**');
    expect(text).toContain('- 2026-11-01 10:05 UTC Amazon reported the order as Unshipped (amazon)');
    expect(text).toContain('Asked to try again now (ops)');
  });

  it('is read as it was written, whatever is in a SKU or a note', () => {
    const hostile = '[x](https://evil.example)|<b>';
    const views = [
      viewOf({ blocker: { ...blocker, subject: hostile }, timeline }),
      viewOf({ note: hostile, timeline }),
    ];
    for (const text of views.map(orderDetails)) {
      expect(text).toContain(String.raw`\[x\](https://evil.example)\|\<b>`);
      expect(text).not.toContain(hostile);
    }
  });

  it('shows the latest steps only, and says how many came before', () => {
    const many = Array.from({ length: 40 }, (_, minute) => ({
      at: `2026-11-01T10:${String(minute).padStart(2, '0')}:00.000Z`,
      what: 'operator-retried' as const,
      actor: 'ops',
    }));
    const text = orderDetails(viewOf({ timeline: many }));
    expect(text).toContain('- … 28 earlier steps');
    expect(text.match(/^- 2026/gm)).toHaveLength(12);
  });
});

it("what came after an order's end is told there too, with what blocks it", () => {
  const ended = {
    order: newOrderRef(),
    status: 'Complete' as const,
    amazonStatus: 'Shipped' as const,
    fulfilledBy: 'FBM' as const,
    purchasedAt: at,
    lines: [],
    packages: [],
    commerceOrder: commerceOrder('000000042'),
  };
  const state = { factIds: [], packages: [], refunds: [], blockers: { 'refund r': blocker }, timeline };
  const text = lateDetails(ended, state);
  expect(text).toContain(`order ${ended.order.amazonOrderId} had ended** (Complete, Commerce order 000000042)`);
  expect(text).toContain('**Blocked since');
  expect(text).toContain('**What happened**');
});
