import { describe, expect, it } from '@jest/globals';
import { safeText, safeTextWithout } from '../../src/remote/safe-text.js';

describe("a remote's words", () => {
  it.each([
    ['stay as they are', 'Invalid Input', 'Invalid Input'],
    ['come on one line', "We can't save the address:\n  wrong", "We can't save the address: wrong"],
    ['lose e-mail addresses', 'no mail to "jane.doe+x@example.co.uk" today', 'no mail to "…" today'],
  ])('%s', (_name, text, safe) => {
    expect(safeText(text)).toBe(safe);
  });

  it('are cut', () => {
    const cut = safeText('a'.repeat(1_000));
    expect(cut).toHaveLength(200);
    expect(cut.endsWith('…')).toBe(true);
  });

  it.each([
    ['a value that we sent', '"Jane Doe" is no name', ['Jane Doe'], '"…" is no name'],
    ['one word of a value that we sent', 'Doe is too long', ['Jane Doe'], '… is too long'],
    ['in another case', 'JANE DOE', ['Jane Doe'], '…'],
    ['with signs that mean something in a pattern', 'at 1 Main St. (Apt 4)!', ['1 Main St. (Apt 4)'], 'at …!'],
    ['letters of all languages', 'für Jürgen Groß', ['Jürgen Groß'], 'für …'],
  ])('lose %s', (_name, text, personal, safe) => {
    expect(safeTextWithout(text, personal)).toBe(safe);
  });

  it('keep words that only hold a personal one', () => {
    expect(safeTextWithout('The Anniversary sale of St. Annes', ['Ann', '-', ''])).toBe(
      'The Anniversary sale of St. Annes',
    );
  });
});
