import { parsedAnswer } from './parsed-answer.js';
import type { CommerceCountry, CommerceDirectory } from './port.js';
import { isEntityMissing, type RestTransport, refusalAsFailure } from './rest-transport.js';
import { wireCountry } from './wire-schemas.js';

/**
 * Countries and regions hardly ever change; but an order may wait for a region that somebody adds, and is told of it within
 * two minutes. A country that is missing is asked for again each time.
 */
const keptMs = 60_000;

export function createDirectoryClient(transport: RestTransport, nowMs: () => number): CommerceDirectory {
  /** At most 676: the codes are two letters. */
  const known = new Map<string, { readonly country: CommerceCountry; readonly untilMs: number }>();

  return {
    async country(code) {
      if (!/^[A-Z]{2}$/.test(code)) return 'not-found';
      const kept = known.get(code);
      if (kept !== undefined && nowMs() < kept.untilMs) return kept.country;

      const call = { operation: 'readCountry', method: 'GET', path: `/V1/directory/countries/${code}` } as const;
      const answer = await transport.call(call);
      if ('refused' in answer) {
        if (isEntityMissing(answer.refused)) return 'not-found';
        throw refusalAsFailure(call, answer.refused);
      }
      const country = { code, regions: parsedAnswer(wireCountry, answer.json, call).available_regions };
      known.set(code, { country, untilMs: nowMs() + keptMs });
      return country;
    },
  };
}
