import type { CommerceOrder, CommercePort } from '../src/commerce/port.js';
import type { OrderSettings } from '../src/domain/order-settings.js';

/**
 * Invoices an order that Amazon has paid, so that the merchant's ERP sees it paid and a shipment completes it. Called
 * twice it makes one invoice: Commerce refuses a second one for the same goods. An invoice resets a custom status.
 * Comes back with what the operator should know, if anything.
 */
export async function payCommerceOrder(
  { invoices, orders }: Pick<CommercePort, 'invoices' | 'orders'>,
  order: CommerceOrder,
  settings: Pick<OrderSettings, 'invoice' | 'status'>,
): Promise<string | undefined> {
  if (settings.invoice === 'shipment' || order.state !== 'processing') return undefined;
  const answer = await invoices.create(order.entityId);
  if (answer !== 'created' && answer !== 'nothing-left') return `Commerce refused the invoice: ${answer.refused}`;
  if (settings.status !== 'default' && (answer === 'created' || isReset(order))) {
    await orders.comment(order.entityId, 'Paid at Amazon', settings.status);
  }
  return undefined;
}

/** An earlier attempt came to the invoice and no further. Any other status is the merchant's own doing since. */
const isReset = ({ status }: CommerceOrder): boolean => status === 'processing';
