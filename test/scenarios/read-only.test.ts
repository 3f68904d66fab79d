import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { expectDoneOnce } from '../support/books.js';
import { type RunningProduct, startProduct } from '../support/running-product.js';
import { parcelOf } from '../support/shipping-system.js';
import { newAmazonOrderId } from '../support/simulated-amazon.js';
import { until } from '../support/until.js';

const account = { id: 'acme-us' };

let product: RunningProduct;
beforeAll(async () => {
  product = await startProduct({ accounts: [account] });
});
afterAll(() => product?.stop());

async function switchTo(body: object) {
  const response = await fetch(`${product.url}/api/accounts/acme-us/read-only`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: JSON.parse(await response.text()) };
}

const buy = (id: string) => product.amazon(account).buy({ amazonOrderId: id });
const ship = (id: string) => product.deliver({ account: account.id, amazonOrderId: id, package: parcelOf(id) });
/** What the Accounts page says, which keeps what it knows for a while. */
async function heldOnPage(): Promise<unknown> {
  const { accounts } = JSON.parse(await (await fetch(`${product.url}/api/accounts`)).text());
  return accounts[0].changes.held;
}
const changes = async () => (await product.commerce.ledger()).filter(({ method }) => method !== 'GET').length;

describe('an account that is switched to read-only', () => {
  it('changes nothing at Amazon or in Commerce, shows what waits, and sends it when that is lifted', async () => {
    const [begun, fresh] = [newAmazonOrderId(), newAmazonOrderId()];
    await buy(begun);
    await product.untilStatus(begun, 'AwaitingShipment');

    expect(await switchTo({ isReadOnly: true })).toMatchObject({ status: 409 });
    expect(await switchTo({ isReadOnly: true, reason: 'stocktaking', actor: 'operations' })).toMatchObject({
      status: 200,
      body: { isReadOnly: true },
    });
    const changesBefore = await changes();
    await buy(fresh);
    await ship(begun);
    const held = { status: 'Blocked', blockedBy: 'account-read-only' };
    expect(await product.untilStatus(fresh, 'Blocked')).toMatchObject({
      ...held,
      blocker: { sentence: expect.stringContaining('read-only'), remedy: expect.stringContaining('Lift it') },
    });
    expect(await product.untilStatus(begun, 'Blocked')).toMatchObject(held);
    const shown = await until(
      async () => JSON.parse(await (await fetch(`${product.url}/api/accounts/acme-us`)).text()),
      ({ blockedOrders }) => blockedOrders === 2, // lists lag
    );
    expect(shown).toMatchObject({
      isReadOnly: true,
      readOnly: { actor: 'operations', reason: 'stocktaking' },
    });
    expect(await changes()).toBe(changesBefore);
    expect((await product.amazon(account).ledger('confirmShipment')).length).toBe(0);

    expect(await heldOnPage()).toBe('read-only');
    expect(await switchTo({ isReadOnly: false })).toMatchObject({ status: 200, body: { isReadOnly: false } });
    expect(await heldOnPage()).toBeNull();
    await product.untilStatus(begun, 'Complete');
    await product.untilStatus(fresh, 'AwaitingShipment');
    await ship(fresh);
    await product.untilStatus(fresh, 'Complete');
    for (const id of [begun, fresh]) {
      await expectDoneOnce(product, id, [{ trackingNumber: `1Z${id}`, pieces: { 'MUG-BLUE': 1 } }]);
    }
  });
});
