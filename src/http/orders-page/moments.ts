import { type Html, html } from '../html.js';

/** `2026-03-10 14:05`, always UTC, as the page says once; the machine-readable moment stands beside it. */
export function moment(atMs: number | undefined): Html | undefined {
  if (atMs === undefined || Number.isNaN(atMs)) return undefined;
  const iso = new Date(atMs).toISOString();
  return html`<time datetime="${iso}"><span class="day">${iso.slice(0, 10)}</span> <span class="hour">${iso.slice(11, 16)}</span></time>`;
}

/** `14:05:12 UTC` */
export const clockTime = (atMs: number): Html => {
  const iso = new Date(atMs).toISOString();
  return html`<time datetime="${iso}">${iso.slice(11, 19)} UTC</time>`;
};

/** As long before the ship-by time as a waiting order is shown as at risk. */
export const soonMs = 4 * 60 * 60 * 1000;

/** A deadline that still matters says in a word when it is near or past. */
export function deadline(
  atMs: number | undefined,
  { nowMs, isOpen }: { readonly nowMs: number; readonly isOpen: boolean },
) {
  const shown = moment(atMs);
  if (atMs === undefined || shown === undefined || !isOpen || atMs > nowMs + soonMs) return shown;
  return atMs < nowMs ? html`${shown} <span class="late">late</span>` : html`${shown} <span class="soon">soon</span>`;
}
