import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { type RunningProduct, startProduct } from '../support/running-product.js';
import { mug, newAmazonOrderId, type Purchase, plate } from '../support/simulated-amazon.js';

/** Words that occur nowhere else: whatever holds one of them holds something of the buyer. */
const planted = {
  name: 'Wilhelmina Quastenbart',
  company: 'Quastenbart & Töchter',
  street: '77 Krähwinkel Backstairs',
  district: 'Obergrunzenried',
  city: 'Schilda-Sankt-Planted',
  postalCode: 'Q4Z 9X7',
  phone: '+1 555 0199 4242',
  email: 'wilhelmina.planted@example.org',
  purchaseOrder: 'PO-PLANTED-4711',
  giftMessage: 'Happy birthday dear Ottokar',
};
const words = [
  ...Object.values(planted),
  ...['Wilhelmina', 'Quastenbart', 'Krähwinkel', 'Krahwinkel', 'Schilda', '5550199', 'wilhelmina', 'Ottokar'],
];

const buyer = {
  name: planted.name,
  email: planted.email,
  companyName: planted.company,
  purchaseOrderNumber: planted.purchaseOrder,
};
const address = {
  name: planted.name,
  companyName: planted.company,
  addressLine1: planted.street,
  districtOrCounty: planted.district,
  city: planted.city,
  stateOrRegion: 'TX',
  postalCode: planted.postalCode,
  countryCode: 'US',
  phone: planted.phone,
};
const gift = { ...mug, giftWrap: { price: '3.00', tax: '0.25', message: planted.giftMessage } };

const guest = { id: 'acme-guest' };
const creating = { id: 'acme-creating', orders: { customer: 'create' } };

let product: RunningProduct;
/** Everything that the product wrote down or shows, by where it was found. */
let found: ReadonlyMap<string, string>;
beforeAll(async () => {
  product = await startProduct({ accounts: [guest, creating] });
  const ids = await liveThroughEverything();
  found = new Map([...(await readTemporal()), ...(await readPages(ids))]);
});
afterAll(() => product?.stop());

/** An order as it should be, and orders for which a remote throws their own data back at us in its refusals. */
async function liveThroughEverything(): Promise<readonly string[]> {
  const { commerce } = product;
  const complaint = { message: `Customer "${planted.name}" <${planted.email}> in ${planted.street} is not allowed.` };
  const refused = newAmazonOrderId();
  const lost = newAmazonOrderId();
  const refusal = { kind: 'status', status: 400, body: complaint, times: 1 };
  await commerce.fault({ operation: 'createOrder', subject: refused, ...refusal });
  await commerce.fault({ operation: 'saveCustomer', ...refusal });
  const lie = { kind: 'error-after-commit', status: 500, body: complaint, times: 1 };
  for (const operation of ['createOrder', 'invoiceOrder', 'shipOrder']) {
    await commerce.fault({ operation, subject: lost, ...lie });
  }

  const buy = (account: { readonly id: string }, more: Purchase = {}) =>
    product.amazon(account).buy({ buyer, address, items: [gift, plate], ...more });
  const distorted = { buyer: { buyerName: 42 }, recipient: { deliveryAddress: planted.street } };
  const blocked = [
    await buy(guest, { raw: distorted }),
    await buy(guest, { address: { ...address, stateOrRegion: planted.district } }),
  ];
  const living = [
    [guest, await buy(guest)],
    [creating, await buy(creating)],
    [guest, await buy(guest, { amazonOrderId: refused })],
    [guest, await buy(guest, { amazonOrderId: lost })],
  ] as const;
  for (const id of blocked) await product.untilStatus(id, 'Blocked');
  for (const [account, id] of living) {
    await product.untilStatus(id, 'AwaitingShipment');
    const items = [gift, plate].map(({ sku }) => ({ sku, quantity: 1 }));
    const parcel = { id: `${id}-1`, trackingNumber: `1Z${id}`, items };
    await product.deliver({ account: account.id, amazonOrderId: id, package: parcel });
    await product.untilStatus(id, 'Complete');
  }
  return [...blocked, ...living.map(([, id]) => id)];
}

async function readTemporal(): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  const { client } = product;
  for await (const listed of client.workflow.list()) {
    const { workflowId, runId } = listed;
    const handle = client.workflow.getHandle(workflowId, runId);
    const history = await handle.fetchHistory();
    texts.set(`history of ${workflowId}`, decoded(historyToJSON(history)));
    const described = await handle.describe();
    texts.set(`description of ${workflowId}`, JSON.stringify(described.raw, bytesAsText));
    texts.set(`memo and attributes of ${workflowId}`, JSON.stringify([listed.memo, listed.searchAttributes]));
    texts.set(`details of ${workflowId}`, JSON.stringify(await described.staticSummary()));
  }
  return texts;
}

async function readPages(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const paths = [
    ...[
      '/',
      '/?pending=show',
      '/?attention=yes',
      '/api/orders',
      '/api/orders?limit=200',
      '/metrics',
      '/healthz',
      '/readyz',
    ],
    ...ids.flatMap((id) => [`/orders/${id}`, `/api/orders/${id}`]),
  ];
  const pages = await Promise.all(
    paths.map(async (path): Promise<[string, string]> => [path, await (await fetch(product.url + path)).text()]),
  );
  return new Map([...pages, ['the log', product.logText()]]);
}

/** Payloads stand in base64; what they say has to be looked at too. */
const decoded = (json: string): string =>
  json.replaceAll(/"data": *"([A-Za-z0-9+/=]+)"/g, (whole, data: string) => {
    return `${whole}${Buffer.from(data, 'base64').toString('utf8')}`;
  });

const bytesAsText = (_name: string, value: unknown): unknown =>
  value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : value;

describe('a buyer’s name, address, e-mail and phone', () => {
  it('reach Commerce, where they belong', async () => {
    const books = JSON.stringify(await product.commerce.orders());
    for (const text of [planted.street, planted.city, planted.email, planted.postalCode]) expect(books).toContain(text);
  });

  it('are in no history, search attribute, memo, log line, metric, page or answer of the product', () => {
    const leaks = [...found].flatMap(([place, text]) =>
      words.filter((word) => text.includes(word)).map((word) => `${word} in ${place}`),
    );
    expect(leaks).toEqual([]);
  });

  it('are looked for in places that hold something', () => {
    const histories = [...found].filter(([place]) => place.startsWith('history of amazon-order:'));
    expect(histories).toHaveLength(6);
    for (const [, text] of histories) expect(text.includes('"sellerId":"A')).toBe(true); // payloads were read
    expect(histories.filter(([, text]) => text.includes('MUG-BLUE'))).toHaveLength(5);
    expect(found.get('the log')).toContain('Commerce answered');
    expect(found.get('/')).toContain('Complete');
    expect(found.get('/metrics')).toContain('waybill');
  });
});
