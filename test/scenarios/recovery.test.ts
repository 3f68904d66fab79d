import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AmazonOrderId } from '../../src/domain/ids.js';
import { parseAmazonOrderId } from '../../src/domain/ids.js';
import { accountWorkflowId } from '../../src/temporal/workflow-ids.js';
import { account, recover, recoverOrder } from '../../workflows/account-messages.js';
import { given } from '../support/order-inputs.js';
import { type RunningProduct, startProduct } from '../support/running-product.js';
import { until } from '../support/until.js';

describe('what the sweeps cannot bring', () => {
  let product: RunningProduct;
  beforeAll(async () => {
    product = await startProduct();
  });
  afterAll(() => product?.stop());
  const accountHandle = () => product.client.workflow.getHandle(accountWorkflowId('acme-us'));
  const state = () => accountHandle().query(account);
  const idOf = (raw: string): AmazonOrderId => given(parseAmazonOrderId(raw));

  it('an order that Amazon never lists is imported when an operator names it, and once however often', async () => {
    const amazon = product.amazon();
    const id = await amazon.buy({ neverListed: true });
    for (let times = 0; times < 3; times += 1) {
      const answer = await accountHandle().executeUpdate(recoverOrder, { args: [{ amazonOrderId: idOf(id) }] });
      expect(answer).toMatchObject({ outcome: 'recovered', result: 'handed-over' });
    }
    await product.untilStatus(id, 'AwaitingShipment');
    expect(await product.commerce.ordersOf(id)).toHaveLength(1);
  });

  it('an order that Amazon does not know is said to be unknown', async () => {
    const amazonOrderId = idOf('902-0000000-0000000');
    const answer = await accountHandle().executeUpdate(recoverOrder, { args: [{ amazonOrderId }] });
    expect(answer).toEqual({ outcome: 'unknown-at-amazon' });
  });

  it('a period is read once more beside the sweeps, finds nothing missing, and leaves the cursors alone', async () => {
    const id = await product.amazon().buy();
    await product.untilStatus(id, 'AwaitingShipment');
    const to = new Date().toISOString();
    const from = new Date(Date.now() - 24 * 3_600_000).toISOString();
    const before = await state();
    const { id: rereadId } = await accountHandle().executeUpdate(recover, { args: [{ from, to }] });
    const after = await until(state, ({ finishedRereads }) => finishedRereads.some((reread) => reread.id === rereadId));
    expect(after.finishedRereads.at(-1)).toMatchObject({ missing: 0 });
    expect(after.cursors.FBM >= before.cursors.FBM).toBe(true);
  });

  it('refuses a period that ends before it begins', async () => {
    const period = { from: '2026-02-01T00:00:00.000Z', to: '2026-01-01T00:00:00.000Z' };
    await expect(accountHandle().executeUpdate(recover, { args: [period] })).rejects.toMatchObject({
      cause: { message: 'The period ends before it begins' },
    });
  });
});
