import type { Bench } from './bench-run.js';
import { openBenchShop, timesByOrder } from './bench-shop.js';

export type ShipShop = Awaited<ReturnType<typeof openShipShop>>;

/** While orders are brought into Commerce; nothing is measured then. */
const unmeasured = { ratePerSecond: 2, burst: 20 };
/** As Amazon documents them. */
const documented = {
  confirmShipment: { ratePerSecond: 2, burst: 10 },
  getOrder: { ratePerSecond: 0.5, burst: 30 },
  searchOrders: { ratePerSecond: 0.0056, burst: 20 },
} as const;

/** A seller whose orders wait to be shipped, and the shop that they are in. */
export async function openShipShop(bench: Bench, compression: number) {
  const { amazon, commerce, grant, settings, environment } = await openBenchShop(bench, {
    quotas: { searchOrders: unmeasured, getOrder: unmeasured },
  });
  return {
    environment,
    settings: ({ temporal, httpPort }: { readonly temporal: string; readonly httpPort: number }) =>
      settings({}, { temporal: { address: temporal, namespace: 'default' }, http: { port: httpPort } }),
    buy: () => amazon.buy(),
    createdCount: async (): Promise<number> =>
      (await commerce.ledger('invoiceOrder')).filter(({ status }) => status === 200).length,
    /** From now on Amazon grants what it documents, so many times as fast, and every bucket is full. */
    grantDocumented: async (): Promise<void> => {
      for (const [operation, { ratePerSecond, burst }] of Object.entries(documented)) {
        await grant(operation, { ratePerSecond: ratePerSecond * compression, burst, tokens: burst });
      }
    },
    /** When Amazon said 204. */
    confirmedAtMs: async () =>
      timesByOrder(
        (await amazon.ledger('confirmShipment')).filter(({ status }) => status === 204),
        ({ orderId }) => orderId,
      ),
    throttledCount: async (): Promise<number> =>
      (await amazon.ledger('confirmShipment')).filter(({ status }) => status === 429).length,
  };
}
