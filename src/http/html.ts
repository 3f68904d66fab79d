/** Text that is HTML already, because this file made it so. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type HtmlValue = Html | string | number | undefined | false | readonly HtmlValue[];

/** Every value is text and is escaped, unless it came out of this function itself. Attributes must stand in double quotes. */
export function html(fixed: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return new Html(fixed.map((part, index) => part + htmlOf(values[index])).join(''));
}

/** An attribute whose value may be absent: `<a href="…"${attribute('aria-current', 'page')}>`. */
export const attribute = (name: `${string}`, value: string | undefined): Html =>
  value === undefined ? new Html('') : html` ${new Html(name)}="${value}"`;

/** For text whose length somebody else decides. */
export const clipped = (text: string, lengthMax = 200): string =>
  text.length <= lengthMax ? text : `${text.slice(0, lengthMax - 1)}…`;

function htmlOf(value: HtmlValue): string {
  if (value === undefined || value === false) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'string') return escaped(value);
  if (typeof value === 'number') return String(value);
  return value.map(htmlOf).join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/** Control characters and those that turn the direction of writing are shown as what they are: strangers. */
const strangers = /(?![\t\n])[\p{Cc}\p{Cs}\p{Bidi_Control}]/gu;

const escaped = (text: string): string =>
  text.replace(strangers, '\ufffd').replace(/[&<>"'`]/g, (character) => entities[character] ?? '');
