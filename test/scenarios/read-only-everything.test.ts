import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { expectDoneOnce } from '../support/books.js';
import { type RunningProduct, startProduct } from '../support/running-product.js';
import { parcelOf } from '../support/shipping-system.js';
import { mug } from '../support/simulated-amazon.js';
import { until } from '../support/until.js';

const account = {
  id: 'acme-us',
  amazon: { cancelFeedSeconds: 1 },
  orders: { refunds: 'creditmemo', refundSweepSeconds: 2 },
};
const testMaxMs = 180_000;
const dayMs = 24 * 3_600_000;

let product: RunningProduct;
beforeAll(async () => {
  product = await startProduct({ accounts: [account] });
});
afterAll(() => product?.stop());

async function post(path: string, body: object) {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${product.url}/api${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: response.status, body: JSON.parse(await response.text()) };
}

const numberOf = (id: string): string => `1Z${id}`;
const ship = (id: string, trackingNumber = numberOf(id)) =>
  product.deliver({
    account: account.id,
    amazonOrderId: id,
    package: parcelOf(id, { trackingNumber }),
  });

async function begun(shipInDays: number): Promise<string> {
  const id = await product.amazon().buy({ shipBy: new Date(Date.now() + shipInDays * dayMs).toISOString() });
  await product.untilStatus(id, 'AwaitingShipment');
  return id;
}

const isNoted = (id: string, ...whats: readonly string[]) =>
  product.until(id, ({ timeline }) => whats.every((each) => timeline.some(({ what }) => what === each)));

/** Whatever is no question, tokens and the documents of feeds included. */
const changesMade = async () => ({
  commerce: (await product.commerce.ledger()).filter(({ method }) => method !== 'GET').length,
  amazon: (await product.amazon().ledger()).filter(({ method, operation }) => method !== 'GET' && operation !== 'token')
    .length,
});

/** When it was told that it may go on: Temporal's own clock, one for all. */
async function wokenAtMs(id: string): Promise<number> {
  const { events } = await product.client.workflow.getHandle(`amazon-order:AACMEUS:${id}`).fetchHistory();
  const signal = events?.findLast(
    (event) => event.workflowExecutionSignaledEventAttributes?.signalName === 'causeGone',
  );
  return Number(signal?.eventTime?.seconds ?? 0) * 1_000 + Number(signal?.eventTime?.nanos ?? 0) / 1_000_000;
}

describe('while an account is read-only', () => {
  it(
    'shipments, a cancellation, late tracking and a refund all wait, and are sent when that is lifted, the next to leave first',
    async () => {
      const ended = await begun(3);
      await ship(ended);
      await product.untilStatus(ended, 'Complete');
      const [third, first, second, unwanted] = [await begun(3), await begun(1), await begun(2), await begun(2)];
      expect(await post('/accounts/acme-us/read-only', { isReadOnly: true, reason: 'audit' })).toMatchObject({
        status: 200,
      });
      const before = await changesMade();

      await ship(ended, `${numberOf(ended)}NEW`);
      await product.amazon().refund(ended, { items: [{ sku: mug.sku, product: '5.01' }] });
      for (const id of [third, first, second]) await ship(id);
      expect(await post(`/orders/${unwanted}/cancel`, { reason: 'NoInventory' })).toMatchObject({ status: 200 });
      expect(await post(`/orders/${third}/correct-address`, { city: 'Galveston' })).toMatchObject({
        status: 409,
        body: { detail: expect.stringContaining('read-only') },
      });
      for (const id of [third, first, second, unwanted]) {
        expect(await product.untilStatus(id, 'Blocked')).toMatchObject({ blockedBy: 'account-read-only' });
      }
      const late = await isNoted(ended, 'package-corrected', 'refund-seen', 'blocked');
      expect(late).toMatchObject({ status: 'Complete', blockedBy: 'account-read-only' });
      const waiting = `WorkflowId STARTS_WITH 'amazon-order' AND ExecutionStatus = 'Running' AND BlockedBy = 'account-read-only'`;
      await until(
        () => product.client.workflow.count(waiting),
        ({ count }) => count === 5, // lists lag
      );
      expect(await changesMade()).toEqual(before);

      expect(await post('/accounts/acme-us/read-only', { isReadOnly: false })).toMatchObject({ status: 200 });
      for (const id of [third, first, second]) {
        await product.untilStatus(id, 'Complete');
        await expectDoneOnce(product, id, [{ trackingNumber: numberOf(id), pieces: { 'MUG-BLUE': 1 } }]);
      }
      const woken = await Promise.all([first, second, third].map(wokenAtMs));
      expect(woken).toEqual(woken.toSorted((one, other) => one - other));
      expect(Math.min(...woken)).toBeGreaterThan(0);
      await product.untilStatus(unwanted, 'Cancelled');
      const done = await isNoted(ended, 'commerce-track-added', 'refund-credited', 'amazon-shipment-confirmed');
      expect(done.blockedBy).toBeNull();
      const { creditmemos, shipments } = await product.commerce.onlyOrderOf(ended);
      expect(creditmemos).toMatchObject([{ grand_total: 5.01 }]);
      expect(shipments[0]?.tracks.map(({ track_number }) => track_number)).toEqual([
        numberOf(ended),
        `${numberOf(ended)}NEW`,
      ]);
    },
    testMaxMs,
  );
});
