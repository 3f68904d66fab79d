import { afterEach, beforeAll, expect, it } from '@jest/globals';
import { untilReached } from '../support/order-over-http.js';
import { openProcessStage, type ProcessStage, untilShownAs } from '../support/process-stage.js';
import { deliver, parcelOf } from '../support/shipping-system.js';
import { buildProduct } from '../support/waybill-process.js';

const testMaxMs = 240_000;
let stage: ProcessStage | undefined;
beforeAll(buildProduct, testMaxMs);
afterEach(() => stage?.close());

/** What the command says, once it has ended well. */
async function said({ start }: ProcessStage, command: string, code = 0): Promise<string> {
  const run = start(command);
  const ended = await run.ended;
  expect({ ...ended, output: run.output, errors: run.errors }).toMatchObject({ code });
  return run.output + run.errors;
}

it(
  'a product that is started on a copy of its shop writes nothing there, tells the operator, and goes on once the shop is accepted',
  async () => {
    stage = await openProcessStage([{ id: 'acme-us' }]);
    const { remotes, start } = stage;
    const begin = async () => {
      const running = start('start');
      const [, url = ''] = await running.untilItSays(/Orders page\s+(\S+)/);
      return { running, url };
    };
    const before = await begin();
    const begun = await remotes.amazon().buy();
    await untilShownAs(before.url, begun, 'AwaitingShipment');
    expect(await said(stage, 'accounts list')).toMatch(/acme-us +changes: allowed in http/);
    expect(await before.running.interrupt()).toEqual({ code: 0, signal: null });

    await remotes.commerce.setBaseUrl('https://staging.example/');
    const writes = async () => (await remotes.commerce.ledger()).filter(({ method }) => method !== 'GET').length;
    const written = await writes();
    const after = await begin();
    const fresh = await remotes.amazon().buy();
    const parcel = parcelOf(begun);
    expect(await deliver(after.url, { amazonOrderId: begun, package: parcel })).toMatchObject({ status: 202 });
    for (const id of [fresh, begun]) {
      expect(await untilShownAs(after.url, id, 'Blocked')).toMatchObject({
        blockedBy: 'shop-differs',
        blocker: { remedy: expect.stringContaining('accept-shop') },
      });
    }
    expect(await writes()).toBe(written);
    expect(await remotes.amazon().ledger('confirmShipment')).toEqual([]);
    expect(await said(stage, 'accounts list')).toMatch(/Commerce showed itself as https:\/\/staging\.example/);
    expect(await said(stage, 'accounts read-only --off', 1)).toContain('accept that shop');

    expect(await said(stage, 'accounts accept-shop')).toContain('staging.example');
    await untilShownAs(after.url, begun, 'Complete');
    await untilShownAs(after.url, fresh, 'AwaitingShipment');

    expect(await said(stage, 'accounts read-only --reason stocktaking')).toContain('Nothing is changed from here on');
    expect(await said(stage, 'accounts list')).toMatch(/command-line switched to read-only, stocktaking/);
    expect(await said(stage, 'accounts read-only --off')).toContain('What waits is sent now');
    expect(await said(stage, 'accounts close --account acme-us', 2)).toContain('out of the settings first');
    const { amazon } = remotes;
    await untilReached(async () => ((await amazon().truth(begun)).status === 'SHIPPED' ? true : undefined));
  },
  testMaxMs,
);
