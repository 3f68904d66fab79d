import { condition, setCurrentDetails, upsertMemo, upsertSearchAttributes } from '@temporalio/workflow';
import { orderAttributes } from '../src/domain/search-attributes.js';
import { lateDetails } from './late-details.js';
import type { LateFacts } from './late-facts.js';
import { isLateRunOver } from './late-lane.js';
import { lateCausesOf } from './late-steps.js';

/**
 * Tells the lists what blocks it, in the words of an order: by these the probe of blocked orders finds it, and wakes it when the
 * cause is gone. To be made before any message is handled; a run that nothing blocks tells nothing.
 */
export class LatePublisher {
  readonly #facts: LateFacts;
  #published: string;
  #shown: unknown;

  constructor(facts: LateFacts) {
    this.#facts = facts;
    // The run before this one told its causes, and its attributes and memo were handed on with them.
    this.#published = JSON.stringify(lateCausesOf(facts));
  }

  async run(): Promise<void> {
    const isNews = () => JSON.stringify(lateCausesOf(this.#facts)) !== this.#published;
    do {
      this.#show();
      await condition(() => isLateRunOver(this.#facts) || isNews() || this.#shown !== this.#facts.state);
      if (isNews()) this.#publish();
    } while (!isLateRunOver(this.#facts));
    this.#show();
  }

  /** Temporal's own page reads these; they cost nothing. */
  #show(): void {
    if (this.#shown === this.#facts.state) return;
    this.#shown = this.#facts.state;
    setCurrentDetails(lateDetails(this.#facts.input.ended, this.#facts.state));
  }

  #publish(): void {
    const causes = lateCausesOf(this.#facts);
    this.#published = JSON.stringify(causes);
    upsertSearchAttributes([{ key: orderAttributes.blockedBy, value: causes[0]?.code ?? null }]);
    upsertMemo({ blockers: causes.length === 0 ? null : causes });
  }
}
