import { describe, expect, it } from '@jest/globals';
import type { CommerceBuyers } from '../../src/commerce/port.js';
import { buyerNameOf } from '../../src/domain/buyer-name.js';
import { createBuyers } from '../../src/http/buyers/buyers.js';
import { amazonOrderIdOf, orderRow } from './order-index/order-row-builder.js';

const jane = buyerNameOf('Jane', 'Doe');
if (jane === undefined) throw new Error('no name');
const shop = (wish: Partial<CommerceBuyers> = {}): CommerceBuyers => ({
  namesOf: async () => new Map([[amazonOrderIdOf(1), jane]]),
  ordersOf: async () => ({ amazonOrderIds: [amazonOrderIdOf(1)], isCut: false }),
  ...wish,
});
const rows = [
  orderRow(1, { commerceOrderNumber: '000000001' }),
  orderRow(2, { commerceOrderNumber: '000000002' }),
  orderRow(3, { commerceOrderNumber: '000000003', account: 'acme-eu' }),
];
const away = async (): Promise<never> => {
  throw new Error('down');
};

describe("buyers' names", () => {
  it('are those of the orders asked for, by the Amazon id that Commerce has on them', async () => {
    const { names, unanswered } = await createBuyers(() => shop()).namesOf(rows);
    expect([...names]).toEqual([[amazonOrderIdOf(1), 'Jane Doe']]);
    expect(unanswered).toEqual([]);
  });

  it('of one shop that does not answer keep none of another back', async () => {
    const buyers = createBuyers((account) => shop(account === 'acme-eu' ? { namesOf: away, ordersOf: away } : {}));
    expect(await buyers.namesOf(rows)).toMatchObject({ unanswered: ['acme-eu'] });
    const found = await buyers.ordersOf({ accounts: ['acme-us', 'acme-eu'], name: 'Jane' });
    expect(found).toEqual({ amazonOrderIds: new Set([amazonOrderIdOf(1)]), unanswered: ['acme-eu'], isCut: false });
  });

  it('are asked of a shop by six pages at once, the next ones wait, and a line without end is refused', async () => {
    let release: () => void = () => undefined;
    const open = new Promise<void>((resolve) => {
      release = resolve;
    });
    let atOnce = 0;
    let atOnceMost = 0;
    const slow = shop({
      namesOf: async () => {
        atOnce += 1;
        atOnceMost = Math.max(atOnceMost, atOnce);
        await open;
        atOnce -= 1;
        return new Map();
      },
    });
    const buyers = createBuyers(() => slow);
    const asked = Promise.all(Array.from({ length: 70 }, () => buyers.namesOf(rows.slice(0, 1))));
    release();
    const answers = await asked;
    expect(atOnceMost).toBe(6);
    expect(answers.filter(({ unanswered }) => unanswered.length > 0)).toHaveLength(34);
    expect((await buyers.namesOf(rows.slice(0, 1))).unanswered).toEqual([]);
  });

  it('of many shops on one page are asked of each of them', async () => {
    const accounts = Array.from({ length: 12 }, (_, serial) => `acme-${serial}`);
    const ofEach = accounts.map((account, serial) =>
      orderRow(serial + 1, { account, commerceOrderNumber: '000000001' }),
    );
    const buyers = createBuyers(() => shop());
    expect((await buyers.namesOf(ofEach)).unanswered).toEqual([]);
    expect((await buyers.ordersOf({ accounts, name: 'Jane' })).unanswered).toEqual([]);
  });

  it('are asked again of a shop that failed: its place is free', async () => {
    const buyers = createBuyers(() => shop({ namesOf: away }));
    for (let time = 0; time < 8; time += 1) await buyers.namesOf(rows.slice(0, 1));
    expect((await buyers.ordersOf({ accounts: ['acme-us'], name: 'Jane' })).unanswered).toEqual([]);
  });
});
