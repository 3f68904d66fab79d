import type { AccountRemotes } from '../../activities/account-remotes.js';
import type { CreateOrderRequest, OrderRef, ShipOrderRequest } from '../../activities/contract.js';
import { createAmazonActivities, createCommerceActivities } from '../../activities/index.js';
import type { AmazonOrder, UnreadableOrder } from '../../src/domain/amazon-order.js';
import type { CarrierMap } from '../../src/domain/carrier-map.js';
import { parseAccountId, parseSellerId } from '../../src/domain/ids.js';
import { RemoteFailure, type RemoteFault } from '../../src/domain/remote-failure.js';
import type { ShipmentPackage } from '../../src/domain/shipment-package.js';
import { amazonOrderId, marketplaceId, order, orderItemId, packageId, sku } from '../domain/orders.js';
import { FakeAmazon } from '../support/fake-amazon.js';
import { FakeCommerce } from '../support/fake-commerce.js';
import { given, orderSettings } from '../support/order-inputs.js';

export const ref: OrderRef = {
  accountId: given(parseAccountId('acme-us')),
  sellerId: given(parseSellerId('A2EXAMPLE')),
  marketplaceId: marketplaceId(),
  amazonOrderId: amazonOrderId(),
};

export const nowMs = Date.parse('2026-01-02T12:00:00Z');

/** One account between a seller and a shop that sells the blue mug, with all activities over them. */
export function shopAndSeller(
  shown: AmazonOrder | UnreadableOrder = order(),
  account: Partial<Pick<AccountRemotes, 'skuMap' | 'recentOrders' | 'readBacks' | 'cancelBy'>> & {
    readonly carriers?: CarrierMap;
  } = {},
) {
  const amazon = new FakeAmazon(shown);
  const commerce = new FakeCommerce();
  commerce.sells(sku());
  const slept: number[] = [];
  const remotes: AccountRemotes = {
    amazon,
    cancellations: amazon,
    cancelBy: 'feed',
    commerce,
    recentOrders: { recall: () => undefined },
    carriers: {},
    skuMap: {},
    readBacks: { waitMs: () => 0 },
    ...account,
  };
  const remotesOf = (accountId: string) => (accountId === ref.accountId ? remotes : undefined);
  const activities = {
    ...createAmazonActivities({
      remotesOf,
      nowMs: () => nowMs,
      sleep: async (ms) => void slept.push(ms),
    }),
    ...createCommerceActivities({ commerceOf: remotesOf }),
  };
  return { amazon, commerce, activities, slept };
}

export const goneAccount: OrderRef = { ...ref, accountId: given(parseAccountId('acme-gone')) };

export const createRequest = (
  settings: Parameters<typeof orderSettings>[0] = {},
  changes: Partial<CreateOrderRequest> = {},
): CreateOrderRequest => ({ order: ref, settings: orderSettings(settings), skuMap: {}, ...changes });

export const parcel = (changes: Partial<ShipmentPackage> = {}): ShipmentPackage => ({
  id: packageId('P1'),
  source: 'webhook',
  carrier: 'ups',
  trackingNumber: '1ZP1',
  shippedAt: '2026-01-02T11:00:00.000Z',
  lines: [{ orderItemId: orderItemId(), quantity: 1 }],
  ...changes,
});

/** An order that was created by `createCommerceOrder`, with the request that ships it. */
export async function createdOrder(
  { activities }: ReturnType<typeof shopAndSeller>,
  request: CreateOrderRequest = createRequest(),
): Promise<ShipOrderRequest> {
  const answer = await activities.createCommerceOrder(request);
  if (answer.outcome !== 'created' && answer.outcome !== 'adopted') throw new Error(JSON.stringify(answer));
  return {
    order: ref,
    commerceOrder: answer.commerceOrder,
    package: parcel(),
    mustInvoice: request.settings.invoice === 'shipment',
  };
}

export const unavailable: RemoteFault = { kind: 'unavailable', isOutcomeKnown: true };
export const throttled: RemoteFault = { kind: 'throttled', retryAfterMs: 2_000 };

/** What kind of trouble a call ends in, if any. */
export async function faultOf(call: Promise<unknown>): Promise<RemoteFault | undefined> {
  try {
    await call;
    return undefined;
  } catch (error) {
    if (error instanceof RemoteFailure) return error.fault;
    throw error;
  }
}
