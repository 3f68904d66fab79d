import { condition } from '@temporalio/workflow';
import type { BlockedOutcome } from '../activities/contract.js';
import type { Blocker } from '../src/domain/blocker.js';
import { blockerFrom } from './activity-proxies.js';

export type Step = { readonly about: string; readonly notBefore?: string };

/** What the steps of a story are about, and when what blocks one of them is to be tried again. */
export interface Tried {
  nowMs(): number;
  nextTryAtMs(about: string): number;
  beginTry(about: string): void;
  /** For facts of which somebody waits until no try is under way. */
  endTry?(): void;
  recordBlocked(about: string, blocker: Blocker): void;
  recordUnblocked(about: string): void;
}

export type Steps<F extends Tried, S extends Step> = {
  readonly isOver: (facts: F) => boolean;
  readonly stepsOf: (facts: F) => readonly S[];
  /** What blocks the step comes back or is thrown; it then stands on what the step is about, and is tried again. */
  readonly perform: (facts: F, due: S) => Promise<BlockedOutcome | undefined>;
};

/** Whatever is due, one step at a time, until the run is over. */
export async function runSteps<F extends Tried, S extends Step>(facts: F, steps: Steps<F, S>): Promise<void> {
  for (;;) {
    const due = await nextDue(facts, steps);
    if (due === 'over') return;
    facts.beginTry(due.about);
    try {
      const blocked = await steps.perform(facts, due);
      if (blocked === undefined) facts.recordUnblocked(due.about);
      else facts.recordBlocked(due.about, blocked.blocker);
    } catch (error) {
      facts.recordBlocked(due.about, blockerFrom(error));
    }
    facts.endTry?.();
  }
}

/** Waits for a step that may be done now. No limit: an order may be Pending for weeks, and a blocker waits for ever. */
async function nextDue<F extends Tried, S extends Step>(
  facts: F,
  { isOver, stepsOf }: Steps<F, S>,
): Promise<S | 'over'> {
  for (;;) {
    if (isOver(facts)) return 'over';
    const steps = stepsOf(facts);
    const ready = steps.find((step) => dueAtMs(facts, step) <= facts.nowMs());
    if (ready !== undefined) return ready;
    const awaitedMs = Math.min(...steps.map((step) => dueAtMs(facts, step)));
    const mayGoOn = () => isOver(facts) || stepsOf(facts).some((step) => dueAtMs(facts, step) < awaitedMs);
    if (steps.length === 0) await condition(mayGoOn);
    else await condition(mayGoOn, awaitedMs - facts.nowMs(), { summary: 'Until the next try' });
  }
}

/** A step waits for its own time and for the next try of what blocks it. */
const dueAtMs = (facts: Tried, { about, notBefore }: Step): number =>
  Math.max(notBefore === undefined ? 0 : Date.parse(notBefore), facts.nextTryAtMs(about));
