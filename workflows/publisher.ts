import { condition, setCurrentDetails, upsertMemo, upsertSearchAttributes } from '@temporalio/workflow';
import { attributesChanged, type OrderStanding } from '../src/domain/order-attributes.js';
import { orderAttributes } from '../src/domain/search-attributes.js';
import { orderDetails } from './order-details.js';
import type { OrderFacts } from './order-facts.js';
import { causesOf, noteOf, standingOf, viewOf } from './order-view.js';
import { isRunOver } from './run-lane.js';

const noCauses = '[]';

/**
 * Tells the lists what changed. The starter gave the first standing along with the start, so there is nothing to tell
 * at first; later changes travel in workflow tasks that are due anyway, and cost one event each.
 */
export class Publisher {
  readonly #facts: OrderFacts;
  #published: OrderStanding;
  #publishedNote: string | undefined;
  #publishedCauses: string;
  /** The starter tells it along with the start; of orders that nobody has paid Amazon does not say it yet. */
  #publishedDeliverBy: string | undefined;
  #shown: readonly unknown[] = [];

  /** To be made before any message is handled: what the messages change is news. */
  constructor(facts: OrderFacts) {
    this.#facts = facts;
    this.#published = standingOf(facts);
    // The starter tells everything but the note.
    this.#publishedNote = facts.input.carried === undefined ? undefined : noteOf(facts);
    this.#publishedCauses = facts.input.carried === undefined ? noCauses : JSON.stringify(causesOf(facts));
    this.#publishedDeliverBy = facts.state.sighting.deliverBy;
  }

  /** Beside the lanes, for as long as the run lasts. */
  async run(): Promise<void> {
    const isNews = () => !this.#isShown() || this.#isDue();
    while (!isRunOver(this.#facts)) {
      this.#show();
      if (this.#isDue()) this.publish();
      await condition(() => isRunOver(this.#facts) || isNews());
    }
  }

  publish(): void {
    this.#show();
    const standing = standingOf(this.#facts);
    const now = new Date(this.#facts.nowMs());
    const changed = attributesChanged(this.#published, { ...standing, changedAt: now });
    this.#published = standing;
    // Lists look at what has changed since: without that moment they would go on showing the earlier note.
    const isMemoShown = noteOf(this.#facts) !== this.#publishedNote || this.#isDeliverByNews();
    const told = changed.length > 0 || !isMemoShown ? changed : [{ key: orderAttributes.changedAt, value: now }];
    if (told.length > 0) upsertSearchAttributes(told);
    this.#publishMemo();
  }

  #publishMemo(): void {
    const note = noteOf(this.#facts);
    const causes = causesOf(this.#facts);
    const { deliverBy } = this.#facts.state.sighting;
    const isSameNote = note === this.#publishedNote;
    const isSameCauses = JSON.stringify(causes) === this.#publishedCauses;
    const isSameDeliverBy = !this.#isDeliverByNews();
    if (isSameNote && isSameCauses && isSameDeliverBy) return;
    this.#publishedNote = note;
    this.#publishedCauses = JSON.stringify(causes);
    this.#publishedDeliverBy = deliverBy ?? this.#publishedDeliverBy;
    upsertMemo({
      ...(isSameDeliverBy ? {} : { deliverBy }),
      ...(isSameNote ? {} : { note: note ?? null }),
      ...(isSameCauses ? {} : { blockers: causes.length === 0 ? null : causes }),
    });
  }

  /** What operators filter on is told at once; the rest waits for a step under way, so that one upsert carries both. */
  #isDue(): boolean {
    const now = standingOf(this.#facts);
    const before = this.#published;
    const isUrgent =
      now.status !== before.status ||
      now.blockedBy !== before.blockedBy ||
      now.commerceOrderNumber !== before.commerceOrderNumber ||
      noteOf(this.#facts) !== this.#publishedNote ||
      JSON.stringify(causesOf(this.#facts)) !== this.#publishedCauses;
    if (isUrgent) return true;
    if (this.#facts.isTryUnderWay) return false;
    return this.#isDeliverByNews() || attributesChanged(before, { ...now, changedAt: new Date(0) }).length > 0;
  }

  #isDeliverByNews(): boolean {
    return isOtherMoment(this.#facts.state.sighting.deliverBy, this.#publishedDeliverBy);
  }

  /** Temporal's own page reads these; they cost nothing. */
  #show(): void {
    if (this.#isShown()) return;
    this.#shown = shownOf(this.#facts);
    setCurrentDetails(orderDetails(viewOf(this.#facts)));
  }

  #isShown(): boolean {
    return shownOf(this.#facts).every((part, index) => part === this.#shown[index]);
  }
}

/** Amazon writes one moment in several ways. Nothing unsays it: a cancelled order was to be delivered then all the same. */
export function isOtherMoment(now: string | undefined, before: string | undefined): boolean {
  const atMs = Date.parse(now ?? '');
  return !Number.isNaN(atMs) && atMs !== Date.parse(before ?? '');
}

/** A blocker that stays the same is no step of the story, but it is tried again at another time. */
const shownOf = ({ state }: OrderFacts): readonly unknown[] => [state.timeline, state.blockers, state.packages];
