/** Amazon writes times with and without milliseconds; the simulator leaves them out when they are zero, so both occur. */
export function wireTime(timeMs: number): string {
  return new Date(timeMs).toISOString().replace('.000Z', 'Z');
}

/** ISO 8601 with a zone: a date alone, or a local time, is refused (Amazon's own texts ask for full UTC times). */
const isoTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/;

export function parseWireTime(raw: unknown): number | undefined {
  if (typeof raw !== 'string' || !isoTime.test(raw)) return undefined;
  const timeMs = Date.parse(raw);
  return Number.isNaN(timeMs) ? undefined : timeMs;
}
