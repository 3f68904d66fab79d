import { decimalOf, type Money } from '../../domain/money.js';
import { nextStepOf } from '../../domain/next-step.js';
import { type Html, html } from '../html.js';
import { shipByStateOf } from '../order-index/ship-by-state.js';
import { deadline, moment } from '../orders-page/moments.js';
import type { OrderPageContent } from './order-page.js';

type Fact = readonly [label: string, value: Html | string | undefined];

/** What the workflow says, or else what the list knows of the order. */
export function factsPanel(content: OrderPageContent): Html {
  const { row, answer, links } = content;
  const view = answer.outcome === 'view' ? answer.view : undefined;
  const facts: readonly Fact[] = [
    ['Next', row.abnormalEnd === undefined ? nextStepOf(view?.status ?? row.status) : undefined],
    ['Account', row.account],
    ['At Amazon', linked(view?.amazonStatus ?? row.amazonStatus, links.sellerCentral, 'Seller Central')],
    [
      'Channel',
      (view?.fulfilledBy ?? row.fulfilledBy) === 'FBM' ? 'FBM, shipped by the merchant' : 'FBA, shipped by Amazon',
    ],
    [
      'Commerce order',
      linked(view?.commerceOrderNumber ?? row.commerceOrderNumber ?? 'not yet', links.commerceAdmin, 'Commerce'),
    ],
    ['Total', totalOf(view?.total ?? row.total)],
    ['Purchased', moment(view === undefined ? row.purchasedAtMs : Date.parse(view.purchasedAt))],
    ['Ship by', shipBy(content)],
    ['Deliver by', moment(view?.deliverBy === undefined ? row.deliverByMs : Date.parse(view.deliverBy))],
    ['Marketplace', view?.order.marketplaceId ?? row.marketplace],
    ['Workflow', linked(row.workflowId, links.temporal, 'Temporal')],
  ];
  const given = facts.filter(([, value]) => value !== undefined);
  return html`<section class="panel" data-live="facts"><h2>Facts</h2><div class="pad"><dl>${given.map(
    ([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>`,
  )}</dl></div></section>`;
}

/** Of the two the workflow is the fresher one. */
function shipBy({ row, answer, nowMs, leadMs }: OrderPageContent): Html | undefined {
  const view = answer.outcome === 'view' ? answer.view : undefined;
  const latest = view === undefined ? row : { ...row, status: view.status, amazonStatus: view.amazonStatus };
  const shipByMs = view?.shipBy === undefined ? row.shipByMs : Date.parse(view.shipBy);
  if (shipByMs === undefined) return undefined;
  return deadline(shipByMs, shipByStateOf({ ...latest, shipByMs }, { nowMs, leadMs }));
}

const linked = (value: string, href: string | undefined, place: string): Html =>
  html`${value}${href !== undefined && html` <a class="elsewhere small" href="${href}" rel="noreferrer">Open in ${place}</a>`}`;

const totalOf = (total: Money | undefined): string =>
  total === undefined ? 'not yet known' : `${decimalOf(total)} ${total.currency}`;
