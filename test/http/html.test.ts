import { describe, expect, it } from '@jest/globals';
import { attribute, clipped, html } from '../../src/http/html.js';

describe('an HTML template', () => {
  it.each([
    ['markup', '<b>&</b>', '&lt;b&gt;&amp;&lt;/b&gt;'],
    ['quotes of every kind', `"'\``, '&quot;&#39;&#96;'],
    ['a turn of the direction of writing', 'a\u202eb\u2066c', 'a\ufffdb\ufffdc'],
    ['control characters but line breaks', 'a\u0000\u001b\u0085b\n', 'a\ufffd\ufffd\ufffdb\n'],
    ['half a character', '\ud800', '\ufffd'],
    ['what is escaped already, once more', '&amp;', '&amp;amp;'],
  ])('escapes %s', (_name, text, escaped) => {
    expect(html`<i>${text}</i>`.text).toBe(`<i>${escaped}</i>`);
  });

  it('takes in its own output as it is, lists one after the other, and nothing for what is absent', () => {
    expect(html`${[html`<b>${1}</b>`, 'x<']}${undefined}${false}${0}`.text).toBe('<b>1</b>x&lt;0');
  });

  it('leaves out an attribute whose value is absent', () => {
    expect(html`<a${attribute('href', undefined)}${attribute('title', '"')}>`.text).toBe('<a title="&quot;">');
  });

  it('clips text whose length somebody else decides', () => {
    expect(clipped('abcdef', 4)).toBe('abc…');
    expect(clipped('abcd', 4)).toBe('abcd');
  });
});
