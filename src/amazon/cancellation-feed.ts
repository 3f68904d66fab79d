import { DOMImplementation, type Document, type Element, XMLSerializer } from '@xmldom/xmldom';
import type { CancellationLine } from '../domain/cancellation-line.js';

export const cancellationFeedType = 'POST_ORDER_ACKNOWLEDGEMENT_DATA';

const schemaInstance = 'http://www.w3.org/2001/XMLSchema-instance';

/**
 * Amazon's order acknowledgement with the status `Failure`, which cancels the named items. Items must be named: without them
 * Amazon takes the feed and cancels nothing. Never for an order of which anything has shipped: Amazon refunds all of it.
 */
export function cancellationDocument(sellerId: string, lines: readonly CancellationLine[]): string {
  const document = new DOMImplementation().createDocument(null, 'AmazonEnvelope');
  document.insertBefore(
    document.createProcessingInstruction('xml', 'version="1.0" encoding="UTF-8"'),
    document.documentElement,
  );
  document.documentElement?.setAttributeNS(schemaInstance, 'xsi:noNamespaceSchemaLocation', 'amzn-envelope.xsd');
  const element = elementsOf(document);
  const header = element('Header', [element('DocumentVersion', '1.01'), element('MerchantIdentifier', sellerId)]);
  const messages = lines.map((line, index) => messageOf(element, line, index));
  for (const part of [header, element('MessageType', 'OrderAcknowledgement'), ...messages]) {
    document.documentElement?.appendChild(part);
  }
  return new XMLSerializer().serializeToString(document);
}

type NewElement = (name: string, content: string | readonly Element[]) => Element;

const elementsOf =
  (document: Document): NewElement =>
  (name, content) => {
    const made = document.createElement(name);
    if (typeof content === 'string') made.appendChild(document.createTextNode(content));
    else for (const child of content) made.appendChild(child);
    return made;
  };

/** The number of its message is how the report speaks of a line. */
const messageOf = (element: NewElement, { amazonOrderId, orderItemIds, reason }: CancellationLine, index: number) =>
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
