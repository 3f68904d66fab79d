/** At most so many characters, as a database counts them: no emoji or rare letter is cut in half. */
export function cutTo(text: string, charactersMax: number): string {
  if (text.length <= charactersMax) return text;
  const characters = [...text];
  return characters.length <= charactersMax ? text : characters.slice(0, charactersMax).join('').trimEnd();
}

/** One line, without control characters, and nothing around it. */
export const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim();

/** As UTF-8 stores it. */
export const bytesOf = (text: string): number =>
  [...text].reduce((sum, character) => sum + bytesOfCharacter(character.codePointAt(0) ?? 0), 0);

const bytesOfCharacter = (code: number): number => (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4);
