import type { LineResult } from './acknowledgement-feed.js';
import { escapeXml } from './xml.js';

/** The document behind resultFeedDocumentId: a summary, and one Result per line that did not simply succeed. */
export function processingReport(feedId: string, sellerId: string, lines: readonly LineResult[]): string {
  const count = (outcome: LineResult['outcome']): number => lines.filter((line) => line.outcome === outcome).length;
  const results = lines.filter((line) => line.outcome !== 'done').map(resultOf);
  return `<?xml version="1.0" encoding="UTF-8"?>
<AmazonEnvelope xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="amzn-envelope.xsd">
  <Header><DocumentVersion>1.02</DocumentVersion><MerchantIdentifier>${escapeXml(sellerId)}</MerchantIdentifier></Header>
  <MessageType>ProcessingReport</MessageType>
  <Message>
    <MessageID>1</MessageID>
    <ProcessingReport>
      <DocumentTransactionID>${escapeXml(feedId)}</DocumentTransactionID>
      <StatusCode>Complete</StatusCode>
      <ProcessingSummary>
        <MessagesProcessed>${lines.length}</MessagesProcessed>
        <MessagesSuccessful>${lines.length - count('error')}</MessagesSuccessful>
        <MessagesWithError>${count('error')}</MessagesWithError>
        <MessagesWithWarning>${count('warning')}</MessagesWithWarning>
      </ProcessingSummary>
${results.join('\n')}
    </ProcessingReport>
  </Message>
</AmazonEnvelope>
`;
}

const resultOf = ({ messageId, outcome, code, description }: LineResult): string => `      <Result>
        <MessageID>${escapeXml(messageId)}</MessageID>
        <ResultCode>${outcome === 'error' ? 'Error' : 'Warning'}</ResultCode>
        <ResultMessageCode>${escapeXml(code)}</ResultMessageCode>
        <ResultDescription>${escapeXml(description)}</ResultDescription>
      </Result>`;
