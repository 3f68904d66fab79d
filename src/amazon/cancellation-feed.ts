import type { CancellationLine } from '../domain/cancellation-line.js';
import { element, type XmlNode, xmlDocument } from './xml-writer.js';

export const cancellationFeedType = 'POST_ORDER_ACKNOWLEDGEMENT_DATA';

/**
 * Amazon's order acknowledgement with the status `Failure`, which cancels the named items. Items must be named: without them
 * Amazon takes the feed and cancels nothing. Never for an order of which anything has shipped: Amazon refunds all of it.
 */
export function cancellationDocument(sellerId: string, lines: readonly CancellationLine[]): string {
  return xmlDocument({
    name: 'AmazonEnvelope',
    attributes: {
      'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      'xsi:noNamespaceSchemaLocation': 'amzn-envelope.xsd',
    },
    content: [
      element('Header', [element('DocumentVersion', '1.01'), element('MerchantIdentifier', sellerId)]),
      element('MessageType', 'OrderAcknowledgement'),
      ...lines.map(messageOf),
    ],
  });
}

/** The number of its message is how the report speaks of a line. */
const messageOf = ({ amazonOrderId, orderItemIds, reason }: CancellationLine, index: number): XmlNode =>
  element('Message', [
    element('MessageID', String(index + 1)),
    element('OrderAcknowledgement', [
      element('AmazonOrderID', amazonOrderId),
      element('StatusCode', 'Failure'),
      ...orderItemIds.map((id) =>
        element('Item', [element('AmazonOrderItemCode', id), element('CancelReason', reason)]),
      ),
    ]),
  ]);
