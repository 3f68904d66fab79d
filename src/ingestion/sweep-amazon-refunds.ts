import type { AccountActivities } from '../../activities/contract.js';
import type { AmazonFinances } from '../amazon/port.js';
import type { AmazonRefund } from '../domain/amazon-refund.js';
import type { AmazonOrderId } from '../domain/ids.js';

type Deps = {
  readonly amazon: AmazonFinances;
  /** Comes back when the order's workflow, or its late one, durably has it. */
  readonly tellRefund: (
    amazonOrderId: AmazonOrderId,
    refund: AmazonRefund,
  ) => Promise<'told' | 'known' | 'no-such-order'>;
  readonly nextSweepAfterMs: number;
};

const keptMax = 50_000;

/**
 * One page of refunds, each told to its order. Sweeps overlap by days: what this process has told is not told again, and
 * what another one told is known to the order and starts nothing.
 */
export function sweepAmazonRefunds({
  amazon,
  tellRefund,
  nextSweepAfterMs,
}: Deps): AccountActivities['sweepAmazonRefunds'] {
  const told = new Set<string>();
  return async ({ postedAfter, postedBefore, pageToken }) => {
    const page = await amazon.listRefunds({
      postedAfter,
      postedBefore,
      ...(pageToken === undefined ? {} : { pageToken }),
    });
    if (page === 'page-token-refused') return { outcome: 'page-token-refused' };
    let news = 0;
    for (const { amazonOrderId, refund } of page.refunds) {
      if (told.has(refund.id)) continue;
      // An order that is not there yet, or never was imported, may be there at the next sweep.
      const answer = await tellRefund(amazonOrderId, refund);
      if (answer === 'no-such-order') continue;
      told.add(refund.id);
      if (answer === 'told') news += 1;
      const [oldest] = told;
      if (told.size > keptMax && oldest !== undefined) told.delete(oldest);
    }
    const { nextPageToken, unreadable } = page;
    return {
      outcome: 'page',
      refunds: page.refunds.length,
      told: news,
      unreadable,
      ...(nextPageToken === undefined ? {} : { nextPageToken }),
      nextSweepAfterMs,
    };
  };
}
