import { describe, expect, it } from '@jest/globals';
import { WorkflowNotFoundError } from '@temporalio/client';
import type { AmazonCancellations, CancellationFeed } from '../../src/amazon/port.js';
import type { CancellationLine } from '../../src/domain/cancellation-line.js';
import { cancellationFeeds } from '../../src/ingestion/cancellation-feeds.js';
import { itemId, newOrderRef } from '../support/order-inputs.js';

const { accountId, sellerId, marketplaceId } = newOrderRef();
const newLine = (): CancellationLine => ({
  amazonOrderId: newOrderRef().amazonOrderId,
  marketplaceId,
  reason: 'NoInventory',
  orderItemIds: [itemId('05015851154158')],
});
const lines = [newLine(), newLine(), newLine()];

/** A feed that stands like this, and whatever is told to orders. */
function feedsOf(feed: CancellationFeed, ended: readonly string[] = []) {
  const told: { readonly workflowId: string; readonly answer: unknown }[] = [];
  const cancellations: AmazonCancellations = {
    cancelOrder: async () => 'not-offered',
    uploadCancellations: async () => ({ refused: 'InvalidInput', text: 'no content type' }),
    createCancellationFeed: async () => ({ refused: '400', text: 'no such document' }),
    readCancellationFeed: async () => feed,
  };
  const getHandle = (workflowId: string) => ({
    signal: async (_signal: unknown, answer: unknown) => {
      if (ended.includes(workflowId))
        throw new WorkflowNotFoundError('workflow execution already completed', workflowId, undefined);
      told.push({ workflowId, answer });
    },
  });
  // Of the whole client, only signals are sent.
  const client = { workflow: { getHandle } } as never;
  return { told, feeds: cancellationFeeds({ client, sellerId, cancellations, nextFeedAfterMs: 300_000 }) };
}

const workflowIdOf = ({ amazonOrderId }: CancellationLine) => `amazon-order:${sellerId}:${amazonOrderId}`;
const request = { accountId, feedId: '7', lines };

describe('a cancellation feed', () => {
  it('that Amazon works on tells nobody anything', async () => {
    const { told, feeds } = feedsOf({ status: 'working' });
    expect(await feeds.settleCancellationFeed(request)).toEqual({ outcome: 'working' });
    expect(told).toEqual([]);
  });

  it('that is done tells each order what its line came to; asked twice, the same', async () => {
    const { told, feeds } = feedsOf({
      status: 'done',
      remarks: [
        { line: 2, kind: 'error', text: 'cannot be changed' },
        { line: 3, kind: 'warning', text: 'was refunded' },
      ],
    });
    const counts = { outcome: 'settled', accepted: 2, refused: 1, failed: 0 };
    expect(await feeds.settleCancellationFeed(request)).toEqual(counts);
    expect(await feeds.settleCancellationFeed(request)).toEqual(counts);
    expect(told.slice(0, 3).map(({ answer }) => answer)).toEqual([
      { outcome: 'accepted' },
      { outcome: 'refused', text: 'cannot be changed' },
      { outcome: 'accepted', warning: 'was refunded' },
    ]);
    expect(told.slice(3)).toEqual(told.slice(0, 3));
    expect(told[0]?.workflowId).toBe(lines[0] && workflowIdOf(lines[0]));
  });

  it.each<[string, CancellationFeed, object]>([
    [
      'was stopped',
      { status: 'dead', as: 'CANCELLED' },
      { outcome: 'failed', text: 'Amazon ended the feed as CANCELLED' },
    ],
    [
      'ended with a report that nobody can read',
      { status: 'report-unreadable' },
      { outcome: 'failed', text: "Amazon's report of the feed is unreadable" },
    ],
    [
      'was refused as a whole',
      { status: 'done', remarks: [{ line: 'all', kind: 'error', text: 'no envelope' }] },
      { outcome: 'refused', text: 'no envelope' },
    ],
  ])('that %s tells all of its orders so', async (_, feed, answer) => {
    const { told, feeds } = feedsOf(feed);
    await feeds.settleCancellationFeed(request);
    expect(told.map((each) => each.answer)).toEqual([answer, answer, answer]);
  });

  it('an order that has ended meanwhile holds up no other', async () => {
    const [first] = lines;
    const { told, feeds } = feedsOf({ status: 'done', remarks: [] }, first === undefined ? [] : [workflowIdOf(first)]);
    expect(await feeds.settleCancellationFeed(request)).toMatchObject({ accepted: 3 });
    expect(told).toHaveLength(2);
  });

  it('that Amazon does not take is blocked, in its own words', async () => {
    const { feeds } = feedsOf({ status: 'working' });
    expect(await feeds.uploadCancellations({ accountId, lines })).toMatchObject({
      blocker: { code: 'amazon-refused', subject: 'no content type' },
    });
    const created = feeds.createCancellationFeed({ accountId, feedDocumentId: 'd', marketplaceIds: [marketplaceId] });
    expect(await created).toMatchObject({ blocker: { code: 'amazon-refused', subject: 'no such document' } });
  });
});
