import { setTimeout as sleep } from 'node:timers/promises';
import type { SampleOrder, ShownOrder } from './sample-day.js';
import { shownOrder } from './sample-day.js';

type Told = {
  readonly order: SampleOrder;
  shown: ShownOrder | undefined;
  linesTold: number;
  doneAfterMs: number | undefined;
};

type Deps = { readonly httpUrl: string; readonly say: (line: string) => void; readonly signal: AbortSignal };

/** Says every event of the sample orders, as the product's own API shows it, and knows when all are done. */
export class Narrator {
  readonly #deps: Deps;
  readonly #startedAtMs = Date.now();
  readonly #told: Told[] = [];

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  follow(order: SampleOrder): void {
    this.#told.push({ order, shown: undefined, linesTold: 0, doneAfterMs: undefined });
    this.#deps.say(`${this.#clock()}  ${order.amazonOrderId}  bought at Amazon: ${order.story}`);
  }

  /** Until `count` orders have ended as they should, or the day is over. */
  async tellUntilDone(count: number): Promise<boolean> {
    while (!this.#deps.signal.aborted) {
      await Promise.all(this.#told.map((told) => this.#tellNews(told)));
      if (this.#told.length === count && this.#told.every(({ doneAfterMs }) => doneAfterMs !== undefined)) return true;
      await sleep(150, undefined, { signal: this.#deps.signal }).catch(() => undefined);
    }
    return false;
  }

  async #tellNews(told: Told): Promise<void> {
    const { order } = told;
    if (told.doneAfterMs !== undefined) return;
    const shown = await shownOrder(this.#deps, order.amazonOrderId).catch(() => undefined);
    if (shown === undefined) return;
    for (const { what, detail } of shown.timeline.slice(told.linesTold)) {
      this.#deps.say(
        `${this.#clock()}  ${order.amazonOrderId}  ${what.replaceAll('-', ' ')}${detail === undefined ? '' : `: ${detail}`}`,
      );
    }
    told.linesTold = shown.timeline.length;
    told.shown = shown;
    if (shown.status === order.endsAs) told.doneAfterMs = Date.now() - this.#startedAtMs;
  }

  table(): string {
    const rows = this.#told.map(({ order, shown, doneAfterMs }) => [
      order.amazonOrderId,
      shown?.commerceOrderNumber ?? '-',
      shown?.status ?? 'unknown',
      doneAfterMs === undefined ? 'not done' : `${(doneAfterMs / 1000).toFixed(1)} s`,
      order.story,
    ]);
    const all = [['Amazon number', 'Commerce number', 'Status', 'Done after', 'Story'], ...rows];
    const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
    return all
      .map((row) =>
        row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd(),
      )
      .join('\n');
  }

  #clock(): string {
    return `${((Date.now() - this.#startedAtMs) / 1000).toFixed(1).padStart(6)} s`;
  }
}
