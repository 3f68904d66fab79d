/** Compiled sources carry no other files, so the stylesheet is text. Colours meet WCAG AA in both schemes. */
export const stylesheet = `
:root {
  color-scheme: light dark;
  --ground: #f5f6f8; --surface: #ffffff; --raised: #fafbfc; --line: #dde1e7; --line-strong: #8a94a3;
  --ink: #16202c; --muted: #556171; --accent: #0b5cad; --accent-ink: #ffffff; --focus: #0b5cad;
  --good: #0c6b3f; --good-ground: #e1f4ea; --warn: #7a4b00; --warn-ground: #fdf0d5;
  --bad: #a8201a; --bad-ground: #fde7e5; --calm: #24507f; --calm-ground: #e4eefa; --dim: #4a5565; --dim-ground: #e9ecf0;
  --shadow: 0 1px 2px rgb(16 24 40 / 6%), 0 1px 3px rgb(16 24 40 / 8%);
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0f141a; --surface: #171e27; --raised: #1b232d; --line: #2b3541; --line-strong: #6b7888;
    --ink: #e8edf3; --muted: #a3afbd; --accent: #7db8f5; --accent-ink: #0b1a2b; --focus: #9ccbff;
    --good: #7ddba9; --good-ground: #12352a; --warn: #f5c46b; --warn-ground: #3a2c10;
    --bad: #ff9d94; --bad-ground: #431d1b; --calm: #9cc7f7; --calm-ground: #17304b; --dim: #b4bfcc; --dim-ground: #27313d;
    --shadow: none;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
a { color: var(--accent); text-underline-offset: 2px; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 4px; }
h1, h2 { line-height: 1.2; margin: 0; text-wrap: balance; }
h1 { font-size: 1.35rem; }
h2 { font-size: 1rem; }
p { margin: 0; }
.number, time { font-variant-numeric: tabular-nums; }
.muted { color: var(--muted); }
.small { font-size: .8125rem; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 1rem; top: .5rem; background: var(--surface); padding: .5rem .75rem; z-index: 2; }

.top { background: var(--surface); border-bottom: 1px solid var(--line); }
.top-inner { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: center; max-width: 96rem; margin: 0 auto; padding: .65rem 1.25rem; }
.brand { font-weight: 700; letter-spacing: -.01em; font-size: 1.1rem; color: var(--ink); text-decoration: none; }
.brand::before { content: ""; display: inline-block; width: .7em; height: .7em; margin-right: .45em; border-radius: 2px; background: var(--accent); transform: rotate(45deg) scale(.85); }
.fresh-place { margin-left: auto; }
.fresh { display: flex; align-items: center; gap: .45rem; color: var(--muted); font-size: .8125rem; }
.fresh::before { content: ""; width: .55rem; height: .55rem; border-radius: 50%; background: var(--good); }
.fresh.stale::before { background: var(--bad); }
.fresh.loading::before { background: var(--warn); }
main { max-width: 96rem; margin: 0 auto; padding: 1.25rem; display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr); }

.cards { display: flex; flex-wrap: wrap; gap: .4rem; list-style: none; margin: 0; padding: 0; }
.card { display: block; min-width: 5.2rem; padding: .4rem .7rem .5rem; background: var(--surface); border: 1px solid var(--line); border-radius: 8px; box-shadow: var(--shadow); color: var(--ink); text-decoration: none; }
.card:hover { border-color: var(--line-strong); }
.card b { display: block; font-size: 1.2rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
.card span { color: var(--muted); font-size: .8125rem; }
.card[aria-current] { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }
.card.bad b { color: var(--bad); }

.panel { background: var(--surface); border: 1px solid var(--line); border-radius: 10px; box-shadow: var(--shadow); }
.panel > h2 { padding: .8rem 1rem; border-bottom: 1px solid var(--line); }
.pad { padding: .9rem 1rem; }
.filters { display: flex; flex-wrap: wrap; gap: .6rem .75rem; align-items: end; padding: .8rem 1rem; }
.field { display: grid; grid-template-columns: minmax(0, 1fr); gap: .2rem; font-size: .8125rem; color: var(--muted); }
.field.check { display: flex; white-space: nowrap; align-items: center; gap: .4rem; min-height: 2.3rem; color: var(--ink); }
input, select, textarea, button, .button { font: inherit; font-size: .9375rem; min-height: 2.3rem; border-radius: 6px; }
input:not([type=checkbox]), select, textarea { padding: .3rem .55rem; color: var(--ink); background: var(--surface); border: 1px solid var(--line-strong); max-width: 100%; }
input[type=checkbox] { min-height: 0; width: 1.05rem; height: 1.05rem; accent-color: var(--accent); }
.filters input[name=q] { width: 13.5rem; }
.filters input[type=date] { width: 9.4rem; }
.filters input[name^=total] { width: 6rem; }
button, .button { display: inline-flex; align-items: center; padding: .3rem .9rem; border: 1px solid var(--accent); background: var(--accent); color: var(--accent-ink); font-weight: 600; cursor: pointer; text-decoration: none; }
button.quiet, .button.quiet { background: transparent; color: var(--accent); border-color: var(--line-strong); }
button:hover, .button:hover { filter: brightness(1.08); }

.orders { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .875rem; }
th { text-align: left; font-weight: 600; color: var(--muted); font-size: .8125rem; white-space: nowrap; background: var(--raised); border-bottom: 1px solid var(--line); }
th a { color: inherit; text-decoration: none; }
th a:hover { text-decoration: underline; }
th, td { padding: .5rem .65rem; vertical-align: top; }
th:first-child, td:first-child { padding-left: 1rem; }
tbody tr + tr td { border-top: 1px solid var(--line); }
tbody tr:hover td { background: var(--raised); }
td.nowrap { white-space: nowrap; }
td .day { display: block; }
td .hour { color: var(--muted); font-size: .8125rem; }
td.amount, th.amount { text-align: right; }
td.amount { font-variant-numeric: tabular-nums; white-space: nowrap; }
td.words { min-width: 11rem; max-width: 24rem; overflow-wrap: anywhere; }
td a.number { font-weight: 600; white-space: nowrap; }
.chip { display: inline-block; padding: .05rem .55rem; border-radius: 999px; font-size: .8125rem; font-weight: 600; white-space: nowrap; color: var(--dim); background: var(--dim-ground); }
.chip.good { color: var(--good); background: var(--good-ground); }
.chip.warn { color: var(--warn); background: var(--warn-ground); }
.chip.bad { color: var(--bad); background: var(--bad-ground); }
.chip.calm { color: var(--calm); background: var(--calm-ground); }
.late { color: var(--bad); font-weight: 600; }
.soon { color: var(--warn); font-weight: 600; }
.empty { padding: 3rem 1rem; text-align: center; display: grid; gap: .5rem; justify-items: center; }
.pager { display: flex; flex-wrap: wrap; gap: .75rem; align-items: center; padding: .75rem 1rem; border-top: 1px solid var(--line); }
.pager .muted { margin-right: auto; }
.notice { border-left: 4px solid var(--warn); background: var(--warn-ground); color: var(--ink); padding: .7rem 1rem; border-radius: 6px; display: grid; gap: .25rem; overflow-wrap: anywhere; }
.notice.bad { border-color: var(--bad); background: var(--bad-ground); }
.notice.good { border-color: var(--good); background: var(--good-ground); }
.notice[hidden] { display: none; }

.headline { display: flex; flex-wrap: wrap; gap: .5rem .9rem; align-items: center; }
.headline > * { min-width: 0; overflow-wrap: anywhere; }
.columns { display: grid; gap: 1rem; grid-template-columns: minmax(0, 2fr) minmax(17rem, 1fr); align-items: start; }
.columns > :empty { display: none; }
.stack { display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr); }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .4rem 1rem; margin: 0; }
dt { color: var(--muted); }
dd { margin: 0; overflow-wrap: anywhere; }
.timeline { list-style: none; margin: 0; padding: .9rem 1rem; display: grid; gap: .75rem; }
.timeline li { display: grid; grid-template-columns: 10.5rem minmax(0, 1fr); gap: .1rem .9rem; overflow-wrap: anywhere; }
.timeline .actor { grid-column: 2; }
.attempts { list-style: none; margin: 0; padding: .9rem 1rem; display: grid; gap: .6rem; overflow-wrap: anywhere; }
td.buyer { min-width: 6rem; max-width: 12rem; overflow-wrap: anywhere; }
bdi.buyer { color: var(--ink); }
.elsewhere { white-space: nowrap; margin-left: .35rem; }
form[aria-busy=true] button { opacity: .6; cursor: progress; }
.act { display: grid; gap: .5rem; grid-template-columns: minmax(0, 1fr); }
.strip { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(17rem, 100%), 1fr)); }
.tile { padding: .8rem 1rem; display: grid; gap: .5rem; align-content: start; min-width: 0; overflow-wrap: anywhere; }
.plain { list-style: none; margin: 0; padding: 0; display: grid; gap: .2rem; }
.tile b { font-variant-numeric: tabular-nums; }
.tile b.bad { color: var(--bad); }
.tile b.warn { color: var(--warn); }
.intake { display: grid; gap: .3rem; }
.intake progress { display: block; width: 100%; accent-color: var(--accent); }
.quota meter { width: 6rem; height: .7rem; vertical-align: middle; }
.chart { width: 100%; height: 2.75rem; fill: var(--accent); }
.again { margin-top: .3rem; }
.again button { min-height: 1.9rem; padding: .1rem .6rem; font-size: .8125rem; }
.act + .act { border-top: 1px solid var(--line); margin-top: .9rem; padding-top: .9rem; }
.act .field input, .act .field textarea, .act .field select { width: 100%; }

.account .act { max-width: 34rem; }
.account { overflow-wrap: anywhere; padding: .9rem 1rem; display: grid; gap: .6rem; grid-template-columns: minmax(0, 1fr); }
.account h3 { font-size: .9rem; margin: .5rem 0 0; }
details.account { border-top: 1px solid var(--line); }
.account summary { cursor: pointer; font-weight: 600; }
meter { width: 6rem; vertical-align: middle; }

.fold > summary { cursor: pointer; padding: .5rem 0; min-height: 2.5rem; font-weight: 600; }
@media (min-width: 52.01rem) {
  @supports selector(::details-content) {
    .fold > summary { display: none; }
    .fold::details-content { display: block; content-visibility: visible; }
  }
}
@media (max-width: 60rem) {
  .columns { grid-template-columns: minmax(0, 1fr); }
  .columns > .aside { order: -1; }
}
@media (max-width: 52rem) {
  main { padding: .9rem .75rem; }
  .top-inner { padding: .6rem .75rem; }
  .fresh-place { margin-left: 0; width: 100%; }
  .cards { flex-wrap: nowrap; overflow-x: auto; margin: 0 -.75rem; padding: 0 .75rem .3rem; }
  .cards li { flex: none; }
  .card { white-space: nowrap; }
  .filters .field { flex: 1 1 8.5rem; min-width: 0; }
  .filters .wide { flex-basis: 100%; }
  .filters input:not([type=checkbox]), .filters select { width: 100%; }
  .filters input[name=q], .filters input[name^=total] { width: 100%; }
  input, select, button, .button { min-height: 2.75rem; }
  table.list, .list tbody, .list tr, .list td { display: block; }
  .list thead { position: absolute; left: -999px; }
  .list tr { padding: .75rem 1rem; display: grid; grid-template-columns: 1fr auto; gap: .2rem .75rem; }
  .list tr + tr { border-top: 1px solid var(--line); }
  .list tbody tr + tr td { border-top: 0; }
  .list td, .list td:first-child { padding: 0; grid-column: 1 / -1; max-width: none; display: flex; gap: .4rem; align-items: baseline; justify-content: flex-end; text-align: right; }
  .list td::before { content: attr(data-label); color: var(--muted); text-align: left; flex: none; margin-right: auto; }
  .list td.lead { grid-column: 1; grid-row: 1; display: block; text-align: left; font-size: 1rem; }
  .list td.state { grid-column: 2; grid-row: 1; align-items: start; }
  .list td.lead::before, .list td.state::before, .list td:empty::before { content: none; }
  .list td:empty { display: none; }
  td .day { display: inline; }
  td .hour { color: inherit; font-size: inherit; }
  .list td.words { display: block; text-align: left; }
  .list td.words::before { content: none; }
  tbody tr:hover td { background: none; }
  .timeline li { grid-template-columns: minmax(0, 1fr); }
  .timeline .actor { grid-column: 1; }
}
@media (prefers-reduced-motion: no-preference) {
  .card, button, .button { transition: border-color .12s, filter .12s; }
}
`;
