import { firstFault } from '../remote/first-fault.js';
import type { AmazonFinances } from './port.js';
import { refundFromWire } from './refund-from-wire.js';
import { failureOf, type SpApiTransport } from './sp-api-transport.js';
import { wireTransactionsPage } from './wire-transactions.js';

/** Without a marketplace: with one, Amazon leaves out what US merchants ship themselves. */
export const amazonFinancesOver = (transport: SpApiTransport): AmazonFinances => ({
  async listRefunds({ postedAfter, postedBefore, pageToken }) {
    const query: Readonly<Record<string, string>> = {
      postedAfter,
      postedBefore,
      ...(pageToken === undefined ? {} : { nextToken: pageToken }),
    };
    const call = {
      operation: 'listTransactions',
      method: 'GET',
      path: '/finances/2024-06-19/transactions',
      query,
    } as const;
    const answer = await transport.call(call);
    if ('refused' in answer) {
      const { status, code, text } = answer.refused;
      if (pageToken !== undefined && status === 400 && /token/i.test(text)) return 'page-token-refused';
      throw failureOf(call, { kind: 'rejected', code }, { requestId: answer.requestId, detail: text });
    }
    const parsed = wireTransactionsPage.safeParse(answer.json);
    if (!parsed.success) {
      const at = firstFault(parsed.error);
      throw failureOf(call, { kind: 'malformed-answer', at }, { requestId: answer.requestId });
    }
    const { transactions = [], nextToken } = parsed.data.payload;
    const read = transactions.map(refundFromWire);
    return {
      refunds: read.flatMap((each) => (typeof each === 'object' ? [each] : [])),
      unreadable: read.filter((each) => each === 'unreadable').length,
      ...(nextToken === undefined ? {} : { nextPageToken: nextToken }),
    };
  },
});
