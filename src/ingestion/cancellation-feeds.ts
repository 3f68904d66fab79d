import type { Client } from '@temporalio/client';
import type { AccountActivities, BlockedOutcome } from '../../activities/contract.js';
import { cancelAnswered } from '../../workflows/messages.js';
import type { AmazonCancellations, CancellationFeed, CancellationRefused, LineRemark } from '../amazon/port.js';
import type { CancellationAnswer, CancellationLine } from '../domain/cancellation-line.js';
import type { SellerId } from '../domain/ids.js';
import { isHeard } from '../temporal/workflow-gone.js';
import { orderWorkflowId } from '../temporal/workflow-ids.js';

type Deps = {
  readonly client: Pick<Client, 'workflow'>;
  readonly sellerId: SellerId;
  readonly cancellations: AmazonCancellations;
  readonly nextFeedAfterMs: number;
};
type Feeds = 'uploadCancellations' | 'createCancellationFeed' | 'settleCancellationFeed';

/** The three steps of one cancellation feed; the account's workflow keeps what comes out of each before the next. */
export const cancellationFeeds = (deps: Deps): Pick<AccountActivities, Feeds> => ({
  uploadCancellations: async ({ lines }) => {
    const { cancellations, sellerId } = deps;
    const answer = await cancellations.uploadCancellations({ sellerId, lines });
    return 'refused' in answer ? blockedBy(answer) : { outcome: 'uploaded', ...answer };
  },
  createCancellationFeed: async ({ feedDocumentId, marketplaceIds }) => {
    const answer = await deps.cancellations.createCancellationFeed({ feedDocumentId, marketplaceIds });
    if ('refused' in answer) return blockedBy(answer);
    return { outcome: 'created', feedId: answer.feedId, nextFeedAfterMs: deps.nextFeedAfterMs };
  },
  settleCancellationFeed: async ({ feedId, lines }) => {
    const feed = await deps.cancellations.readCancellationFeed(feedId);
    if (feed.status === 'working') return { outcome: 'working' };
    const counts = { accepted: 0, refused: 0, failed: 0 };
    for (const [index, line] of lines.entries()) {
      const answer = answerTo(feed, index + 1);
      counts[answer.outcome] += 1;
      await tell(deps, line, answer);
    }
    return { outcome: 'settled', ...counts };
  },
});

const blockedBy = ({ text }: CancellationRefused): BlockedOutcome => ({
  outcome: 'blocked',
  blocker: { code: 'amazon-refused', subject: text },
});

function answerTo(feed: Exclude<CancellationFeed, { readonly status: 'working' }>, line: number): CancellationAnswer {
  if (feed.status === 'dead') return { outcome: 'failed', text: `Amazon ended the feed as ${feed.as}` };
  if (feed.status === 'report-unreadable')
    return { outcome: 'failed', text: "Amazon's report of the feed is unreadable" };
  const remarks = feed.remarks.filter((remark) => remark.line === line || remark.line === 'all');
  const textOf = (kind: LineRemark['kind']) => remarks.find((remark) => remark.kind === kind)?.text;
  const refused = textOf('error');
  if (refused !== undefined) return { outcome: 'refused', text: refused };
  const warning = textOf('warning');
  return { outcome: 'accepted', ...(warning === undefined ? {} : { warning }) };
}

/** An order that has ended, most often because it was seen Canceled, need not be told. */
async function tell({ client, sellerId }: Deps, line: CancellationLine, answer: CancellationAnswer): Promise<void> {
  const workflowId = orderWorkflowId({ sellerId, amazonOrderId: line.amazonOrderId });
  await isHeard(client.workflow.getHandle(workflowId).signal(cancelAnswered, answer));
}
