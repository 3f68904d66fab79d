import { afterEach, describe, expect, it } from '@jest/globals';
import { accountWorkflowId } from '../../src/temporal/workflow-ids.js';
import { account as accountQuery } from '../../workflows/account-messages.js';
import { type RunningProduct, startProduct } from '../support/running-product.js';
import { until } from '../support/until.js';

const account = { id: 'acme-us' };
const canada = 'A2EUQ1WTGCTBG2';

let product: RunningProduct | undefined;
afterEach(async () => {
  await product?.stop();
  product = undefined;
});

const stateOf = ({ client }: RunningProduct) =>
  client.workflow.getHandle(accountWorkflowId(account.id)).query(accountQuery);

describe("when Amazon's clock", () => {
  it.each([
    ['is five minutes ahead of ours', 5 * 60_000],
    ['is five minutes behind ours', -5 * 60_000],
  ])('%s, orders are found, and the difference is known', async (_name, aheadMs) => {
    product = await startProduct({ accounts: [account], amazonOptions: { nowMs: () => Date.now() + aheadMs } });
    const running = product;
    const amazon = running.amazon();
    const first = await amazon.buy();
    await running.untilStatus(first, 'AwaitingShipment');
    const { clockSkewMs } = await until(
      () => stateOf(running),
      (state) => state.clockSkewMs !== 0,
    );
    expect(Math.abs(clockSkewMs - aheadMs)).toBeLessThan(60_000);
    // And those after it: a cursor in the wrong time would leave them out.
    for (let more = 0; more < 3; more += 1) await running.untilStatus(await amazon.buy(), 'AwaitingShipment');
    expect(await running.commerce.ordersOf(first)).toHaveLength(1);
  });
});

describe('when one marketplace of several answers 403', () => {
  it('it is left out and shown, and the orders of the others come', async () => {
    product = await startProduct({ accounts: [{ ...account, marketplaces: ['ATVPDKIKX0DER', canada] }] });
    const amazon = product.amazon();
    const refusal = { operation: 'searchOrders', kind: 'marketplace-forbidden', subject: canada };
    const played = await amazon.fault(refusal);
    const running = product;
    const { closedMarketplaces } = await until(
      () => stateOf(running),
      (state) => Object.keys(state.closedMarketplaces).length > 0,
    );
    expect(Object.keys(closedMarketplaces)).toEqual([canada]);
    await product.untilStatus(await amazon.buy(), 'AwaitingShipment');
    const { paused } = await stateOf(product);
    expect(paused).toBeUndefined();
    // Found out by asking for each alone, once; then it is not asked for any more.
    const hits = await amazon.hitsOf(played);
    await product.untilStatus(await amazon.buy(), 'AwaitingShipment');
    expect(await amazon.hitsOf(played)).toBe(hits);
  });
});
