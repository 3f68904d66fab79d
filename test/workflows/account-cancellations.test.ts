import { describe, expect, it } from '@jest/globals';
import type { AccountActivities } from '../../activities/contract.js';
import type { CancellationLine } from '../../src/domain/cancellation-line.js';
import { cancelCalledOff, cancelWanted } from '../../workflows/account-messages.js';
import type { RunningAccount } from '../support/account-stage.js';
import { accountsOnServer } from '../support/accounts-on-server.js';
import { itemId, newOrderRef } from '../support/order-inputs.js';
import { until } from '../support/until.js';

const newLine = (): CancellationLine => {
  const { amazonOrderId, marketplaceId } = newOrderRef();
  return { amazonOrderId, marketplaceId, reason: 'NoInventory', orderItemIds: [itemId('05015851154158')] };
};

describe('an account whose orders are to be cancelled', () => {
  const told = accountsOnServer();
  const tell = (activities: Partial<AccountActivities>, telling: (account: RunningAccount) => Promise<void>) =>
    told({ activities }, telling);

  it('sends the first at once, and lets what comes within the next minutes wait for one feed together', async () => {
    const [first, second, third] = [newLine(), newLine(), newLine()];
    await tell({}, async ({ handle, until: reached, argumentsOf }) => {
      await handle.signal(cancelWanted, first);
      await reached(({ cancellations }) => cancellations?.settled.length === 1);
      await handle.signal(cancelWanted, second);
      await handle.signal(cancelWanted, third);
      await handle.signal(cancelWanted, second); // twice is once
      const { cancellations } = await reached(({ cancellations: known }) => known?.waiting.length === 2);
      expect(cancellations?.feed).toBeUndefined();
      expect(Date.parse(cancellations?.nextFeedAt ?? '')).toBeGreaterThan(Date.now() + 200_000);
      expect(argumentsOf('uploadCancellations').map(({ lines }) => lines)).toEqual([[first]]);
      expect(argumentsOf('settleCancellationFeed')).toMatchObject([{ feedId: '50001', lines: [first] }]);
    });
  });

  /** The first feed stays with Amazon until `end` is called; whatever is wanted meanwhile waits for the second. */
  function firstFeedHeld(activities: Partial<AccountActivities> = {}) {
    let isOver = false;
    const held: Partial<AccountActivities> = {
      createCancellationFeed: async () => ({ outcome: 'created', feedId: '50001', nextFeedAfterMs: 1 }),
      settleCancellationFeed: async ({ lines }) =>
        isOver ? { outcome: 'settled', accepted: lines.length, refused: 0, failed: 0 } : { outcome: 'working' },
      ...activities,
    };
    const end = () => {
      isOver = true;
    };
    return { held, end };
  }

  it('sends all that waits by then in one feed, with each marketplace named once', async () => {
    const lines = [newLine(), newLine(), newLine()];
    const { held, end } = firstFeedHeld();
    await tell(held, async ({ handle, until: reached, argumentsOf }) => {
      await handle.signal(cancelWanted, newLine());
      await reached(({ cancellations }) => cancellations?.feed?.feedId !== undefined);
      for (const line of lines) await handle.signal(cancelWanted, line);
      await reached(({ cancellations }) => cancellations?.waiting.length === 3);
      end();
      await reached(({ cancellations }) => cancellations?.settled.length === 2);
      expect(argumentsOf('uploadCancellations')[1]?.lines).toEqual(lines);
      expect(argumentsOf('createCancellationFeed')[1]?.marketplaceIds).toEqual([lines[0]?.marketplaceId]);
    });
  });

  it('leaves out an order of which a package has left, also when its document is just being uploaded', async () => {
    const [early, kept, left] = [newLine(), newLine(), newLine()];
    let uploads = 0;
    let hasLeft = false;
    const { held, end } = firstFeedHeld({
      uploadCancellations: async () => {
        uploads += 1;
        if (uploads === 2) {
          await until(
            async () => hasLeft,
            (is) => is,
          );
        }
        return { outcome: 'uploaded', feedDocumentId: `document-${uploads}` };
      },
    });
    await tell(held, async ({ handle, until: reached, argumentsOf }) => {
      await handle.signal(cancelWanted, newLine());
      await reached(({ cancellations }) => cancellations?.feed?.feedId !== undefined);
      for (const line of [early, kept, left]) await handle.signal(cancelWanted, line);
      await handle.signal(cancelCalledOff, { amazonOrderId: early.amazonOrderId });
      await reached(({ cancellations }) => cancellations?.waiting.length === 2);
      end();
      await reached(({ cancellations }) => cancellations?.feed?.lines.length === 2);
      await handle.signal(cancelCalledOff, { amazonOrderId: left.amazonOrderId });
      await reached(({ cancellations }) => cancellations?.feed?.lines.length === 1);
      hasLeft = true;
      await reached(({ cancellations }) => cancellations?.settled.length === 2);
      const handedIn = argumentsOf('createCancellationFeed').map(({ feedDocumentId }) => feedDocumentId);
      expect(handedIn).toEqual(['document-1', 'document-3']);
      expect(argumentsOf('settleCancellationFeed').at(-1)?.lines).toEqual([kept]);
    });
  });

  it('says why it waits when Amazon refuses the feed, and uploads the document once more for the next try', async () => {
    const refuse = { outcome: 'blocked', blocker: { code: 'amazon-refused', subject: 'no such document' } } as const;
    await tell({ createCancellationFeed: async () => refuse }, async ({ handle, until: reached }) => {
      const line = newLine();
      await handle.signal(cancelWanted, line);
      const { cancellations } = await reached(({ cancellations: known }) => known?.paused !== undefined);
      expect(cancellations).toMatchObject({ paused: refuse.blocker, feed: { lines: [line] }, waiting: [] });
      expect(cancellations?.feed?.feedDocumentId).toBeUndefined();
    });
  });

  it('keeps asking for the result of a feed that Amazon is still working on', async () => {
    let looks = 0;
    const activities: Partial<AccountActivities> = {
      settleCancellationFeed: async () => {
        looks += 1;
        return looks < 2 ? { outcome: 'working' } : { outcome: 'settled', accepted: 0, refused: 1, failed: 0 };
      },
    };
    await tell(activities, async ({ handle, until: reached }) => {
      await handle.signal(cancelWanted, newLine());
      const { cancellations } = await reached(({ cancellations: known }) => known?.settled.length === 1);
      expect(cancellations?.settled).toMatchObject([{ feedId: '50001', says: '0 accepted, 1 refused, 0 unknown' }]);
      expect(looks).toBe(2);
    });
  });
});
