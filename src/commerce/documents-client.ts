import { allWithIds } from './all-pages.js';
import type { CommerceInvoices, CommerceRefunds, CommerceShipments } from './port.js';
import type { RestCall, RestTransport } from './rest-transport.js';
import { shipmentFields, wireShipment } from './wire-schemas.js';

type Refusable<Outcome> = Outcome | { readonly refused: string };

/** The document itself is not parsed: its number is nobody's business, and it is found again by its order. */
async function createDocument(
  transport: RestTransport,
  call: RestCall,
  nothingLeft: RegExp,
): Promise<Refusable<'created' | 'nothing-left'>> {
  const answer = await transport.call(call);
  if ('json' in answer) return 'created';
  return answer.refused.says(nothingLeft) ? 'nothing-left' : { refused: answer.refused.text };
}

export const createInvoicesClient = (transport: RestTransport): CommerceInvoices => ({
  create: (entityId) =>
    createDocument(
      transport,
      {
        operation: 'createInvoice',
        method: 'POST',
        path: `/V1/order/${entityId}/invoice`,
        body: {
          capture: false,
          items: [],
          notify: false,
          appendComment: false,
          comment: { comment: 'Paid at Amazon', is_visible_on_front: 0 },
        },
      },
      // A complete or closed order refuses by its status, an invoiced one because there are no products.
      /does not allow an invoice to be created|invoice cannot be created when an order has a status of (complete|closed)/i,
    ),
});

export const createRefundsClient = (transport: RestTransport): CommerceRefunds => ({
  createForAll: (entityId, { comment, returnedLineIds }) =>
    createDocument(
      transport,
      {
        operation: 'createRefund',
        method: 'POST',
        path: `/V1/order/${entityId}/refund`,
        body: {
          // No items and no shipping amount: all that was invoiced. Named amounts would leave the order half open.
          items: [],
          notify: false,
          appendComment: false,
          comment: { comment, is_visible_on_front: 0 },
          arguments: { adjustment_positive: 0, extension_attributes: { return_to_stock_items: returnedLineIds } },
        },
      },
      /does not allow a (creditmemo|credit memo) to be created|(creditmemo|credit memo) can ?not be created when an order has a status of closed/i,
    ),
});

export function createShipmentsClient(
  transport: RestTransport,
  options: { readonly sourceCode?: string | undefined },
): CommerceShipments {
  const { sourceCode } = options;
  const call = { operation: 'findShipments', method: 'GET', path: '/V1/shipments' } as const;

  return {
    ofOrders: (entityIds) =>
      allWithIds(entityIds, { transport, call, field: 'order_id', fields: shipmentFields, item: wireShipment }),

    async create({ orderEntityId, lines, comment, tracks }) {
      // Without items, Commerce ships all that is left of the order.
      if (!lines.some(({ quantity }) => quantity > 0)) throw new Error('a shipment without lines ships everything');
      return await createDocument(
        transport,
        {
          operation: 'createShipment',
          method: 'POST',
          path: `/V1/order/${orderEntityId}/ship`,
          isAppended: true,
          body: {
            items: lines.map(({ lineId, quantity }) => ({ order_item_id: lineId, qty: quantity })),
            notify: false,
            appendComment: false,
            comment: { comment, is_visible_on_front: 0 },
            tracks: tracks.map(({ number, carrierCode, title }) => ({
              track_number: number,
              title,
              carrier_code: carrierCode,
            })),
            ...(sourceCode === undefined ? {} : { arguments: { extension_attributes: { source_code: sourceCode } } }),
          },
        },
        /does not allow a shipment to be created/i,
      );
    },

    async addTrack({ orderEntityId, shipmentId, track }) {
      const answer = await transport.call({
        operation: 'addTrack',
        method: 'POST',
        path: '/V1/shipment/track',
        isAppended: true,
        body: {
          entity: {
            order_id: orderEntityId,
            parent_id: shipmentId,
            track_number: track.number,
            title: track.title,
            carrier_code: track.carrierCode,
            // Magento's schema wants these three; nothing reads them.
            weight: 0,
            qty: 0,
            description: '',
          },
        },
      });
      return 'json' in answer ? 'added' : { refused: answer.refused.text };
    },
  };
}
