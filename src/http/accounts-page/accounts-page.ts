import { attribute, clipped, type Html, html } from '../html.js';
import type { Said } from '../order-page/order-page.js';
import { moment } from '../orders-page/moments.js';
import { pageFrame } from '../orders-page/page-frame.js';
import type { AccountReport, IntakeReport } from './account-report.js';
import { changesHtml, type TypedReason } from './changes-forms.js';

type Look = {
  /** Buttons are for those who may press them. */
  readonly mayOperate: boolean;
  /** What became of the button that was pressed. */
  readonly said?: Said;
  /** What was typed into the form that was refused. */
  readonly typed?: TypedReason;
};
const onlyLook: Look = { mayOperate: false };

/** How each account is connected, how fresh it is, and what to do about what is wrong. */
export const accountsPage = (reports: readonly AccountReport[], look: Look = onlyLook): string =>
  pageFrame({
    title: 'Accounts',
    refreshEveryMs: 5000,
    body: html`<h1>Accounts</h1>
<p class="notice ${look.said?.tone}"${attribute('hidden', look.said === undefined ? 'hidden' : undefined)} role="status" tabindex="-1" data-said>${look.said && clipped(look.said.sentence, 500)}</p>
${reports.length === 0 ? html`<div class="panel empty"><h2>No account</h2><p class="muted">The settings name none.</p></div>` : reports.map((report) => accountHtml(report, look))}
<p class="small muted">All times are UTC. <code>waybill doctor</code> prints the same with what is in order.</p>`,
  });

const states = {
  ok: ['Connected', 'good'],
  warning: ['Connected, see below', 'warn'],
  fault: ['Needs you', 'bad'],
  unknown: ['Being looked at', 'dim'],
} as const;

function accountHtml(report: AccountReport, look: Look): Html {
  const { id, state, checkedAt } = report;
  const [label, tone] = states[state];
  return html`<section class="panel" aria-label="Account ${id}"><div class="account" data-live="account-${id}">
<div class="headline"><h2>${id}</h2><span class="chip ${tone}">${label}</span>${checkedAt !== null && html`<span class="small muted">looked at ${when(checkedAt)}</span>`}</div>
${findingsHtml(report)}
<h3>Changes at Amazon and in Commerce</h3>${changesHtml(report, look)}
<h3>Intake</h3>${intakeHtml(report.intake)}
<h3>Quota at Amazon</h3>${quotasHtml(report)}
<h3>Communication errors</h3>${troublesHtml(report)}
</div>
<details class="account"><summary>Settings as loaded</summary>${settingsHtml(report)}</details></section>`;
}

function findingsHtml({ findings, clientSecretExpiresAt }: AccountReport): Html {
  const open = findings.filter(({ level }) => level !== 'ok');
  const expiry =
    clientSecretExpiresAt === null
      ? html`<p class="small muted">When the client secret expires is not known: amazon.clientSecretExpiresAt.</p>`
      : html`<p class="small muted">The client secret expires on ${clientSecretExpiresAt.slice(0, 10)}.</p>`;
  return html`${open.map(
    ({ level, sentence, remedy }) =>
      html`<div class="notice${level === 'fault' && ' bad'}"><strong>${clipped(sentence, 500)}</strong>${remedy !== undefined && html`<span>${clipped(remedy, 700)}</span>`}</div>`,
  )}${expiry}`;
}

function intakeHtml(intake: IntakeReport | null): Html {
  if (intake === null) return html`<p class="muted">No worker answers for this account, or it was never read.</p>`;
  const rows: readonly (readonly [string, Html | string])[] = [
    ['Reading', pausedOr(intake.paused, 'yes')],
    ['Read up to', when(intake.readUpTo)],
    ['Last sweep', intake.lastSweepAt === null ? 'not yet' : when(intake.lastSweepAt)],
    [
      'Shipments made in Commerce',
      pausedOr(intake.commerce.paused, html`read up to ${when(intake.commerce.readUpTo)}`),
    ],
    ['Newest change', intake.newestOrderAt === null ? 'none yet' : when(intake.newestOrderAt)],
    ['Announced and waiting', String(intake.waiting)],
    ['Speaks to Amazon', intake.holder ?? 'no process'],
  ];
  return html`<dl>${rows.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
}

const pausedOr = (paused: IntakeReport['paused'], otherwise: Html | string): Html | string =>
  paused === null ? otherwise : html`paused since ${when(paused.since)}: ${paused.sentence}. ${paused.remedy}`;

function quotasHtml({ quotas }: AccountReport): Html {
  if (quotas.length === 0) return html`<p class="muted">Nothing was called yet.</p>`;
  return html`<table class="list"><thead><tr><th scope="col">Operation</th><th scope="col">Left now</th><th scope="col">An hour</th><th scope="col">Granted</th></tr></thead><tbody>${quotas.map(
    ({ operation, tokens, burst, perHour, grantedPerSecond }) =>
      html`<tr><td class="lead">${operation}</td><td data-label="Left now"><meter min="0" max="${burst}" value="${tokens.toFixed(1)}">${tokens.toFixed(1)}</meter> ${Math.floor(tokens)} of ${burst}</td><td data-label="An hour">${perHour.toFixed(perHour < 100 ? 1 : 0)}</td><td data-label="Granted">${grantedPerSecond === null ? 'as documented' : `${grantedPerSecond}/s by Amazon`}</td></tr>`,
  )}</tbody></table>`;
}

function troublesHtml({ troubles }: AccountReport): Html {
  if (troubles.length === 0) return html`<p class="muted">None.</p>`;
  return html`<table class="list"><thead><tr><th scope="col">What</th><th scope="col">Count</th><th scope="col">Last seen</th><th scope="col">What to do</th></tr></thead><tbody>${troubles.map(
    ({ remote, operation, code, message, count, lastAt, remedy }) =>
      html`<tr><td class="lead"><strong>${code}</strong> ${remote} ${operation}<div class="small muted">${clipped(message, 300)}</div></td><td data-label="Count">${count}</td><td class="nowrap" data-label="Last seen">${when(lastAt)}</td><td class="words">${remedy}</td></tr>`,
  )}</tbody></table>`;
}

const settingsHtml = ({ settings }: AccountReport): Html =>
  settings.length === 0
    ? html`<p class="muted">No settings file was read: this account is the sample's.</p>`
    : html`<table class="list"><thead><tr><th scope="col">Setting</th><th scope="col">Value</th><th scope="col">Says who</th></tr></thead><tbody>${settings.map(
        ({ name, value, source }) =>
          html`<tr><td class="lead">${name}</td><td class="words">${clipped(value)}</td><td data-label="Says who">${clipped(source)}</td></tr>`,
      )}</tbody></table>`;

const when = (iso: string): Html => moment(Date.parse(iso)) ?? html`${iso}`;
