import { decimalOf, type Money } from '../../domain/money.js';
import { type Html, html } from '../html.js';
import { moment } from '../orders-page/moments.js';
import type { OrderPageContent } from './order-page.js';

type Fact = readonly [label: string, value: Html | string | undefined];

/** What the workflow says, or else what the list knows of the order. */
export function factsPanel({ row, answer, temporalUi }: OrderPageContent): Html {
  const view = answer.outcome === 'view' ? answer.view : undefined;
  const facts: readonly Fact[] = [
    ['Account', row.account],
    ['At Amazon', view?.amazonStatus ?? row.amazonStatus],
    [
      'Channel',
      (view?.fulfilledBy ?? row.fulfilledBy) === 'FBM' ? 'FBM, shipped by the merchant' : 'FBA, shipped by Amazon',
    ],
    ['Commerce order', view?.commerceOrderNumber ?? row.commerceOrderNumber ?? 'not yet'],
    ['Total', totalOf(view?.total ?? row.total)],
    ['Purchased', moment(view === undefined ? row.purchasedAtMs : Date.parse(view.purchasedAt))],
    ['Ship by', moment(view?.shipBy === undefined ? row.shipByMs : Date.parse(view.shipBy))],
    ['Deliver by', moment(view?.deliverBy === undefined ? row.deliverByMs : Date.parse(view.deliverBy))],
    ['Marketplace', view?.order.marketplaceId],
    ['Workflow', temporalUi === undefined ? row.workflowId : temporalLink(temporalUi(row.workflowId))],
  ];
  const given = facts.filter(([, value]) => value !== undefined);
  return html`<section class="panel" data-live="facts"><h2>Facts</h2><div class="pad"><dl>${given.map(
    ([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>`,
  )}</dl></div></section>`;
}

const temporalLink = (href: string): Html => html`<a href="${href}" rel="noreferrer">Open in Temporal</a>`;

const totalOf = (total: Money | undefined): string =>
  total === undefined ? 'not yet known' : `${decimalOf(total)} ${total.currency}`;
