import { assertNever } from '../domain/assert-never.js';
import type { CarrierMap } from '../domain/carrier-map.js';
import type { AccountId } from '../domain/ids.js';
import type { ShipmentPackage } from '../domain/shipment-package.js';
import type { OrderName } from '../late-facts/late-orders.js';
import { orderWorkflowId } from '../temporal/workflow-ids.js';
import { deliveryIdOf } from './delivery-id.js';
import { judgePackage } from './judge-package.js';
import { RememberedDeliveries } from './remembered-deliveries.js';
import { refusal, type ShipmentAnswer, type ShipmentDelivery, type ShipmentTaken } from './shipment-answer.js';
import { claimedAccountOf, parseShipmentRequest, type ShipmentRequest } from './shipment-request.js';
import type { ShippedOrders } from './shipped-orders.js';
import { isSignedByOneOf } from './webhook-signature.js';

export type ShippingAccount = {
  readonly sellerId: string;
  readonly webhookSecrets: readonly string[];
  readonly carriers: CarrierMap;
};

export interface ShipmentEvents {
  shipmentAnswered(answer: { readonly account?: string; readonly status: number; readonly code: string }): void;
}

export type ShipmentWebhookDeps = {
  /** Read anew for every delivery: secrets rotate. */
  readonly account: (id: AccountId) => ShippingAccount | undefined;
  readonly orders: ShippedOrders;
  readonly events: ShipmentEvents;
  readonly nowMs?: () => number;
  readonly remembered?: RememberedDeliveries;
};

export const bodyBytesMax = 20_000;

const unsigned = refusal(
  'bad-signature',
  'The delivery is not signed with a secret of this account, or its timestamp is more than five minutes off',
);

/** `POST /webhooks/shipments`, without the HTTP: one signed delivery in, one answer out. */
export function createShipmentWebhook(
  deps: ShipmentWebhookDeps,
): (delivery: ShipmentDelivery) => Promise<ShipmentAnswer> {
  const { nowMs = Date.now } = deps;
  const remembered = deps.remembered ?? new RememberedDeliveries({ nowMs });
  return async (delivery) => {
    const { account, answer } = await receive({ ...deps, nowMs, remembered }, delivery);
    const code = 'body' in answer ? answer.body.outcome : answer.code;
    deps.events.shipmentAnswered({ ...(account === undefined ? {} : { account }), status: answer.status, code });
    return answer;
  };
}

type Receiving = Required<ShipmentWebhookDeps>;

async function receive(
  deps: Receiving,
  delivery: ShipmentDelivery,
): Promise<{ readonly account?: AccountId; readonly answer: ShipmentAnswer }> {
  if (Buffer.byteLength(delivery.body) > bodyBytesMax) {
    return { answer: refusal('too-large', `The body is larger than ${bodyBytesMax} bytes`) };
  }
  const body = jsonOf(delivery.body);
  if (body === undefined) return { answer: refusal('malformed', 'The body is not JSON') };
  const claimed = claimedAccountOf(body);
  if (claimed === undefined) return { answer: refusal('malformed', 'account: names no account', 'account') };
  // An account that we do not have is answered like a wrong signature: strangers learn no account ids here.
  const account = deps.account(claimed);
  if (account === undefined || !isSignedByOneOf(account.webhookSecrets, delivery)) return { answer: unsigned };

  const request = parseShipmentRequest(body);
  if ('malformed' in request) {
    return { account: claimed, answer: refusal('malformed', request.malformed, request.field) };
  }
  const deliveryId = deliveryIdOf(delivery.webhookId ?? '', request);
  const answer = await deps.remembered.once(`${claimed} ${deliveryId}`, () =>
    judge(deps, account, { ...request, deliveryId }),
  );
  return { account: claimed, answer };
}

async function judge(
  deps: Receiving,
  account: ShippingAccount,
  request: ShipmentRequest & { readonly deliveryId: string },
): Promise<ShipmentAnswer> {
  const workflowId = await workflowIdOf(deps, account, request);
  if (typeof workflowId !== 'string') return workflowId;
  const answer = await deps.orders.view(workflowId);
  if (answer.outcome === 'no-answer') return noAnswer;
  // An order of another account is as unknown as one that does not exist: this secret vouches for one account only.
  if (answer.outcome === 'unknown' || answer.view.order.accountId !== request.account) return unknownOrder;
  const judgement = judgePackage(request.package, answer.view, {
    nowMs: deps.nowMs(),
    carriers: account.carriers,
    deliveryId: request.deliveryId,
  });
  const taken = (status: 200 | 202): ShipmentTaken => ({
    status,
    body: {
      outcome: status === 202 ? 'accepted' : 'already-known',
      amazonOrderId: answer.view.order.amazonOrderId,
      package: request.package.id,
    },
  });
  switch (judgement.judged) {
    case 'refuse':
      return judgement.refused;
    case 'known':
      return taken(200);
    case 'record':
      return record(deps.orders, { workflowId, order: answer.view.order }, judgement.parcel, taken);
    default:
      return assertNever(judgement);
  }
}

async function record(
  orders: ShippedOrders,
  { workflowId, order }: { readonly workflowId: string; readonly order: OrderName },
  parcel: ShipmentPackage,
  taken: (status: 200 | 202) => ShipmentTaken,
): Promise<ShipmentAnswer> {
  const recorded = await orders.recordPackage(workflowId, parcel);
  switch (recorded) {
    case 'recorded':
      return taken(202);
    case 'ended':
      return recordLate(orders, order, parcel, taken);
    case 'unknown':
      return unknownOrder;
    case 'no-answer':
      return noAnswer;
    default:
      return assertNever(recorded);
  }
}

/** Corrected tracking, or a further package, of an order that is complete. */
async function recordLate(
  orders: ShippedOrders,
  order: OrderName,
  parcel: ShipmentPackage,
  taken: (status: 200 | 202) => ShipmentTaken,
): Promise<ShipmentAnswer> {
  const recorded = await orders.recordLatePackage(order, parcel);
  switch (recorded) {
    case 'told':
      return taken(202);
    case 'known':
      return taken(200);
    case 'no-such-order':
      return refusal('order-ended', 'The order has ended and takes no further package');
    case 'no-answer':
      return noAnswer;
    default:
      return assertNever(recorded);
  }
}

async function workflowIdOf(
  { orders }: Receiving,
  { sellerId }: ShippingAccount,
  { account, order }: ShipmentRequest,
): Promise<string | ShipmentAnswer> {
  if ('amazonOrderId' in order) return orderWorkflowId({ sellerId, amazonOrderId: order.amazonOrderId });
  try {
    const found = await orders.findByCommerceNumber(account, order.commerceOrderNumber);
    const [workflowId, ...others] = new Set(found.map((each) => each.workflowId));
    if (workflowId === undefined) return unknownOrder;
    if (others.length === 0) return workflowId;
    const detail = 'commerceOrderNumber: several orders have this number; send amazonOrderId instead';
    return refusal('does-not-fit', detail, 'commerceOrderNumber');
  } catch {
    return noAnswer; // counted where the answer is; the sender tries again
  }
}

const unknownOrder = refusal(
  'unknown-order',
  'No order of this account has that number, or not yet: send it again later',
);
const noAnswer = refusal('no-answer', 'The order cannot be asked at the moment: send the package again later');

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // answered as malformed; null is JSON, and no account
  }
}
