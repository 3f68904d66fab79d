const charactersMax = 200;
const emailPattern = /[^\s@"'<>]+@[^\s@"'<>]+/g;

/** A remote's own words, fit to be shown and kept: no e-mail address, no line breaks, no novel. */
export function safeText(text: string): string {
  const line = text
    .replace(emailPattern, '…')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  return line.length <= charactersMax ? line : `${line.slice(0, charactersMax - 1)}…`;
}

/** As above, and without what we sent that is personal: remotes like to repeat what they complain about. */
export function safeTextWithout(text: string, personal: readonly string[]): string {
  let cleaned = text;
  for (const part of personalParts(personal)) {
    cleaned = cleaned.replace(new RegExp(`(?<![\\p{L}\\p{N}])${escaped(part)}(?![\\p{L}\\p{N}])`, 'giu'), '…');
  }
  return safeText(cleaned);
}

/** Whole values first, then their words, since a remote may repeat one name of two. Longest first: no half-covered values. */
function personalParts(personal: readonly string[]): readonly string[] {
  const words = personal.flatMap((value) => value.split(/[\s,;/]+/)).filter((word) => word.length >= 3);
  const parts = new Set([...personal.map((value) => value.trim()), ...words].filter((part) => part.length >= 2));
  return [...parts].sort((one, other) => other.length - one.length);
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
