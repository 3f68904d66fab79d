import { describe, expect, it } from '@jest/globals';
import { markdownFacts, plainInMarkdown } from '../../src/domain/markdown.js';

describe('words of others in Markdown', () => {
  it.each([
    ['SKU MUG_BLUE-1 is not in the Commerce catalogue', 'SKU MUG_BLUE-1 is not in the Commerce catalogue'],
    ['[click](https://evil.example)', '\\[click\\](https://evil.example)'],
    ['![x](https://evil.example/pixel)', '!\\[x\\](https://evil.example/pixel)'],
    ['<img src=x onerror=alert(1)>', '\\<img src=x onerror=alert(1)>'],
    ['a | b | c', 'a \\| b \\| c'],
    ['**bold** `code` \\[', '\\*\\*bold\\*\\* \\`code\\` \\\\\\['],
    ['one\n\n# a heading\u0007', 'one # a heading'],
  ])('%j is text and nothing else', (text, plain) => {
    expect(plainInMarkdown(text)).toBe(plain);
  });

  it('stand in a fact of one line', () => {
    expect(markdownFacts([['SKU', plainInMarkdown('a\n- b')]])).toBe('- **SKU:** a - b');
  });
});
