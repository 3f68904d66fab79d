import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Ledger } from '../ledger.js';
import { type CommerceFaults, commerceFaultKinds } from './commerce-faults.js';
import { serveAdminActs } from './control-admin.js';
import { controlBody } from './control-body.js';
import { customerView } from './customers.js';
import { creditmemoView, documentView, historyOf, shipmentView } from './document-view.js';
import type { Json } from './json.js';
import { productInput } from './options.js';
import { orderView } from './order-view.js';
import { operations } from './rest-api.js';
import type { OrderRow } from './rows.js';
import type { Shop } from './shop.js';

/**
 * The control API: what a test or a demo does to the shop from outside, and what it looks at afterwards. JSON, no login,
 * below `/_control/`. A body that does not fit is answered with 400 and the faults found in it.
 *
 *   GET    /_control/health                     { status: 'ok', orders: n }
 *   GET    /_control/orders                     [{ order, invoices, shipments, tracks, creditmemos, comments }]
 *   GET    /_control/orders/{number or id}      one of these
 *   GET    /_control/customers                  [customer]
 *   GET    /_control/products                   [product, with its sources]
 *   POST   /_control/products                   product or [product]: added, or replaced under its SKU
 *            { sku, name?, id?, status?: 1|2, typeId?, price?, websiteIds?, qty?, sources?, minQty?, manageStock?, backorders? }
 *   POST   /_control/products/change            { sku, …what changes }: disable, enable, restock, …
 *   POST   /_control/products/remove            { sku }
 *   GET    /_control/stock?sku=…                { sku, sources, reservations, stocks: [{ stockId, reserved, salable }] }; no sku: all
 *   GET    /_control/mails                      [{ kind, to, audience, orderId, at }]         DELETE: forgets them
 *   GET    /_control/ledger?operation=&orderId= [every request received, and what was answered]  DELETE: forgets them
 *   GET    /_control/operations                 names that the ledger and the faults use
 *   GET    /_control/faults                     [fault]
 *   POST   /_control/faults                     { operation: name or '*', kind, subject?, times?, after?, probability?, forMs?, status?, body?, headers?, delayMs? }
 *            kinds: status, html-503, cut-connection, delay | delayed-reply, lost-reply-after-commit, error-after-commit
 *   DELETE /_control/faults                     removes all                                    DELETE /_control/faults/{id}: one
 *   POST   /_control/admin/…                    what an Admin user does: see control-admin.ts
 */
export type ControlApi = { readonly shop: Shop; readonly ledger: Ledger; readonly faults: CommerceFaults };

const faultInput = z.object({
  operation: z.string().min(1),
  kind: z.enum(commerceFaultKinds),
  subject: z.string().optional(),
  times: z.number().int().positive().optional(),
  after: z.number().int().min(0).optional(),
  probability: z.number().min(0).max(1).optional(),
  forMs: z.number().min(0).optional(),
  status: z.number().int().min(200).max(599).optional(),
  body: z.unknown().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  delayMs: z.number().min(0).optional(),
});
const skuInput = z.object({ sku: z.string().min(1) });
const ledgerQuery = z.object({ operation: z.string().optional(), orderId: z.string().optional() });
const changesInput = z
  .object(productInput.shape)
  .partial()
  .extend({ sku: z.string().min(1) });

export function serveControl(app: FastifyInstance, api: ControlApi): void {
  serveOrders(app, api);
  serveProducts(app, api);
  serveBooks(app, api);
  serveFaults(app, api);
  serveAdminActs(app, api.shop);
}

function serveOrders(app: FastifyInstance, { shop }: ControlApi): void {
  app.get('/_control/health', () => ({ status: 'ok', orders: [...shop.orders.values()].length }));
  app.get('/_control/orders', () => [...shop.orders.values()].map(truthOf));
  app.get('/_control/orders/*', (request, reply) => {
    const row = shop.orders.find(decodeURIComponent(wildcardOf(request)));
    return row === undefined ? absent(reply) : truthOf(row);
  });
  app.get('/_control/customers', () => [...shop.customers.values()].map(customerView));
}

function serveProducts(app: FastifyInstance, { shop }: ControlApi): void {
  app.get('/_control/products', () => [...shop.catalogue.values()]);
  app.post('/_control/products', (request) => {
    const products = z.union([z.array(productInput), productInput]).parse(controlBody(request));
    return (Array.isArray(products) ? products : [products]).map((product) => shop.catalogue.put(product));
  });
  app.post('/_control/products/change', (request, reply) => {
    const sent = controlBody(request);
    const { sku } = changesInput.parse(sent);
    // Only what was sent is a change: parsed defaults would undo the rest.
    const named = z.record(z.string(), z.unknown()).parse(sent);
    const parsed = Object.entries(changesInput.parse(sent)).filter(([key]) => key in named);
    return shop.catalogue.change(sku, Object.fromEntries(parsed)) ?? absent(reply);
  });
  app.post('/_control/products/remove', (request) => {
    shop.catalogue.remove(skuInput.parse(controlBody(request)).sku);
    return {};
  });
  app.get('/_control/stock', (request, reply) => {
    const { sku } = skuInput.partial().parse(request.query);
    if (sku === undefined) return [...shop.catalogue.values()].map((product) => stockTruth(shop, product.sku));
    return stockTruth(shop, sku) ?? absent(reply);
  });
}

function serveBooks(app: FastifyInstance, { shop, ledger }: ControlApi): void {
  app.get('/_control/mails', () => shop.mailBox.list());
  app.delete('/_control/mails', () => {
    shop.mailBox.clear();
    return {};
  });
  app.get('/_control/ledger', (request) => ledger.list(ledgerQuery.parse(request.query)));
  app.delete('/_control/ledger', () => {
    ledger.clear();
    return {};
  });
  app.get('/_control/operations', () => operations);
}

function serveFaults(app: FastifyInstance, { faults }: ControlApi): void {
  app.get('/_control/faults', () => faults.list());
  app.post('/_control/faults', (request) => faults.add(faultInput.parse(controlBody(request))));
  app.delete('/_control/faults', () => {
    faults.remove();
    return {};
  });
  app.delete('/_control/faults/*', (request) => {
    faults.remove(wildcardOf(request));
    return {};
  });
}

function truthOf(row: OrderRow): Json {
  return {
    order: orderView(row),
    invoices: row.invoices.map(documentView),
    shipments: row.shipments.map(shipmentView),
    tracks: row.shipments.flatMap(({ tracks }) => tracks),
    creditmemos: row.creditmemos.map(creditmemoView),
    comments: historyOf(row),
  };
}

function stockTruth(shop: Shop, sku: string): Json | undefined {
  const product = shop.catalogue.bySku(sku);
  if (product === undefined) return undefined;
  const { stockRoom, options } = shop;
  return {
    sku,
    sources: product.sources,
    reservations: [...shop.reservations.values()].filter((reservation) => reservation.sku === sku),
    stocks: options.stocks.map((stock) => ({
      stockId: stock.id,
      reserved: stockRoom.reserved(sku, stock.id),
      salable: stockRoom.salable(product, stock),
    })),
  };
}

function absent(reply: FastifyReply): Json {
  reply.code(404);
  return { message: 'There is no such thing here.' };
}

function wildcardOf(request: FastifyRequest): string {
  return z.object({ '*': z.string() }).parse(request.params)['*'];
}
