import { type Html, html } from '../html.js';
import { type CurrencySales, chartDays } from './order-figures.js';

const barWidth = 8;
const gap = 2;
const height = 44;

/** One bar a day, drawn by the server; the numbers beside it say the same in words. */
export function salesChart({ currency, days, month }: CurrencySales, lastDayMs: number): Html {
  const highest = Math.max(1, ...days.map(({ amountMinor }) => amountMinor));
  const width = chartDays * (barWidth + gap) - gap;
  const bars = days.map(({ amountMinor, orders }, index) => {
    const tall = Math.max(amountMinor > 0 ? 2 : 0, Math.round((amountMinor / highest) * height));
    const day = new Date(lastDayMs - (chartDays - 1 - index) * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
    return html`<rect x="${index * (barWidth + gap)}" y="${height - tall}" width="${barWidth}" height="${tall}"><title>${day}: ${orders} orders</title></rect>`;
  });
  return html`<svg class="chart" viewBox="0 0 ${width} ${height}" role="img" aria-label="Revenue in ${currency} on each of the last ${chartDays} days, ${month.orders} orders in all" preserveAspectRatio="none">${bars}</svg>`;
}
