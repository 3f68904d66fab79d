/** A button answers on the spot, without leaving the page; a second press waits for the answer to the first. */
export const actionsScript = `
const said = document.querySelector('[data-said]');
const say = (tone, sentence) => {
  if (said === null) return;
  said.className = 'notice ' + tone;
  said.textContent = sentence;
  said.hidden = false;
  said.scrollIntoView({ block: 'nearest' });
};
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.method !== 'post' || said === null) return;
  event.preventDefault();
  if (form.getAttribute('aria-busy') === 'true') return;
  form.setAttribute('aria-busy', 'true');
  if (form.dataset.asked !== undefined) say('warn', form.dataset.asked);
  const body = new URLSearchParams(new FormData(form));
  const done = (tone, sentence) => {
    say(tone, sentence);
    form.removeAttribute('aria-busy');
  };
  ask(form.action, { method: 'POST', headers: { accept: 'application/json' }, body, signal: AbortSignal.timeout(30000) })
    .then(async (response) => {
      const answer = await response.json();
      if (response.ok) {
        form.reset();
        // A part of the page in which somebody types is not exchanged: what was typed is sent, and the answer is to be seen.
        if (form.contains(document.activeElement) && document.activeElement.matches('input, select, textarea')) said.focus({ preventScroll: true });
        done('good', form.dataset.done ?? 'Done.');
        if (typeof answer.note === 'string' && answer.note !== '') said.textContent += ' ' + answer.note;
      } else done('bad', (response.status === 503 ? 'No answer: ' : 'Refused: ') + (answer.detail ?? answer.title ?? response.status));
    })
    .catch(() => done('bad', 'No answer came. The order may have taken it all the same: see what it says of itself below.'))
    .finally(() => { tag = null; refresh().catch(() => undefined); });
});
`;
