import { catchingUp, percentRead, type ReadPeriod, type RereadReason } from '../../domain/reading-progress.js';
import { type Html, html } from '../html.js';
import { moment } from '../orders-page/moments.js';
import type { IntakeState } from './account-news.js';

const reasons: Readonly<Record<RereadReason, string>> = {
  operator: 'once more, as an operator asked',
  daily: 'once more, the daily comparison',
  overlap: 'once more, after much was read at a time',
  backlog: 'which was left behind',
  marketplace: 'once more, for a marketplace that is open again',
};

/** What is read beside the news of the minute: how far it is, as far as that is known. */
export function longWork(accountId: string, state: IntakeState, nowMs: number): readonly Html[] {
  const behind = catchingUp(state, nowMs);
  const [first, ...waiting] = state.rereads;
  return [
    ...(behind === undefined ? [] : [bar(`Catching up, account ${accountId}`, behind, html`, to catch up`)]),
    ...(first === undefined
      ? []
      : [
          bar(
            `Reading once more, account ${accountId}`,
            first,
            html` ${reasons[first.why]}${waiting.length > 0 && html` (${waiting.length} more to come)`}`,
          ),
        ]),
  ];
}

/** Without a value the bar only says that work is under way: nobody knows how much is left, and no number is made up. */
function bar(name: string, period: ReadPeriod, why: Html): Html {
  const percent = percentRead(period);
  const words = html`Reading ${moment(Date.parse(period.after))} to ${moment(Date.parse(period.before))}${why}: `;
  return html`<div class="small">${words}${period.orders} orders so far, ${
    percent === undefined
      ? html`how much is left is not known<progress aria-label="${name}"></progress>`
      : html`${percent} % of the period<progress aria-label="${name}" max="100" value="${percent}">${percent} %</progress>`
  }</div>`;
}
