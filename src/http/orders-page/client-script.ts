/**
 * Pages are whole without this script. It fetches the same address again every few seconds and exchanges the parts
 * marked `data-live`, so that scroll, focus, selected text and half-filled forms stay as they are.
 */
export const clientScript = `'use strict';
(() => {
  if (document.querySelector('[data-live]') === null) return;
  const everyMs = 3000;
  const lost = document.querySelector('[data-lost]');

  const isBeingRead = (part) => {
    const selection = document.getSelection();
    return selection !== null && !selection.isCollapsed && part.contains(selection.anchorNode);
  };

  const exchange = (part, fresh) => {
    if (part.innerHTML === fresh.innerHTML || isBeingRead(part)) return;
    const focused = part.contains(document.activeElement) ? document.activeElement.getAttribute('href') : null;
    part.replaceChildren(...fresh.childNodes);
    if (focused === null) return;
    for (const link of part.querySelectorAll('a[href]')) {
      if (link.getAttribute('href') === focused) { link.focus({ preventScroll: true }); break; }
    }
  };

  const refresh = async () => {
    if (document.hidden) return;
    const response = await fetch(location.href, { headers: { accept: 'text/html' }, signal: AbortSignal.timeout(10000) });
    if (!response.ok) throw new Error(String(response.status));
    const next = new DOMParser().parseFromString(await response.text(), 'text/html');
    for (const part of document.querySelectorAll('[data-live]')) {
      const fresh = next.querySelector('[data-live="' + part.dataset.live + '"]');
      if (fresh !== null) exchange(part, fresh);
    }
  };

  const again = async () => {
    try {
      await refresh();
      if (lost !== null) lost.hidden = true;
    } catch {
      if (lost !== null) lost.hidden = false;
    }
    setTimeout(again, everyMs);
  };
  setTimeout(again, everyMs);
  document.addEventListener('visibilitychange', () => { if (!document.hidden) refresh().catch(() => undefined); });
})();
`;
