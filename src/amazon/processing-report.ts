import type { Element } from '@xmldom/xmldom';
import { safeText } from '../remote/safe-text.js';
import type { LineRemark } from './port.js';
import { childrenOf, readXml, textIn } from './xml-reader.js';

/**
 * What Amazon's report says of single lines. Amazon publishes no codes for orders, so only `Error` and `Warning` are told
 * apart, and its own words are shown. A remark about message 0, or none that we sent, is about the whole feed.
 */
export function remarksOf(report: string, linesMax = Number.MAX_SAFE_INTEGER): readonly LineRemark[] | 'malformed' {
  const envelope = readXml(report);
  if (envelope === 'malformed') return 'malformed';
  const reports = childrenOf(envelope, 'Message').flatMap((message) => childrenOf(message, 'ProcessingReport'));
  if (envelope.localName !== 'AmazonEnvelope' || reports.length === 0) return 'malformed';
  return reports.flatMap((each) => childrenOf(each, 'Result')).map((result) => remarkOf(result, linesMax));
}

function remarkOf(result: Element, linesMax: number): LineRemark {
  const line = Number(textIn(result, 'MessageID'));
  const words = [textIn(result, 'ResultDescription'), textIn(result, 'ResultMessageCode')];
  return {
    line: Number.isInteger(line) && line >= 1 && line <= linesMax ? line : 'all',
    // What is no warning is taken for an error: the order is read before that is believed.
    kind: textIn(result, 'ResultCode') === 'Warning' ? 'warning' : 'error',
    text: safeText(words.find((word) => word !== undefined && word !== '') ?? 'no reason given'),
  };
}
