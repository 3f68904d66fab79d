/**
 * Asks for the same address again and exchanges the parts marked `data-live`, so that scroll, focus, selected text and
 * half-filled forms stay as they are. While nothing has changed the answer is 304 and only the clock moves.
 */
export const refreshScript = `
const main = document.querySelector('main');
const everyMs = Number(main.dataset.refresh ?? 0);
const lost = document.querySelector('[data-lost]');
const signedOut = document.querySelector('[data-signed-out]');
const announcer = document.querySelector('[data-announcer]');
const announced = () => document.querySelector('[data-announce]')?.textContent ?? '';
let tag = null;
// As the server wrote it: names of buyers are put in later.
const shown = new WeakMap();
let afterExchange = () => undefined;
// The name of the caller keeps a browser from asking for a password in the middle of somebody's work.
const ask = (address, { headers, ...options }) =>
  fetch(address, { cache: 'no-store', headers: { 'x-requested-with': 'waybill', ...headers }, ...options });

const isBeingUsed = (part) => {
  const selection = document.getSelection();
  if (selection !== null && !selection.isCollapsed && part.contains(selection.anchorNode)) return true;
  const fields = [...part.querySelectorAll('input:not([type=hidden]), select, textarea')];
  return fields.some((field) => field === document.activeElement || isFilled(field));
};
const isFilled = (field) =>
  field.tagName === 'SELECT' ? [...field.options].some((option) => option.selected !== option.defaultSelected) && field.selectedIndex > 0
  : field.type === 'checkbox' ? field.checked !== field.defaultChecked
  : field.value !== field.defaultValue;

const placeOf = (element) => element.getAttribute('href') ?? element.dataset.focus ?? null;
const exchange = (part, fresh) => {
  if (shown.get(part) === fresh.innerHTML || isBeingUsed(part)) return;
  shown.set(part, fresh.innerHTML);
  const focused = part.contains(document.activeElement) ? placeOf(document.activeElement) : null;
  const scrolled = [...part.querySelectorAll('.orders, .cards')].map((box) => box.scrollLeft);
  part.replaceChildren(...fresh.childNodes);
  [...part.querySelectorAll('.orders, .cards')].forEach((box, index) => { box.scrollLeft = scrolled[index] ?? 0; });
  if (focused === null) return;
  const again = [...part.querySelectorAll('a[href], button[data-focus]')].find((element) => placeOf(element) === focused);
  // A button that is gone, since it has done its work, leaves the keyboard with what became of it.
  (again ?? document.querySelector('[data-said]:not([hidden])'))?.focus({ preventScroll: true });
};

const showClock = (asOf) => {
  const time = document.querySelector('[data-as-of] time');
  if (asOf === null || time === null) return;
  time.dateTime = asOf;
  time.textContent = asOf.slice(11, 19) + ' UTC';
};

const refresh = async () => {
  const headers = tag === null ? { accept: 'text/html' } : { accept: 'text/html', 'if-none-match': tag };
  const response = await ask(location.href, { headers, signal: AbortSignal.timeout(10000) });
  if (response.status === 401 || response.status === 403) { signedOut.hidden = false; return; }
  if (response.status === 304) { showClock(response.headers.get('waybill-index-as-of')); return; }
  if (!response.ok) throw new Error(String(response.status));
  const next = new DOMParser().parseFromString(await response.text(), 'text/html');
  tag = response.headers.get('etag');
  const before = announced();
  for (const part of document.querySelectorAll('[data-live]')) {
    const fresh = next.querySelector('[data-live="' + part.dataset.live + '"]');
    if (fresh !== null) exchange(part, fresh);
  }
  if (announced() !== before) announcer.textContent = announced();
  afterExchange();
};

const again = async () => {
  try {
    if (!document.hidden) await refresh();
    // A password that is no longer right would lock its user out if it were tried every second.
    if (!signedOut.hidden) return;
    if (lost !== null) lost.hidden = true;
  } catch {
    if (lost !== null) lost.hidden = false;
  }
  setTimeout(again, everyMs);
};
if (everyMs > 0) {
  for (const part of document.querySelectorAll('[data-live]')) shown.set(part, part.innerHTML);
  setTimeout(again, everyMs);
  document.addEventListener('visibilitychange', () => { if (!document.hidden && signedOut.hidden) refresh().catch(() => undefined); });
}
`;
