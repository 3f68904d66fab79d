import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { expectDoneOnce } from '../support/books.js';
import { untilReached } from '../support/order-over-http.js';
import { canSeeSockets, childrenOf, peersOf } from '../support/process-sockets.js';
import { openProcessStage, type ProcessStage, untilShownAs } from '../support/process-stage.js';
import { deliver, parcelOf } from '../support/shipping-system.js';
import { buildProduct } from '../support/waybill-process.js';

const testMaxMs = 180_000;
let stage: ProcessStage;
beforeAll(async () => {
  await buildProduct();
  stage = await openProcessStage([{ id: 'acme-us' }]);
});
afterAll(() => stage?.close());

const portOf = (address: string): number => Number(/:(\d+)/.exec(address.replace(/^https?:/, ''))?.[1]);

/** Everybody that the process connects to while `work` goes on. */
async function peersWhile(
  { pid, servedPort }: { readonly pid: number; readonly servedPort: number },
  work: Promise<unknown>,
): Promise<ReadonlySet<number | string>> {
  const peers = new Set<number | string>();
  let isDone = false;
  const done = work.finally(() => {
    isDone = true;
  });
  await untilReached(async () => {
    for (const peer of peersOf(pid, servedPort)) peers.add(peer);
    return isDone ? true : undefined;
  }, testMaxMs);
  await done;
  return peers;
}

describe('waybill start with a settings file', () => {
  it(
    'talks to the servers that are named there and to nothing else, and embeds nothing',
    async () => {
      const { remotes, home } = stage;
      const running = stage.start('start');
      const [, url = ''] = await running.untilItSays(/Orders page\s+(\S+)/);
      const story = async () => {
        const id = await remotes.amazon().buy();
        await untilShownAs(url, id, 'AwaitingShipment');
        const parcel = parcelOf(id);
        expect(await deliver(url, { amazonOrderId: id, package: parcel })).toMatchObject({ status: 202 });
        await untilShownAs(url, id, 'Complete');
        await expectDoneOnce(remotes, id, [{ trackingNumber: `1Z${id}`, pieces: { 'MUG-BLUE': 1 } }]);
      };
      const named = [stage.temporalAddress, remotes.amazonUrl, remotes.commerceUrl].map(portOf);
      if (canSeeSockets) {
        const peers = await peersWhile({ pid: running.pid, servedPort: portOf(url) }, story());
        expect(peers).toEqual(new Set(named));
        expect(childrenOf(running.pid)).toEqual([]);
      } else await story();
      expect(running.output).not.toContain('Temporal UI');
      expect(running.output).not.toContain('simulator');
      expect(readdirSync(home)).toEqual(['waybill.log']);
      expect(await running.interrupt()).toEqual({ code: 0, signal: null });
    },
    testMaxMs,
  );
});
