import { randomUUID } from 'node:crypto';
import type { Feed } from './feeds.js';
import type { JsonObject } from './json.js';
import type { Subscription } from './subscriptions.js';

/** FEED_PROCESSING_FINISHED is younger than ORDER_CHANGE and writes everything in camelCase. */
export function feedFinishedNotification(
  feed: Feed,
  { applicationId, subscriptionId }: Subscription,
  at: string,
): JsonObject {
  return {
    notificationVersion: '2020-09-04',
    notificationType: 'FEED_PROCESSING_FINISHED',
    payloadVersion: '2020-09-04',
    eventTime: at,
    payload: {
      feedProcessingFinishedNotification: {
        sellerId: feed.sellerId,
        accountId: `amzn1.merchant.o.${feed.sellerId}`,
        feedId: feed.feedId,
        feedType: feed.feedType,
        processingStatus: feed.ended,
        resultFeedDocumentId: feed.resultFeedDocumentId,
      },
    },
    notificationMetadata: { applicationId, subscriptionId, publishTime: at, notificationId: randomUUID() },
  };
}
