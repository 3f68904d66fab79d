import { setTimeout as sleep } from 'node:timers/promises';
import { askJson } from './http-json.js';
import { reportPackage } from './shipping-system.js';

/** What the day is played against: nothing but addresses, and the identity of the sample account. */
export type Stage = {
  readonly amazonUrl: string;
  readonly commerceUrl: string;
  readonly httpUrl: string;
  readonly sellerId: string;
  readonly marketplaceId: string;
  readonly account: string;
  readonly webhookSecret: string;
  readonly signal: AbortSignal;
};

export type SampleOrder = {
  readonly amazonOrderId: string;
  readonly story: string;
  readonly endsAs: 'Complete' | 'Cancelled';
};

const address = {
  name: 'Jane Doe',
  addressLine1: '1 Main St',
  city: 'Austin',
  stateOrRegion: 'TX',
  postalCode: '78701',
  countryCode: 'US',
  phone: '5125550100',
};
const buyer = { name: 'Jane Doe', email: 'k3v1@marketplace.amazon.com' };
const mug = {
  sku: 'MUG-BLUE',
  title: 'Blue mug',
  quantity: 2,
  unitPrice: '24.99',
  tax: '4.12',
  shipping: '5.99',
  shippingTax: '0.49',
  discount: '5.00',
};
const plate = { sku: 'PLATE-WHITE', title: 'White plate', quantity: 1, unitPrice: '18.50', tax: '1.53' };

/** The products that the shop knows from the start. `VASE-RED` is missing on purpose. */
export const sampleProducts = [
  { sku: 'MUG-BLUE', name: 'Blue mug', qty: 1_000_000 },
  { sku: 'PLATE-WHITE', name: 'White plate', qty: 1_000_000 },
];

/** A short day: each story plays beside the others, and each step waits for the state that it needs, not for a time. */
export async function playSampleDay(stage: Stage, tell: (order: SampleOrder) => void): Promise<void> {
  await Promise.all([
    playOrdinaryOrder(stage, tell),
    playAmazonFulfilledOrder(stage, tell),
    playTwoPackages(stage, tell),
    playUnknownSku(stage, tell),
    playCancelledOrder(stage, tell),
  ]);
}

async function playOrdinaryOrder(stage: Stage, tell: (order: SampleOrder) => void): Promise<void> {
  const id = await buy(stage, { status: 'PENDING', items: [mug] });
  tell({ amazonOrderId: id, story: 'FBM, paid a little later', endsAs: 'Complete' });
  await until(stage, id, ({ status }) => status === 'Pending');
  await atAmazon(stage, id, 'status', { status: 'UNSHIPPED' });
  await until(stage, id, ({ status }) => status === 'AwaitingShipment');
  await report(stage, id, { id: `${id}-1`, tracking: '1Z999AA10123456784', items: [{ sku: mug.sku, quantity: 2 }] });
}

async function playAmazonFulfilledOrder(stage: Stage, tell: (order: SampleOrder) => void): Promise<void> {
  const id = await buy(stage, {
    fulfilledBy: 'AMAZON',
    status: 'SHIPPED',
    items: [{ ...mug, quantity: 1, tax: '2.06' }],
  });
  tell({ amazonOrderId: id, story: 'FBA, shipped by Amazon', endsAs: 'Complete' });
}

async function playTwoPackages(stage: Stage, tell: (order: SampleOrder) => void): Promise<void> {
  const id = await buy(stage, { status: 'UNSHIPPED', items: [mug, plate] });
  tell({ amazonOrderId: id, story: 'FBM, two packages, one made in Commerce', endsAs: 'Complete' });
  await until(stage, id, ({ status }) => status === 'AwaitingShipment');
  await report(stage, id, { id: `${id}-1`, tracking: '1Z999AA10123456785', items: [{ sku: mug.sku, quantity: 2 }] });
  const { commerceOrderNumber } = await until(stage, id, ({ status }) => status === 'PartiallyShipped');
  await shipInCommerce(stage, commerceOrderNumber);
}

async function playUnknownSku(stage: Stage, tell: (order: SampleOrder) => void): Promise<void> {
  const sku = `VASE-RED-${Date.now()}`;
  const id = await buy(stage, {
    status: 'UNSHIPPED',
    items: [{ sku, title: 'Red vase', quantity: 1, unitPrice: '39.99', tax: '3.30' }],
  });
  tell({ amazonOrderId: id, story: 'FBM, its SKU is missing in Commerce at first', endsAs: 'Complete' });
  await until(stage, id, ({ status }) => status === 'Blocked');
  await askJson(`${stage.commerceUrl}/_control/products`, { body: { sku, name: 'Red vase', qty: 10 } });
  await until(stage, id, ({ status }) => status === 'AwaitingShipment');
  await report(stage, id, {
    id: `${id}-1`,
    tracking: '9400111899560000000001',
    carrier: 'usps',
    items: [{ sku, quantity: 1 }],
  });
}

async function playCancelledOrder(stage: Stage, tell: (order: SampleOrder) => void): Promise<void> {
  const id = await buy(stage, { status: 'UNSHIPPED', items: [plate] });
  tell({ amazonOrderId: id, story: 'FBM, cancelled by the buyer', endsAs: 'Cancelled' });
  await until(stage, id, ({ status }) => status === 'AwaitingShipment');
  await atAmazon(stage, id, 'cancel', { by: 'BUYER' });
}

async function buy(
  stage: Stage,
  order: { readonly status: string; readonly fulfilledBy?: string; readonly items: readonly object[] },
): Promise<string> {
  const dayMs = 24 * 3_600_000;
  const seed = {
    sellerId: stage.sellerId,
    marketplaceId: stage.marketplaceId,
    fulfilledBy: 'MERCHANT',
    buyer,
    address,
    shipBy: new Date(Date.now() + 2 * dayMs).toISOString(),
    deliverBy: new Date(Date.now() + 5 * dayMs).toISOString(),
    ...order,
  };
  const answer = await askJson(`${stage.amazonUrl}/_control/orders`, { body: seed });
  if (typeof answer === 'object' && answer !== null && 'amazonOrderId' in answer) return String(answer.amazonOrderId);
  throw new Error('the Amazon simulator gave no order number');
}

const atAmazon = (stage: Stage, id: string, what: 'status' | 'cancel', body: object): Promise<unknown> =>
  askJson(`${stage.amazonUrl}/_control/orders/${id}/${what}`, { body });

type Reported = {
  readonly id: string;
  readonly tracking: string;
  readonly carrier?: string;
  readonly items: readonly { readonly sku: string; readonly quantity: number }[];
};

const report = (stage: Stage, orderId: string, { id, tracking, carrier = 'ups', items }: Reported): Promise<void> =>
  reportPackage({ httpUrl: stage.httpUrl, account: stage.account, secret: stage.webhookSecret }, orderId, {
    id,
    carrier,
    trackingNumber: tracking,
    items,
  });

/** As a person in Commerce's Admin does: everything that is left, with a track. */
async function shipInCommerce(stage: Stage, commerceOrderNumber: string | undefined): Promise<void> {
  if (commerceOrderNumber === undefined) throw new Error('an order that is partly shipped has a Commerce number');
  const tracks = [{ carrierCode: 'fedex', title: 'FedEx Ground', number: `7489${Date.now()}` }];
  await askJson(`${stage.commerceUrl}/_control/admin/ship`, { body: { orderId: commerceOrderNumber, tracks } });
}

export type ShownOrder = {
  readonly status: string;
  readonly commerceOrderNumber: string | undefined;
  readonly blockedBy: string | undefined;
  readonly timeline: readonly { readonly at: string; readonly what: string; readonly detail: string | undefined }[];
};

/** What the product's own API shows of an order; undefined while it does not know it. */
export async function shownOrder(
  { httpUrl }: Pick<Stage, 'httpUrl'>,
  amazonOrderId: string,
): Promise<ShownOrder | undefined> {
  const response = await fetch(`${httpUrl}/api/orders/${amazonOrderId}`);
  if (!response.ok) {
    await response.body?.cancel();
    return undefined;
  }
  const raw: unknown = await response.json();
  const order = Object(raw);
  const entries: readonly unknown[] = Array.isArray(order.timeline) ? order.timeline : [];
  return {
    status: String(order.status),
    commerceOrderNumber: textOf(order.commerceOrderNumber),
    blockedBy: textOf(order.blockedBy),
    timeline: entries.map(Object).map((entry) => ({
      at: String(entry.at),
      what: String(entry.what),
      detail: textOf(entry.detail),
    })),
  };
}

const textOf = (raw: unknown): string | undefined => (typeof raw === 'string' && raw !== '' ? raw : undefined);

/** No limit of its own: the day ends when it is stopped. */
async function until(stage: Stage, id: string, isReached: (order: ShownOrder) => boolean): Promise<ShownOrder> {
  for (;;) {
    const order = await shownOrder(stage, id);
    if (order !== undefined && isReached(order)) return order;
    await sleep(200, undefined, { signal: stage.signal });
  }
}
