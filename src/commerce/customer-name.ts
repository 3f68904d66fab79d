const charactersMax = 128;

/** Commerce refuses a customer whose name holds anything else; names at Amazon hold anything. */
export function customerName(name: string): string {
  const allowed = name
    .replace(/[^\p{L}\p{M}\p{Nd}\s,\-_.'’`]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const cut = [...allowed].slice(0, charactersMax).join('').trim();
  return cut === '' ? '-' : cut;
}
