import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type OrderDetailJson, orderOverHttp, untilReached } from '../support/order-over-http.js';
import { SimulatedAmazon } from '../support/simulated-amazon.js';
import { SimulatedCommerce } from '../support/simulated-commerce.js';
import { buildProduct, ProcessRoom, type WaybillProcess } from '../support/waybill-process.js';

const testMaxMs = 240_000;
const room = new ProcessRoom();
beforeAll(buildProduct);
afterAll(() => room.close());

async function placesOf(running: WaybillProcess) {
  const place = async (name: string) => (await running.untilItSays(new RegExp(`${name}\\s+(http\\S+)`)))[1] ?? '';
  return {
    url: await place('Orders page'),
    amazon: new SimulatedAmazon(await place('Amazon simulator'), 'A2EXAMPLE'),
    commerce: new SimulatedCommerce(await place('Commerce simulator')),
  };
}
type Places = Awaited<ReturnType<typeof placesOf>>;

/** Nobody plays the first day any more: what its orders wait for is done here, as it would happen outside. */
async function helpOn({ amazon, commerce }: Places, order: OrderDetailJson): Promise<void> {
  const { amazonOrderId, status, blocker, commerceOrderNumber } = order;
  if (status === 'Pending') await amazon.moveTo(amazonOrderId, 'UNSHIPPED').catch(() => undefined); // it has moved since
  if (blocker?.code === 'sku-unknown' && blocker.subject !== null) await commerce.addProduct(blocker.subject);
  if (status === 'AwaitingShipment' || status === 'PartiallyShipped') {
    const tracks = [{ carrierCode: 'fedex', title: 'FedEx', number: `7489${amazonOrderId}` }];
    await commerce.shipAsAdmin(commerceOrderNumber ?? '', { tracks }).catch(() => undefined); // shipped already
  }
}

describe('the sample day', () => {
  it(
    'of a process that is killed goes on in the next one: its orders end, each with one Commerce order',
    async () => {
      const env = { WAYBILL_HOME: room.newFolder() };
      const first = room.start(['start'], env);
      await first.untilItSays(/package received/);
      await first.kill();
      const bought = [...first.output.matchAll(/(\d{3}-\d{7}-\d{7})\s+bought at Amazon/g)].map(([, id = '']) => id);
      expect(bought).toHaveLength(5);

      const second = room.start(['start'], env);
      const places = await placesOf(second);
      for (const id of bought) {
        await untilReached(async () => {
          const order = await orderOverHttp(places.url, id).catch(() => undefined);
          if (order?.status === 'Complete' || order?.status === 'Cancelled') return order;
          if (order !== undefined) await helpOn(places, order);
          return undefined;
        }, testMaxMs);
        expect(await places.commerce.ordersOf(id)).toHaveLength(1);
      }
      await second.untilItSays(/All sample orders are done/);
      expect(await places.commerce.mails()).toEqual([]);
      expect(await second.interrupt()).toEqual({ code: 0, signal: null });
    },
    testMaxMs,
  );

  it(
    'ends with 0 under --once, twice in a row in the same home',
    async () => {
      const env = { WAYBILL_HOME: room.newFolder() };
      for (const _day of [1, 2]) {
        const { code, output } = await room.run(['start', '--once'], env);
        expect({ code, output }).toMatchObject({ code: 0, output: expect.stringContaining('Done after') });
        expect(output).not.toContain('not done');
      }
    },
    testMaxMs,
  );
});
