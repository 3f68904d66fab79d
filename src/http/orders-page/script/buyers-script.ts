/**
 * Buyers' names come from Commerce after the list has painted. They are held by this page alone, for as long as it is
 * open; a name is set as text, whatever it holds.
 */
export const buyersScript = `
const buyers = new Map();
const asking = new Set();
const cells = () => [...document.querySelectorAll('[data-buyer]')];
const showBuyers = () => {
  for (const cell of cells()) {
    const name = buyers.get(cell.dataset.buyer);
    if (name === undefined) continue;
    cell.textContent = name === null ? '–' : name;
    cell.removeAttribute('aria-busy');
  }
};
const askBuyers = async () => {
  showBuyers();
  const wanted = [...new Set(cells().map((cell) => cell.dataset.buyer))].filter((id) => !buyers.has(id) && !asking.has(id));
  if (wanted.length === 0) return;
  for (const id of wanted) asking.add(id);
  try {
    const response = await ask('/api/buyers?orders=' + wanted.join(','), { signal: AbortSignal.timeout(60000) });
    if (!response.ok) throw new Error(String(response.status));
    const { names, unanswered } = await response.json();
    for (const id of wanted) if (names[id] !== undefined || unanswered.length === 0) buyers.set(id, names[id] ?? null);
    const silent = document.querySelector('[data-buyers-lost]');
    if (silent !== null) silent.hidden = unanswered.length === 0;
  } catch {
    const silent = document.querySelector('[data-buyers-lost]');
    if (silent !== null) silent.hidden = false;
  }
  // What was not answered is asked again, but not with every refresh of the list.
  setTimeout(() => {
    for (const id of wanted) asking.delete(id);
    if (!document.hidden) askBuyers();
  }, 30000);
  showBuyers();
};
afterExchange = () => { askBuyers(); };
requestAnimationFrame(() => setTimeout(askBuyers));
`;
