import { type Html, html } from '../html.js';
import type { ShipByState } from '../order-index/ship-by-state.js';

/** `2026-03-10 14:05`, always UTC, as the page says once; the machine-readable moment stands beside it. */
export function moment(atMs: number | undefined): Html | undefined {
  if (atMs === undefined || Number.isNaN(atMs)) return undefined;
  const iso = new Date(atMs).toISOString();
  return html`<time datetime="${iso}"><span class="day">${iso.slice(0, 10)}</span> <span class="hour">${iso.slice(11, 16)}</span></time>`;
}

/** What happens within a minute has an order too. */
export function momentToTheSecond(atMs: number): Html | undefined {
  if (Number.isNaN(atMs)) return undefined;
  const iso = new Date(atMs).toISOString();
  return html`<time datetime="${iso}"><span class="day">${iso.slice(0, 10)}</span> <span class="hour">${iso.slice(11, 19)}</span></time>`;
}

/** `14:05:12 UTC` */
export const clockTime = (atMs: number): Html => {
  const iso = new Date(atMs).toISOString();
  return html`<time datetime="${iso}">${iso.slice(11, 19)} UTC</time>`;
};

/** A deadline that still matters says in a word when it is near or past. */
export function deadline(atMs: number | undefined, state: ShipByState | undefined): Html | undefined {
  const shown = moment(atMs);
  if (shown === undefined || state === undefined) return shown;
  return state === 'late'
    ? html`${shown} <span class="late">late</span>`
    : html`${shown} <span class="soon">at risk</span>`;
}
