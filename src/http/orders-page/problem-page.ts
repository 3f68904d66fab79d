import { clipped, html } from '../html.js';
import { type Problem, titleOf } from '../problem.js';
import { pageFrame } from './page-frame.js';

export const problemPage = ({ code, detail, errors }: Problem): string =>
  pageFrame({
    title: titleOf(code),
    body: html`<div class="panel empty"><h1>${titleOf(code)}</h1>${
      errors === undefined
        ? detail && html`<p class="muted">${clipped(detail, 500)}</p>`
        : errors.map(({ field, detail: says }) => html`<p><strong>${field}</strong> ${says}</p>`)
    }<p><a class="button quiet" href="/">All orders</a></p></div>`,
  });
