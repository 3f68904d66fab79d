import { afterEach, beforeAll, expect, it } from '@jest/globals';
import { untilReached } from '../support/order-over-http.js';
import { openProcessStage, type ProcessStage, untilShownAs } from '../support/process-stage.js';
import { buildProduct } from '../support/waybill-process.js';

let stage: ProcessStage | undefined;
beforeAll(buildProduct);
afterEach(() => stage?.close());

it('a cancellation goes on when ingestion is killed after Amazon took its feed, and before anybody heard so', async () => {
  stage = await openProcessStage([{ id: 'acme-us', amazon: { cancelFeedSeconds: 1 } }]);
  const { remotes, start } = stage;
  const [worker, ingestion, http] = [start('worker'), start('ingestion'), start('http')];
  for (const each of [worker, ingestion]) await each.untilItSays(/is running/);
  const [, url = ''] = await http.untilItSays(/is running at (http:[^"]+)/);
  const amazon = remotes.amazon();
  const id = await amazon.buy();
  await untilShownAs(url, id, 'AwaitingShipment');

  await amazon.fault({ operation: 'createFeed', kind: 'delayed-reply', delayMs: 600_000, times: 1 });
  const answer = await fetch(`${url}/api/orders/${id}/cancel`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ reason: 'NoInventory' }),
  });
  expect(answer.status).toBe(200);
  await untilReached(async () => ((await amazon.truth(id)).status === 'CANCELLED' ? true : undefined));
  await ingestion.kill();
  await start('ingestion').untilItSays(/is running/);

  await untilShownAs(url, id, 'Cancelled');
  expect((await amazon.truth(id)).items).toMatchObject([{ quantityOrdered: 1, quantityCancelled: 1 }]);
  const { order, creditmemos } = await remotes.commerce.onlyOrderOf(id);
  expect([order.state, creditmemos.length]).toEqual(['closed', 1]);
}, 240_000);
