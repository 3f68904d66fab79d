import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { expectDoneOnce } from '../support/books.js';
import { untilReached } from '../support/order-over-http.js';
import { openProcessStage, type ProcessStage, untilShown, untilShownAs } from '../support/process-stage.js';
import { deliver, type Parcel, parcelOf } from '../support/shipping-system.js';
import { mug, newAmazonOrderId, plate } from '../support/simulated-amazon.js';
import type { SimulatedRemotes } from '../support/simulated-remotes.js';
import { buildProduct } from '../support/waybill-process.js';

/** A killed process is missed after ten to fifteen seconds; the rest is for slow machines. */
const testMaxMs = 240_000;
const numbered = { id: 'acme-us' };
const drawn = { id: 'acme-drawn', orders: { numberFrom: 'commerce' }, commerce: { minimumResendWaitMs: 1_000 } };

let stage: ProcessStage | undefined;
beforeAll(buildProduct);
afterEach(() => stage?.close());

/** Worker, ingestion and HTTP, each a process of its own. */
async function startAll({ start }: ProcessStage) {
  const [worker, ingestion, http] = [start('worker'), start('ingestion'), start('http')];
  for (const each of [worker, ingestion]) await each.untilItSays(/is running/);
  const [, url = ''] = await http.untilItSays(/is running at (http:[^"]+)/);
  return { worker, ingestion, url };
}

const report = (url: string, account: { readonly id: string }, id: string): Promise<void> =>
  reportPackage(url, account, id, parcelOf(id));

async function reportPackage(url: string, account: { readonly id: string }, id: string, parcel: Parcel): Promise<void> {
  const answer = await untilReached(async () => {
    const { status } = await deliver(url, { account: account.id, amazonOrderId: id, package: parcel });
    return status === 503 ? undefined : status; // nobody answers for the order at the moment: a sender tries again
  });
  expect([200, 202]).toContain(answer);
}

async function expectComplete(url: string, remotes: SimulatedRemotes, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    await untilShownAs(url, id, 'Complete');
    await expectDoneOnce(remotes, id, [{ trackingNumber: `1Z${id}`, pieces: { 'MUG-BLUE': 1 } }]);
  }
}

const several = (count: number): readonly string[] => Array.from({ length: count }, newAmazonOrderId);

describe('worker, ingestion and HTTP as three processes', () => {
  it(
    'go on when ingestion is killed in the middle of its writes: another takes over, and each is done once',
    async () => {
      stage = await openProcessStage([numbered, drawn]);
      const { remotes, start } = stage;
      const { ingestion, url } = await startAll(stage);
      const amazon = remotes.amazon();

      // Waiting to be shipped, being confirmed, and being created when it happens.
      const waiting = several(3);
      const confirming = newAmazonOrderId();
      for (const id of [...waiting, confirming]) await amazon.buy({ amazonOrderId: id });
      for (const id of [...waiting, confirming]) await untilShownAs(url, id, 'AwaitingShipment');
      const isLate = { kind: 'delayed-reply', delayMs: 600_000, times: 1 };
      await amazon.fault({ operation: 'confirmShipment', subject: confirming, ...isLate });
      await report(url, numbered, confirming);
      const creating = [
        [numbered, newAmazonOrderId()],
        [drawn, newAmazonOrderId()],
      ] as const;
      for (const [account, id] of creating) {
        await remotes.commerce.fault({ operation: 'createOrder', subject: id, ...isLate });
        await remotes.amazon(account).buy({ amazonOrderId: id });
      }
      for (const [, id] of creating) {
        await untilReached(async () => ((await remotes.commerce.ordersOf(id)).length > 0 ? true : undefined));
      }
      await untilReached(async () => ((await amazon.truth(confirming)).packages.length > 0 ? true : undefined));
      await ingestion.kill();

      // Life goes on outside: a package leaves, an order is bought.
      for (const id of waiting) await report(url, numbered, id);
      const boughtMeanwhile = await amazon.buy();
      const second = start('ingestion');
      await second.untilItSays(/is running/);
      await expectComplete(url, remotes, [...waiting, confirming]);
      for (const [account, id] of creating) {
        await untilShownAs(url, id, 'AwaitingShipment');
        await report(url, account, id);
      }
      await untilShownAs(url, boughtMeanwhile, 'AwaitingShipment');
      await report(url, numbered, boughtMeanwhile);
      await expectComplete(url, remotes, [...creating.map(([, id]) => id), boughtMeanwhile]);
      expect(await remotes.commerce.mails()).toEqual([]);
    },
    testMaxMs,
  );

  it(
    'go on when the worker is killed in the middle of a shipment: another takes over, and it is made once',
    async () => {
      stage = await openProcessStage([numbered]);
      const { remotes, start } = stage;
      const { worker, url } = await startAll(stage);
      const amazon = remotes.amazon();
      const [shipping = '', waiting = ''] = several(2);
      for (const id of [shipping, waiting]) {
        await amazon.buy({ amazonOrderId: id });
        await untilShownAs(url, id, 'AwaitingShipment');
      }
      const isLate = { kind: 'delayed-reply', delayMs: 600_000, times: 1 };
      await remotes.commerce.fault({ operation: 'shipOrder', subject: shipping, ...isLate });
      await report(url, numbered, shipping);
      await untilReached(async () =>
        (await remotes.commerce.onlyOrderOf(shipping)).shipments.length > 0 ? true : undefined,
      );
      await worker.kill();

      const boughtMeanwhile = await amazon.buy();
      const second = start('worker');
      await second.untilItSays(/is running/);
      await report(url, numbered, waiting);
      await untilShownAs(url, boughtMeanwhile, 'AwaitingShipment');
      await report(url, numbered, boughtMeanwhile);
      await expectComplete(url, remotes, [shipping, waiting, boughtMeanwhile]);
    },
    testMaxMs,
  );

  it(
    'go on when all are killed between an order’s two packages: two shipments, and two packages at Amazon',
    async () => {
      stage = await openProcessStage([numbered]);
      const { remotes, start } = stage;
      const { worker, ingestion, url } = await startAll(stage);
      const amazon = remotes.amazon();
      const id = await amazon.buy({ items: [mug, plate] });
      await untilShownAs(url, id, 'AwaitingShipment');
      // Both remotes have the first package, and neither answer ever comes.
      const isLate = { kind: 'delayed-reply', delayMs: 600_000, times: 1 };
      await remotes.commerce.fault({ operation: 'shipOrder', subject: id, ...isLate });
      await amazon.fault({ operation: 'confirmShipment', subject: id, ...isLate });
      await report(url, numbered, id);
      await untilReached(async () => ((await amazon.truth(id)).packages.length > 0 ? true : undefined));
      await untilReached(async () =>
        (await remotes.commerce.onlyOrderOf(id)).shipments.length > 0 ? true : undefined,
      );
      await Promise.all([worker.kill(), ingestion.kill()]);

      for (const each of [start('worker'), start('ingestion')]) await each.untilItSays(/is running/);
      const second = parcelOf(id, { part: '2', trackingNumber: `1Z${id}-2`, sku: plate.sku });
      await reportPackage(url, numbered, id, second);
      await untilShownAs(url, id, 'Complete');
      await expectDoneOnce(remotes, id, [
        { trackingNumber: `1Z${id}`, pieces: { 'MUG-BLUE': 1 } },
        { trackingNumber: `1Z${id}-2`, pieces: { 'PLATE-WHITE': 1 } },
      ]);
    },
    testMaxMs,
  );

  it(
    'go on when there are two ingestions and the one that holds the lease is stopped: the other takes it at once',
    async () => {
      stage = await openProcessStage([numbered]);
      const { remotes, start } = stage;
      const { ingestion, url } = await startAll(stage);
      const second = start('ingestion');
      await second.untilItSays(/is running/);
      const first = await remotes.amazon().buy();
      await untilShownAs(url, first, 'AwaitingShipment');
      expect(await ingestion.interrupt()).toEqual({ code: 0, signal: null });
      const next = await remotes.amazon().buy();
      await untilShown(url, next, ({ status }) => status === 'AwaitingShipment');
      for (const id of [first, next]) await report(url, numbered, id);
      await expectComplete(url, remotes, [first, next]);
    },
    testMaxMs,
  );
});
