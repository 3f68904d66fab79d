import { Webhook } from 'standardwebhooks';
import {
  parseAccountId,
  parseAmazonOrderId,
  parseMarketplaceId,
  parseOrderItemId,
  parsePackageId,
  parseSellerId,
  parseSku,
} from '../../src/domain/ids.js';
import type { SightedLine } from '../../src/domain/order-sighting.js';
import type { ShipmentPackage } from '../../src/domain/shipment-package.js';
import type { LateAnswer } from '../../src/late-facts/late-orders.js';
import type { ShipmentDelivery } from '../../src/shipping/shipment-answer.js';
import { createShipmentWebhook } from '../../src/shipping/shipment-webhook.js';
import type { RecordAnswer, ShippedOrders, ViewAnswer } from '../../src/shipping/shipped-orders.js';
import type { OrderView } from '../../workflows/messages.js';
import { given } from '../support/order-inputs.js';

export const secretOf = (name: string): string => `whsec_${Buffer.from(name.repeat(8)).toString('base64')}`;
export const currentSecret = secretOf('current');
export const amazonOrderId = '111-0000001-0000000';
export const workflowId = `amazon-order:SELLER1:${amazonOrderId}`;

export const lineOf = (orderItemId: string, sku: string, quantity: number, quantityCancelled = 0): SightedLine => ({
  orderItemId: given(parseOrderItemId(orderItemId)),
  sku: given(parseSku(sku)),
  quantity,
  quantityShipped: 0,
  quantityCancelled,
});

type PackageWish = {
  readonly id: string;
  readonly trackingNumber: string;
  readonly lines: Readonly<Record<string, number>>;
};

export const packageOf = ({ id, trackingNumber, lines }: PackageWish): ShipmentPackage => ({
  id: given(parsePackageId(id)),
  source: 'webhook',
  carrier: 'ups',
  trackingNumber,
  shippedAt: '2026-03-10T12:00:00.000Z',
  lines: Object.entries(lines).map(([item, quantity]) => ({ orderItemId: given(parseOrderItemId(item)), quantity })),
});

export const viewOf = (wish: Partial<OrderView> = {}): OrderView => ({
  order: {
    accountId: given(parseAccountId('acme-us')),
    sellerId: given(parseSellerId('SELLER1')),
    marketplaceId: given(parseMarketplaceId('ATVPDKIKX0DER')),
    amazonOrderId: given(parseAmazonOrderId(amazonOrderId)),
  },
  status: 'AwaitingShipment',
  amazonStatus: 'Unshipped',
  fulfilledBy: 'FBM',
  purchasedAt: '2026-03-09T08:00:00Z',
  needsAttention: false,
  lines: [lineOf('item-1', 'MUG', 3), lineOf('item-2', 'PEN', 1)],
  packages: [],
  timeline: [],
  ...wish,
});

export const viewedPackage = (wish: PackageWish): OrderView['packages'][number] => ({
  ...packageOf(wish),
  inCommerce: 'shipped',
  atAmazon: 'confirmed',
});

/** Answers as workflows do and keeps what was recorded. */
export class FakeOrders implements ShippedOrders {
  readonly views = new Map<string, ViewAnswer>([[workflowId, { outcome: 'view', view: viewOf() }]]);
  readonly recorded: ShipmentPackage[] = [];
  recordAnswer: RecordAnswer = 'recorded';
  byCommerceNumber: () => Promise<readonly { readonly workflowId: string }[]> = async () => [];

  async view(id: string): Promise<ViewAnswer> {
    return this.views.get(id) ?? { outcome: 'unknown' };
  }

  async recordPackage(_workflowId: string, parcel: ShipmentPackage): Promise<RecordAnswer> {
    if (this.recordAnswer === 'recorded') this.recorded.push(parcel);
    return this.recordAnswer;
  }

  readonly recordedLate: ShipmentPackage[] = [];
  lateAnswer: LateAnswer | 'no-answer' = 'told';

  async recordLatePackage(_order: unknown, parcel: ShipmentPackage): Promise<LateAnswer | 'no-answer'> {
    if (this.lateAnswer === 'told') this.recordedLate.push(parcel);
    return this.lateAnswer;
  }

  findByCommerceNumber(): Promise<readonly { readonly workflowId: string }[]> {
    return this.byCommerceNumber();
  }
}

export const bodyOf = (wish: Record<string, unknown> = {}, packageWish: Record<string, unknown> = {}) => ({
  account: 'acme-us',
  amazonOrderId,
  package: {
    id: 'P-1',
    carrier: 'ups',
    trackingNumber: '1Z999',
    shippedAt: '2026-03-10T12:00:00Z',
    items: [{ orderItemId: 'item-1', quantity: 2 }],
    ...packageWish,
  },
  ...wish,
});

type Signing = { readonly secret?: string; readonly webhookId?: string; readonly at?: Date };

export function signed(body: unknown, { secret = currentSecret, webhookId = 'msg_1', at = new Date() }: Signing = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return {
    webhookId,
    timestamp: String(Math.floor(at.getTime() / 1000)),
    signature: new Webhook(secret).sign(webhookId, at, text),
    body: text,
  } satisfies ShipmentDelivery;
}

export function webhookFixture({ secrets = [currentSecret] }: { readonly secrets?: readonly string[] } = {}) {
  const orders = new FakeOrders();
  const answers: { readonly account?: string; readonly status: number; readonly code: string }[] = [];
  const receive = createShipmentWebhook({
    account: (id) => (id === 'acme-us' ? { sellerId: 'SELLER1', webhookSecrets: secrets, carriers: {} } : undefined),
    orders,
    events: { shipmentAnswered: (answer) => void answers.push(answer) },
  });
  return { orders, answers, receive };
}
