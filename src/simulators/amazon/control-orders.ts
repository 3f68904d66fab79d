import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { parseAmount } from './amounts.js';
import { bodyOf } from './control-body.js';
import { ControlRefused } from './control-refused.js';
import { definedOf } from './defined-of.js';
import type { OrderBook } from './order-book.js';
import {
  cancelled,
  canMove,
  remainingItems,
  shippedByAmazon,
  withCancelRequest,
  withPackage,
  withStatus,
} from './order-moves.js';
import {
  cancellers,
  fulfillmentStatuses,
  type OrderRecord,
  packageStatuses,
  quantityUnshipped,
} from './order-record.js';
import { orderOfSeed } from './seed-order.js';
import { seededOrder } from './seeded-order.js';
import type { Sellers } from './sellers.js';
import { amazonPackage, broughtInto } from './shipped-by-others.js';
import { wireOrder } from './wire-order.js';

/**
 * What happens to orders at Amazon, on request:
 *
 * - `POST   /_control/orders`                          an order (see `seeded-order.ts`) → `{ amazonOrderId }`
 * - `GET    /_control/orders`                          all orders, as the simulator knows them
 * - `GET    /_control/orders/{id}`                     one order, its packages and confirmations, and `wire` (all datasets)
 * - `POST   /_control/orders/{id}/status`              `{ status, force? }`
 * - `POST   /_control/orders/{id}/cancel`              `{ by?: BUYER|MERCHANT|AMAZON, reason?, force? }`
 * - `POST   /_control/orders/{id}/buyer-cancel-request` `{ reason?, orderItemIds? }`
 * - `POST   /_control/orders/{id}/ship`                `{ packages?: [{ packageReferenceId?, carrier?, trackingNumber?, shippingService?, items? }] }`
 * - `POST   /_control/orders/{id}/packages/{reference}/status` `{ status, detailedStatus? }`
 * - `POST   /_control/orders/{id}/tip`                 `{ amount, status? }`
 * - `POST   /_control/orders/{id}/raw`                 `{ raw }`: replaces what is laid over the wire order; null takes it away
 */
type Deps = { readonly book: OrderBook; readonly sellers: Sellers; readonly nowMs: () => number };

export function serveControlOrders(app: FastifyInstance, { book, sellers, nowMs }: Deps): void {
  const shown = (order: OrderRecord) => {
    const missingRoles = sellers.find(order.sellerId)?.missingRoles ?? [];
    return { ...order, wire: wireOrder(order, { nowMs: nowMs(), missingRoles }) };
  };
  const found = (request: FastifyRequest): OrderRecord => {
    const { id } = z.object({ id: z.string() }).parse(request.params);
    const order = book.find(id);
    if (order === undefined) throw new ControlRefused(`there is no order ${id}`);
    return order;
  };

  app.post('/_control/orders', async (request) => {
    const seed = seededOrder.parse(bodyOf(request));
    const seller = sellers.find(seed.sellerId);
    if (seller === undefined) throw new ControlRefused(`there is no seller ${seed.sellerId}`);
    if (!seller.marketplaces.includes(seed.marketplaceId)) {
      throw new ControlRefused(`${seed.sellerId} does not sell in ${seed.marketplaceId}`);
    }
    const isTaken = (id: string): boolean => book.find(id) !== undefined;
    const order = orderOfSeed(seed, { nowMs: nowMs(), eventTime: book.eventTime(), isTaken });
    book.add(order);
    return { amazonOrderId: order.amazonOrderId };
  });

  app.get('/_control/orders', async () => ({ orders: book.list() }));
  app.get('/_control/orders/:id', async (request) => shown(found(request)));

  app.post('/_control/orders/:id/status', async (request) => {
    const order = found(request);
    const { status, force } = z
      .strictObject({ status: z.enum(fulfillmentStatuses), force: z.boolean().default(false) })
      .parse(bodyOf(request));
    refuseUnless(force || canMove(order.status, status), `${order.status} does not become ${status}`);
    const after =
      status === 'CANCELLED'
        ? cancelled(order, 'AMAZON', 'OTHER')
        : broughtInto(withStatus(order, status), status, book.eventTime());
    return shown(book.change(order, after));
  });

  app.post('/_control/orders/:id/cancel', async (request) => {
    const order = found(request);
    const { by, reason, force } = z
      .strictObject({
        by: z.enum(cancellers).default('AMAZON'),
        reason: z.string().optional(),
        force: z.boolean().default(false),
      })
      .parse(bodyOf(request));
    refuseUnless(force || canMove(order.status, 'CANCELLED'), `${order.status} does not become CANCELLED`);
    return shown(book.change(order, cancelled(order, by, reason ?? `${by}_CANCELLED`)));
  });

  app.post('/_control/orders/:id/buyer-cancel-request', async (request) => {
    const order = found(request);
    const { reason, orderItemIds } = z
      .strictObject({ reason: z.string().default('NO_LONGER_NEEDED'), orderItemIds: z.array(z.string()).optional() })
      .parse(bodyOf(request));
    const isOpen = order.status === 'UNSHIPPED' || order.status === 'PARTIALLY_SHIPPED';
    refuseUnless(isOpen, `a buyer cannot ask to cancel an order in ${order.status}`);
    return shown(book.change(order, withCancelRequest(order, reason, orderItemIds), 'BuyerRequestedChange'));
  });

  app.post('/_control/orders/:id/ship', async (request) => {
    const order = found(request);
    const { packages } = shipment.parse(bodyOf(request));
    refuseUnless(canMove(order.status, 'SHIPPED'), `${order.status} cannot be shipped`);
    if (order.fulfilledBy === 'AMAZON') return shown(book.change(order, shippedByAmazon(order)));
    let after = order;
    for (const each of packages) {
      const packed = {
        ...amazonPackage({ order: after, items: each.items ?? remainingItems(after), at: book.eventTime() }),
        ...definedOf(each),
      };
      for (const item of packed.items) refuseTooMany(after, item);
      after = withPackage(after, packed);
    }
    return shown(book.change(order, after));
  });

  app.post('/_control/orders/:id/packages/:reference/status', async (request) => {
    const order = found(request);
    const { reference } = z.object({ reference: z.string() }).parse(request.params);
    const { status, detailedStatus } = z
      .strictObject({ status: z.enum(packageStatuses), detailedStatus: z.string().optional() })
      .parse(bodyOf(request));
    refuseUnless(
      order.packages.some((each) => each.packageReferenceId === reference),
      `there is no package ${reference}`,
    );
    const packages = order.packages.map((each) =>
      each.packageReferenceId === reference ? { ...each, status, detailedStatus } : each,
    );
    return shown(book.change(order, { ...order, packages }));
  });

  app.post('/_control/orders/:id/tip', async (request) => {
    const order = found(request);
    const { amount, status } = z
      .strictObject({ amount: z.string(), status: z.enum(['PENDING', 'FINALIZED']).default('FINALIZED') })
      .parse(bodyOf(request));
    const parsed = parseAmount(amount, order.currency);
    if (parsed === undefined) throw new ControlRefused(`"${amount}" is no amount of ${order.currency}`);
    return shown(book.change(order, { ...order, tip: { amount: parsed, status } }, 'DeliveryTipChange'));
  });

  app.post('/_control/orders/:id/raw', async (request) => {
    const order = found(request);
    const { raw } = z.strictObject({ raw: z.record(z.string(), z.unknown()).nullable() }).parse(bodyOf(request));
    return shown(book.change(order, { ...order, raw: raw ?? undefined }));
  });
}

const shipment = z.strictObject({
  packages: z
    .array(
      z.strictObject({
        packageReferenceId: z.string().optional(),
        carrier: z.string().optional(),
        trackingNumber: z.string().optional(),
        shippingService: z.string().optional(),
        items: z.array(z.strictObject({ orderItemId: z.string(), quantity: z.int().min(1) })).optional(),
      }),
    )
    .default([{}]),
});

function refuseTooMany(order: OrderRecord, { orderItemId, quantity }: { orderItemId: string; quantity: number }): void {
  const item = order.items.find((each) => each.orderItemId === orderItemId);
  if (item === undefined) throw new ControlRefused(`there is no item ${orderItemId}`);
  refuseUnless(quantity <= quantityUnshipped(order, item), `item ${orderItemId} has fewer units left`);
}

function refuseUnless(isTrue: boolean, otherwise: string): void {
  if (!isTrue) throw new ControlRefused(otherwise);
}
