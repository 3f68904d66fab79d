import { describe, expect, it } from '@jest/globals';
import type { OrderView } from '../../workflows/messages.js';
import { FakeBuyers, httpFixture } from '../http/http-fixture.js';
import { amazonOrderIdOf, orderRow, startOfDayMs } from '../http/order-index/order-row-builder.js';
import { type Look, looks, seriousFaults, type Tab } from './browser.js';
import { browserStage } from './browser-stage.js';
import { blockedView, createdView, sampleBuyers, sampleRows } from './sample-orders.js';

const stage = browserStage();

const path = '/orders/111-0000003-0000000';
async function serve(view: OrderView) {
  const buyers = new FakeBuyers();
  const otto = sampleBuyers.get(amazonOrderIdOf(4));
  buyers.names = {
    names: new Map([...sampleBuyers, ...(otto === undefined ? [] : ([[amazonOrderIdOf(3), otto]] as const))]),
    unanswered: [],
  };
  const served = await httpFixture(sampleRows, { buyers, adminUrlOf: () => 'https://shop.example/admin' });
  served.conversation.viewAnswer = { outcome: 'view', view };
  return { ...served, url: served.base + path };
}
async function open(view: OrderView, look?: Look) {
  const served = await serve(view);
  return { ...served, ...(await stage.open(served.url, look)) };
}
type Served = Pick<Awaited<ReturnType<typeof serve>>, 'conversation' | 'corrections' | 'addressing'>;

type Button = {
  readonly name: string;
  readonly fill: readonly (readonly [label: string, text: string])[];
  readonly kind: string;
  readonly done: string;
  readonly view: OrderView;
  /** What was typed may be read by whoever reads the page: it is there still after a refusal. */
  readonly isKept: boolean;
};
const blocked = blockedView({ cancelOpen: 'buyer' });
const misplaced = blockedView({
  blocker: { code: 'region-unknown', subject: 'US-TX', since: '2026-03-09T08:01:10Z', tries: 1 },
});
const buttons: readonly Button[] = [
  {
    name: 'Try again now',
    fill: [],
    kind: 'retry',
    done: 'The order is tried again now.',
    view: blocked,
    isKept: true,
  },
  {
    name: 'Map SKU on this order',
    fill: [['is this SKU in Commerce', 'MUG-1']],
    kind: 'map-sku',
    done: 'The SKU is mapped on this order',
    view: blocked,
    isKept: true,
  },
  {
    name: 'Correct country and region',
    fill: [
      ['Country, by its two letters', 'US'],
      ['Region, by its code', 'TX'],
    ],
    kind: 'correct-region',
    done: 'The country and region are corrected',
    view: misplaced,
    isKept: true,
  },
  {
    name: 'Correct the address',
    fill: [['Post code', '78701']],
    kind: 'correct-address',
    done: 'The address is corrected in Commerce.',
    view: createdView,
    isKept: false,
  },
  {
    name: 'Tell again of package P-1',
    fill: [],
    kind: 'confirm-again',
    done: 'Amazon is told of the package again.',
    view: createdView,
    isKept: true,
  },
  {
    name: 'Cancel this order',
    fill: [],
    kind: 'cancel',
    done: 'Amazon is asked to cancel',
    view: blocked,
    isKept: true,
  },
  {
    name: "Decline the buyer's wish",
    fill: [['Why the order goes on', 'the buyer has changed their mind']],
    kind: 'decline-cancel',
    done: 'The order goes on.',
    view: blocked,
    isKept: true,
  },
  {
    name: 'Skip this order',
    fill: [['Reason, without names or addresses', 'handled by hand']],
    kind: 'skip',
    done: 'The order is skipped.',
    view: blocked,
    isKept: true,
  },
];

describe.each(buttons)('the button “$name”', ({ name, fill, kind, done, view, isKept }) => {
  const type = async (page: Tab['page']): Promise<void> => {
    for (const [label, text] of fill) await page.getByLabel(label).fill(text);
  };
  const press = async (page: Tab['page']): Promise<void> => {
    await type(page);
    await page.getByRole('button', { name }).click();
  };
  /** An address goes to Commerce, everything else to the order's workflow. */
  const asked = ({ conversation, corrections }: Served): readonly unknown[] =>
    kind === 'correct-address' ? corrections : conversation.acted;
  const letRefuse = ({ conversation, addressing }: Served, because: string): void => {
    conversation.actionAnswer = { outcome: 'refused', because };
    addressing.answer = { outcome: 'refused', because };
  };

  it('pressed twice asks once and is answered on the spot, and says the reason when the order then refuses', async () => {
    const served = await open(view);
    const { page, conversation, troubles } = served;
    await type(page);
    await page.getByRole('button', { name }).dblclick();
    await page.getByText(done).waitFor();
    expect(page.url()).toMatch(/0000003-0000000$/);
    expect(asked(served)).toHaveLength(1);
    if (kind !== 'correct-address') expect(conversation.acted).toMatchObject([{ action: { kind, actor: 'operator' } }]);
    expect(await page.locator('[data-said]').getAttribute('role')).toBe('status');
    letRefuse(served, 'That was done already');
    await press(page);
    await page.getByText('Refused: That was done already').waitFor();
    expect(asked(served)).toHaveLength(2);
    for (const [label, text] of fill) expect(await page.getByLabel(label).inputValue()).toBe(text);
    expect(await troubles()).toEqual([]);
  });

  it('works without script: the page comes back with the answer on it', async () => {
    const served = await serve(view);
    const page = await stage.openWithoutScript(served.url);
    await press(page);
    await page.getByText(done).waitFor();
    expect(page.url()).toContain(`done=${kind}`);
    letRefuse(served, 'Not now');
    await press(page);
    await page.getByText('Refused: Not now').waitFor();
    for (const [label, text] of fill) expect(await page.getByLabel(label).inputValue()).toBe(isKept ? text : '');
  });
});

describe("an order's page", () => {
  it('keeps a half-typed reason while the order moves on', async () => {
    const { page, conversation, held } = await open(blocked);
    await page.getByLabel('Reason, without names').fill('half a reas');
    conversation.viewAnswer = { outcome: 'view', view: blockedView({ note: 'moved on', status: 'AwaitingShipment' }) };
    held.take(sampleRows);
    await page.locator('.chip', { hasText: 'Awaiting shipment' }).waitFor();
    expect(await page.getByLabel('Reason, without names').inputValue()).toBe('half a reas');
  });

  it('shows the buyer once the order is in Commerce, without being loaded again', async () => {
    const { page, conversation, held } = await open(blocked);
    expect(await page.locator('[data-buyer]').count()).toBe(0);
    conversation.viewAnswer = { outcome: 'view', view: createdView };
    held.take([orderRow(3, { commerceOrderNumber: '000000123', changedAtMs: startOfDayMs + 1 })]);
    await page.getByText('Buyer Otto van der Berg').waitFor();
  });

  it('leaves the keyboard with what became of it when the button has gone', async () => {
    const { page, conversation } = await open(blocked);
    await page.getByLabel('Reason, without names').fill('handled by hand');
    conversation.viewAnswer = { outcome: 'view', view: blockedView({ status: 'Skipped' }) };
    await page.getByLabel('Reason, without names').press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('The order is skipped.').waitFor();
    await page.getByRole('button', { name: 'Skip this order' }).waitFor({ state: 'detached' });
    expect(await page.evaluate('document.activeElement.dataset.said')).toBe('');
  });

  it('is used by keyboard alone', async () => {
    const { page, conversation } = await open(blocked);
    const isAt = async () => (await page.evaluate('document.activeElement.dataset.focus ?? ""')) === 'retry';
    for (let steps = 0; steps < 40 && !(await isAt()); steps += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('The order is tried again now.').waitFor();
    expect(conversation.acted).toHaveLength(1);
  });

  it('maps a SKU by keyboard alone', async () => {
    const { page, conversation } = await open(blocked);
    const isAt = async () => (await page.evaluate('document.activeElement.name ?? ""')) === 'to';
    for (let steps = 0; steps < 40 && !(await isAt()); steps += 1) await page.keyboard.press('Tab');
    await page.keyboard.type('MUG-1');
    await page.keyboard.press('Enter');
    await page.getByText('The SKU is mapped on this order').waitFor();
    expect(conversation.acted).toMatchObject([{ action: { kind: 'map-sku', from: 'MUG-BLUE', to: 'MUG-1' } }]);
  });

  it.each(looks)('has no serious fault of accessibility, and nothing sticks out: %j', async (look) => {
    const { page } = await open(blocked, look);
    expect(await seriousFaults(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
  });
});
