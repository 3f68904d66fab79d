import { afterEach, describe, expect, it } from '@jest/globals';
import type { OrderView } from '../../../workflows/messages.js';
import { lineOf, viewedPackage, viewOf } from '../../shipping/shipping-fixture.js';
import { closeServers, httpFixture } from '../http-fixture.js';
import { hourMs, orderRow, startOfDayMs } from '../order-index/order-row-builder.js';

afterEach(closeServers);
const textOf = async (response: Promise<Response>): Promise<string> => (await response).text();
const idsIn = (page: string): readonly string[] =>
  [...page.matchAll(/href="\/orders\/(\S+?)"/g)].map(([, id]) => id ?? '');

const pending = orderRow(1, { status: 'Pending', amazonStatus: 'Pending' });
const waiting = orderRow(2, {
  total: ['12.50', 'USD'],
  commerceOrderNumber: '000000123',
  shipByMs: startOfDayMs - hourMs,
});
const blocked = orderRow(3, {
  status: 'Blocked',
  needsAttention: true,
  blockedBy: 'out-of-stock',
  note: 'MUG is gone',
  account: 'acme-eu',
});

describe('the Orders page', () => {
  it('lists orders with their numbers, dates, total, channel, status and blocker', async () => {
    const { page } = await httpFixture([pending, waiting, blocked]);
    const text = await textOf(page('/'));
    for (const words of [
      'Purchase date',
      'Ship by',
      'Deliver by',
      'Amazon number',
      'Commerce number',
      'Channel',
      'Total',
      'Status',
      'Blocked by',
    ]) {
      expect(text).toContain(words);
    }
    for (const words of ['12.50 USD', '000000123', 'FBM', 'Out of stock', 'MUG is gone', 'class="late"'])
      expect(text).toContain(words);
    expect(idsIn(text)).toEqual(['111-0000003-0000000', '111-0000002-0000000']);
  });

  it('hides Pending unless asked, and says that it does', async () => {
    const { page } = await httpFixture([pending, waiting]);
    expect(await textOf(page('/'))).toContain('1 pending hidden');
    expect(idsIn(await textOf(page('/?pending=show')))).toHaveLength(2);
    expect(idsIn(await textOf(page('/?status=Pending')))).toEqual(['111-0000001-0000000']);
  });

  it('counts by status, each count a link that filters', async () => {
    const { page } = await httpFixture([pending, waiting, blocked]);
    const text = await textOf(page('/?fulfilledBy=FBM'));
    expect(text).toContain('href="/?fulfilledBy=FBM&amp;status=Blocked"><b>1</b><span>Blocked</span>');
    expect(text).toContain('<b>2</b><span>All</span>');
    expect(idsIn(await textOf(page('/?attention=yes&pending=show')))).toEqual(['111-0000003-0000000']);
  });

  it.each([
    ['q=000000123', ['111-0000002-0000000']],
    ['account=acme-eu', ['111-0000003-0000000']],
    ['totalMin=12.50&totalMax=12.50', ['111-0000002-0000000']],
    ['sort=purchaseDate', ['111-0000002-0000000', '111-0000003-0000000']],
  ])('shows what its address asks for: %s', async (query, ids) => {
    const { page } = await httpFixture([pending, waiting, blocked]);
    expect(idsIn(await textOf(page(`/?${query}`)))).toEqual(ids);
  });

  it('pages by links that can be kept', async () => {
    const { page } = await httpFixture([1, 2, 3].map((serial) => orderRow(serial)));
    const first = await textOf(page('/?limit=2'));
    const next = /href="(\/\?limit=2&amp;cursor=[^"]+)"/.exec(first)?.[1]?.replaceAll('&amp;', '&');
    expect(next).toBeDefined();
    const second = await textOf(page(next ?? ''));
    expect(idsIn(second)).toEqual(['111-0000001-0000000']);
    expect(second).toContain('First page');
  });

  it.each([
    ['there is none', '/', 'No orders yet'],
    ['none matches', '/?q=123', 'No order matches'],
    ['an old order is looked for', '/?q=111-0000009-0000000', 'href="/orders/111-0000009-0000000">Look for order'],
  ])('says why it is empty when %s', async (_name, path, words) => {
    const { page } = await httpFixture();
    expect(await textOf(page(path))).toContain(words);
  });

  it('leads to no old order when the one that is looked for is only hidden', async () => {
    const { page } = await httpFixture([pending]);
    const text = await textOf(page('/?q=111-0000001-0000000'));
    expect(text).toContain('Show 1 pending order');
    expect(text).not.toContain('Look for order');
  });

  it('says that it is loading, and how fresh it is', async () => {
    const { page, state } = await httpFixture();
    state.health = { phase: 'loading-open', orderCount: 0, isTruncated: false, unreadableCount: 0 };
    expect(await textOf(page('/'))).toContain('Orders are being loaded');
    state.health = { ...state.health, phase: 'loading-closed', refreshedAtMs: startOfDayMs };
    expect(await textOf(page('/'))).toContain('finished ones are still loading');
    state.health = { ...state.health, phase: 'complete' };
    expect(await textOf(page('/'))).toContain(
      'Live, as of <span data-as-of><time datetime="2026-03-10T00:00:00.000Z">00:00:00 UTC</time></span>',
    );
    state.health = { ...state.health, failingSinceMs: startOfDayMs + 1000 };
    state.nowMs += hourMs;
    expect(await textOf(page('/'))).toMatch(
      /fresh stale.*Temporal has not answered since .*00:00:01 UTC.*the list is as of/,
    );
  });

  it('says of an order whose workflow was killed that nobody acts on it', async () => {
    const { page } = await httpFixture([orderRow(1, { abnormalEnd: 'terminated', needsAttention: true })]);
    expect(await textOf(page('/'))).toContain('nobody acts on it any more');
  });

  it('names a wrong field of its address to the person who reads', async () => {
    const { page } = await httpFixture();
    const response = await page('/?colour=red');
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('<strong>colour</strong> is not known here');
  });
});

describe("an order's page", () => {
  const path = '/orders/111-0000001-0000000';

  it('tells facts, items, packages, the blocker with its remedy, and the timeline in sentences', async () => {
    const { page, conversation } = await httpFixture([orderRow(1)]);
    conversation.viewAnswer = {
      outcome: 'view',
      view: viewOf({
        status: 'Blocked',
        blocker: { code: 'sku-unknown', subject: 'MUG', since: '2026-03-10T01:00:00Z', tries: 2 },
        packages: [viewedPackage({ id: 'P-1', trackingNumber: '1Z999', lines: { 'item-1': 2 } })],
        timeline: [{ at: '2026-03-10T01:00:00Z', what: 'blocked', detail: 'sku-unknown MUG', actor: 'waybill' }],
      }),
    };
    const text = await textOf(page(path));
    for (const words of [
      'SKU MUG is not in the Commerce catalogue',
      'Create the product in Commerce',
      'Blocked: SKU MUG is not in the Commerce catalogue',
      '<span class="day">2026-03-10</span> <span class="hour">01:00:00</span>',
      '1Z999',
      'http://temporal.example/amazon-order%3ASELLER1%3A111-0000001-0000000',
      'Try again now',
      'Map SKU on this order',
      'Skip this order',
    ]) {
      expect(text).toContain(words);
    }
  });

  it('shows the row of the list when no worker answers, and says so', async () => {
    const { page, conversation } = await httpFixture([orderRow(1, { blockedBy: 'out-of-stock', note: 'MUG is gone' })]);
    conversation.viewAnswer = { outcome: 'no-answer' };
    const text = await textOf(page(path));
    for (const words of ['No worker answers', 'Out of stock', 'MUG is gone', 'acme-us']) expect(text).toContain(words);
    expect(text).not.toContain('Try again now');
  });

  it('says what it knows without a worker: a note, and that nobody acts on it any more', async () => {
    const row = orderRow(1, { abnormalEnd: 'terminated', note: 'The buyer asks to cancel', needsAttention: true });
    const { page, conversation } = await httpFixture([row]);
    conversation.viewAnswer = { outcome: 'no-answer' };
    const text = await textOf(page(path));
    for (const words of ['was terminated: nobody acts on it', 'The buyer asks to cancel'])
      expect(text).toContain(words);
  });

  it('says what happens next, and whether the ship-by time is near by the lead of its account', async () => {
    const { page, conversation } = await httpFixture([orderRow(1)], { leadMsOf: () => 10 * hourMs });
    const shown = async (view: Partial<OrderView>) => {
      conversation.viewAnswer = { outcome: 'view', view: viewOf({ shipBy: '2026-03-10T09:00:00Z', ...view }) };
      return textOf(page(path));
    };
    const waiting = await shown({});
    expect(waiting).toContain('waits for its first package');
    expect(waiting).toContain('>at risk<');
    expect(await shown({ amazonStatus: 'Shipped' })).not.toContain('>at risk<');
  });

  it('shows every tracking number of a package, and lives with half a character in one', async () => {
    const { page, conversation } = await httpFixture([orderRow(1)]);
    const parcel = viewedPackage({ id: 'P-1', trackingNumber: '1Z999\ud800', lines: { 'item-1': 2 } });
    conversation.viewAnswer = {
      outcome: 'view',
      view: viewOf({ packages: [{ ...parcel, furtherTrackingNumbers: ['1Z777', '1Z888'] }] }),
    };
    const text = await textOf(page(path));
    expect(text).toContain('tracknum=1Z999%EF%BF%BD');
    for (const number of ['1Z777', '1Z888']) expect(text).toContain(`tracknum=${number}"`);
  });

  it('offers to map the SKU that Amazon has, also when the settings gave it another name in Commerce', async () => {
    const { page, conversation } = await httpFixture([orderRow(1)]);
    conversation.viewAnswer = {
      outcome: 'view',
      view: viewOf({
        blocker: { code: 'sku-unknown', subject: 'PEN-B', amazonSku: 'PEN', since: '2026-03-10T01:00:00Z', tries: 2 },
      }),
    };
    expect(await textOf(page(path))).toContain('<option value="PEN" selected>');
  });

  it('says where its timeline has a gap, since it keeps 200 entries', async () => {
    const { page, conversation } = await httpFixture([orderRow(1)]);
    const entries = (count: number): OrderView['timeline'] =>
      Array.from({ length: count }, () => ({ at: '2026-03-10T01:00:00Z', what: 'operator-retried', actor: 'ops' }));
    conversation.viewAnswer = { outcome: 'view', view: viewOf({ timeline: entries(199) }) };
    expect(await textOf(page(path))).not.toContain('made room');
    conversation.viewAnswer = { outcome: 'view', view: viewOf({ timeline: entries(200) }) };
    expect(await textOf(page(path))).toContain('made room');
  });

  it('is a page that says so when there is no such order, and a problem document for a programme', async () => {
    const { page, get } = await httpFixture();
    const response = await page(path);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('There is no such order');
    expect(await (await get(path)).json()).toMatchObject({ status: 404, type: 'urn:waybill:problem:unknown-order' });
  });

  it('puts no words of an address into our mouth', async () => {
    const { page } = await httpFixture([orderRow(1)]);
    expect((await page(`${path}?done=paid`)).status).toBe(400);
    expect((await page(`${path}?said=hello`)).status).toBe(400);
  });
});

describe('hostile text', () => {
  const script = '<script>alert(1)</script>';
  const texts = [
    script,
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    '\u202egnp.exe',
    '<'.repeat(10_000),
    '`x`',
  ];

  it.each(texts)('%.30j is shown as text, in the list and on the order', async (text) => {
    const { page, conversation } = await httpFixture([orderRow(1, { note: text, blockedBy: text })]);
    conversation.viewAnswer = {
      outcome: 'view',
      view: viewOf({
        note: text,
        lines: [lineOf('item-1', text.slice(0, 255), 1)],
        packages: [{ ...viewedPackage({ id: 'P-1', trackingNumber: text, lines: {} }), carrier: text, service: text }],
        timeline: [{ at: '2026-03-10T01:00:00Z', what: 'operator-skipped', detail: text, actor: text }],
      }),
    };
    for (const path of ['/', '/orders/111-0000001-0000000']) {
      const shown = await textOf(page(path));
      expect(shown).not.toContain('<script>alert');
      expect(shown).not.toContain('<svg');
      expect(shown).not.toContain("' onmouseover");
      expect(shown).not.toContain('\u202e');
      expect(shown.length).toBeLessThan(60_000);
    }
  });

  it.each(texts.slice(0, 4))('%.30j in an address is shown as text', async (text) => {
    const { page } = await httpFixture([orderRow(1)]);
    const raw = encodeURIComponent(text);
    for (const path of [`/?q=${raw}`, `/?${raw}=1`, `/?sort=${raw}`, `/${raw}`, `/orders/${raw}`]) {
      const shown = await textOf(page(path));
      expect(shown).not.toContain('<script>alert');
      expect(shown).not.toContain('<svg');
      expect(shown).not.toContain("' onmouseover");
    }
  });

  it('could not run if it got through: nothing inline is allowed, and nothing inline is used', async () => {
    const { page } = await httpFixture([orderRow(1)]);
    for (const path of ['/', '/orders/111-0000001-0000000', '/nothing']) {
      const response = await page(path);
      const policy = response.headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toContain('unsafe');
      const text = await response.text();
      expect(text).not.toMatch(/<script(?![^>]*\ssrc=)/);
      expect(text).not.toMatch(/<style|\sstyle=|\son[a-z]+=/);
    }
  });
});
