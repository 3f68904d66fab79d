import { marketplaceOf } from '../../domain/marketplaces.js';
import { orderStatuses } from '../../domain/order-status.js';
import { attribute, type Html, html } from '../html.js';
import type { OrdersPageContent } from './orders-page.js';
import { blockerLabel, statusWords } from './words.js';

type Choice = { readonly value: string; readonly label: string };

/** A plain GET form: what it finds has an address that can be kept and sent. */
export function filterForm({ query: { given }, accounts, marketplaces, seesBuyers }: OrdersPageContent): Html {
  const value = (name: string): string => given.get(name) ?? '';
  const day = (name: string): string => value(name).slice(0, 10);
  const kept = ['sort', 'limit'].filter((name) => given.has(name));
  return html`<form class="panel filters" method="get" action="/" role="search" aria-label="Filter orders">
<label class="field wide">Amazon or Commerce number<input type="search" name="q" value="${value('q')}" maxlength="64" autocomplete="off" spellcheck="false"></label>
${select('status', 'Status', value('status'), statusChoices)}
${select('fulfilledBy', 'Channel', value('fulfilledBy'), channelChoices)}
${
  accounts.length > 1 &&
  select(
    'account',
    'Account',
    value('account'),
    accounts.map((id) => ({ value: id, label: id })),
  )
}
${marketplaces.length > 1 && select('marketplace', 'Marketplace', value('marketplace'), marketplaces.map(marketplaceChoice))}
${
  seesBuyers &&
  html`<label class="field">Buyer<input type="search" name="buyer" value="${value('buyer')}" maxlength="100" autocomplete="off" spellcheck="false"></label>`
}
${given.has('blockedBy') && select('blockedBy', 'Blocked by', value('blockedBy'), [{ value: value('blockedBy'), label: blockerLabel(value('blockedBy')) }])}
${select('due', 'Ship by', value('due'), dueChoices)}
<label class="field">Bought from<input type="date" name="from" value="${day('from')}"></label>
<label class="field">Bought until<input type="date" name="to" value="${day('to')}"></label>
<label class="field">Total from<input type="number" name="totalMin" value="${value('totalMin')}" min="0" step="0.001" inputmode="decimal"></label>
<label class="field">Total to<input type="number" name="totalMax" value="${value('totalMax')}" min="0" step="0.001" inputmode="decimal"></label>
<label class="field check"><input type="checkbox" name="pending" value="show"${given.has('pending') && html` checked`}>Show Pending</label>
<label class="field check"><input type="checkbox" name="attention" value="yes"${given.has('attention') && html` checked`}>Needs attention</label>
${kept.map((name) => html`<input type="hidden" name="${name}" value="${value(name)}">`)}
<button type="submit">Filter</button>
<a class="button quiet" href="/">Clear</a>
</form>`;
}

const statusChoices: readonly Choice[] = orderStatuses.map((status) => ({
  value: status,
  label: statusWords[status].label,
}));
const channelChoices: readonly Choice[] = [
  { value: 'FBM', label: 'FBM' },
  { value: 'FBA', label: 'FBA' },
];

const dueChoices: readonly Choice[] = [
  { value: 'late', label: 'Late' },
  { value: 'soon', label: 'At risk' },
];
const marketplaceChoice = (id: string): Choice => ({ value: id, label: marketplaceOf(id)?.domain ?? id });

/** An address may choose several statuses at once, or an account that is gone: then the choice is kept as one of its own. */
function select(name: string, label: string, chosen: string, choices: readonly Choice[]): Html {
  const isKnown = chosen === '' || choices.some(({ value }) => value === chosen);
  const all = isKnown ? choices : [...choices, { value: chosen, label: chosen.replaceAll(',', ', ') }];
  return html`<label class="field">${label}<select name="${name}"><option value="">Any</option>${all.map(
    ({ value, label: text }) =>
      html`<option value="${value}"${attribute('selected', value === chosen ? 'selected' : undefined)}>${text}</option>`,
  )}</select></label>`;
}
