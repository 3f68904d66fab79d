import type { StandingBlocker } from '../src/domain/blocker.js';

type Blockers = Readonly<Record<string, StandingBlocker>>;

/** What is blocked and somebody wants tried at once, without waiting for its time. */
export class AskedRetries {
  #asked: ReadonlySet<string> = new Set();

  ask(blockers: Blockers, isMeant: (blocker: StandingBlocker) => boolean = () => true): void {
    const meant = Object.entries(blockers).filter(([, blocker]) => isMeant(blocker));
    this.#asked = new Set([...this.#asked, ...meant.map(([about]) => about)]);
  }

  /** A wish that arrives during the try is kept for the next one: the cause may have gone meanwhile. */
  begin(about: string): void {
    this.#asked = new Set([...this.#asked].filter((asked) => asked !== about));
  }

  /** Not before this may the step be tried; 0 when nothing holds it up. */
  nextTryAtMs(about: string, blockers: Blockers): number {
    const nextTryAt = blockers[about]?.nextTryAt;
    return nextTryAt === undefined || this.#asked.has(about) ? 0 : Date.parse(nextTryAt);
  }
}
