import { randomInt, randomUUID } from 'node:crypto';
import type { StateFile } from '../state-file.js';
import { applyAcknowledgements } from './acknowledgement-feed.js';
import type { AmazonFaults } from './amazon-faults.js';
import type { OrderBook } from './order-book.js';
import { processingReport } from './processing-report.js';
import type { SimulatorSettings } from './simulator-options.js';
import { wireTime } from './wire-times.js';

/**
 * Feeds and their documents, as many as a run sends (Amazon itself allows thirty an hour). A feed is processed by the clock: half its time IN_QUEUE, half IN_PROGRESS, then
 * ended.
 */
export type FeedDocument = {
  readonly feedDocumentId: string;
  readonly sellerId: string;
  readonly contentType: string;
  /** Absent until it was uploaded. */
  readonly content: string | undefined;
};
export type FeedEnd = 'DONE' | 'CANCELLED' | 'FATAL';
export type Feed = {
  readonly feedId: string;
  readonly sellerId: string;
  readonly feedType: string;
  readonly marketplaceIds: readonly string[];
  readonly inputFeedDocumentId: string;
  readonly createdAtMs: number;
  readonly startsAtMs: number;
  readonly endsAtMs: number;
  readonly ended: FeedEnd | undefined;
  readonly resultFeedDocumentId: string | undefined;
};

type Deps = {
  readonly state: StateFile;
  readonly nowMs: () => number;
  readonly book: OrderBook;
  readonly faults: AmazonFaults;
  readonly settings: () => SimulatorSettings;
  readonly announceEnd: (feed: Feed) => void;
};
type NewFeed = Pick<Feed, 'sellerId' | 'feedType' | 'marketplaceIds' | 'inputFeedDocumentId'>;

const feedsCollection = 'feeds';
const documentsCollection = 'feed-documents';

export class Feeds {
  readonly #deps: Deps;
  readonly #feeds = new Map<string, Feed>();
  readonly #documents = new Map<string, FeedDocument>();
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(deps: Deps) {
    this.#deps = deps;
    for (const [id, value] of deps.state.read(documentsCollection)) this.#documents.set(id, value as FeedDocument);
    for (const [id, value] of deps.state.read(feedsCollection)) {
      const feed = value as Feed; // our own file
      this.#feeds.set(id, feed);
      if (feed.ended === undefined) this.#wakeAtEnd(feed);
    }
  }

  newDocument(sellerId: string, contentType: string, content?: string): FeedDocument {
    const feedDocumentId = `amzn1.tortuga.4.na.${randomUUID()}`;
    const document = { feedDocumentId, sellerId, contentType, content };
    this.#keepDocument(document);
    return document;
  }

  document(feedDocumentId: string): FeedDocument | undefined {
    return this.#documents.get(feedDocumentId);
  }

  upload(document: FeedDocument, content: string): void {
    this.#keepDocument({ ...document, content });
  }

  create(feed: NewFeed): Feed {
    const nowMs = this.#deps.nowMs();
    const lastsMs = this.#deps.settings().feedProcessingMs;
    const created: Feed = {
      ...feed,
      feedId: String(50_000_000_000 + randomInt(2 ** 32)),
      createdAtMs: nowMs,
      startsAtMs: nowMs + Math.floor(lastsMs / 2),
      endsAtMs: nowMs + lastsMs,
      ended: undefined,
      resultFeedDocumentId: undefined,
    };
    this.#keep(created);
    this.#wakeAtEnd(created);
    return created;
  }

  find(feedId: string): Feed | undefined {
    this.endDue();
    return this.#feeds.get(feedId);
  }

  /** Ends what is due by the simulator's clock. Also asked before every read of orders: a fast clock has no timers. */
  endDue(): void {
    const nowMs = this.#deps.nowMs();
    for (const feed of this.#feeds.values()) if (feed.ended === undefined && feed.endsAtMs <= nowMs) this.#end(feed);
  }

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  #end(feed: Feed): void {
    const ended = this.#processed(feed);
    this.#keep(ended);
    this.#deps.announceEnd(ended);
  }

  #processed(feed: Feed): Feed {
    const { feedId, sellerId } = feed;
    const { faults, book } = this.#deps;
    const target = { operation: 'createFeed', subjects: [sellerId, feedId, feed.inputFeedDocumentId] };
    if (faults.take(['feed-cancelled'], target) !== undefined) return { ...feed, ended: 'CANCELLED' };
    const isFatal = faults.take(['feed-fatal'], target) !== undefined;
    const content = this.document(feed.inputFeedDocumentId)?.content;
    // A feed whose document was never uploaded dies without a report.
    if (content === undefined) return { ...feed, ended: 'FATAL' };
    const outcome = applyAcknowledgements(content, {
      book,
      sellerId,
      appliedMax: isFatal ? 1 : undefined,
      isRefusedByFault: (orderId) =>
        faults.take(['feed-line-refused'], { operation: 'createFeed', subjects: [orderId] }) !== undefined,
    });
    if (isFatal || 'fatal' in outcome) return { ...feed, ended: 'FATAL' };
    const text = processingReport(feedId, sellerId, outcome.lines);
    const report = this.newDocument(sellerId, 'text/xml; charset=UTF-8', text);
    return { ...feed, ended: 'DONE', resultFeedDocumentId: report.feedDocumentId };
  }

  #wakeAtEnd(feed: Feed): void {
    const timer = setTimeout(
      () => {
        this.#timers.delete(timer);
        this.endDue();
      },
      Math.max(0, feed.endsAtMs - this.#deps.nowMs()) + 1,
    );
    timer.unref();
    this.#timers.add(timer);
  }

  #keep(feed: Feed): void {
    this.#feeds.set(feed.feedId, feed);
    this.#deps.state.put(feedsCollection, feed.feedId, feed);
  }

  #keepDocument(document: FeedDocument): void {
    this.#documents.set(document.feedDocumentId, document);
    this.#deps.state.put(documentsCollection, document.feedDocumentId, document);
  }
}

export function wireFeed(feed: Feed, nowMs: number) {
  const hasStarted = nowMs >= feed.startsAtMs || feed.ended !== undefined;
  return {
    feedId: feed.feedId,
    feedType: feed.feedType,
    marketplaceIds: feed.marketplaceIds,
    createdTime: wireTime(feed.createdAtMs),
    processingStatus: feed.ended ?? (hasStarted ? 'IN_PROGRESS' : 'IN_QUEUE'),
    processingStartTime: hasStarted ? wireTime(feed.startsAtMs) : undefined,
    processingEndTime: feed.ended === undefined ? undefined : wireTime(feed.endsAtMs),
    resultFeedDocumentId: feed.resultFeedDocumentId,
  };
}
