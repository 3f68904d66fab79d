import { type Finding, findingsAbout } from './finding.js';

const { ok, warning, fault } = findingsAbout('amazon');

const dayMs = 24 * 3_600_000;
/** Amazon's own first warning comes 90 days ahead; a month is when somebody should act. */
const warnDays = 30;
const howTo =
  'Rotate the client secret in the Developer Console (LWA credentials), put the new one into the environment within seven days, and write the new date into amazon.clientSecretExpiresAt';

/** Amazon tells an application's date to people only, in the Developer Console; so the settings have to. */
export function judgeClientSecret(expiresAt: string | undefined, nowMs: number): Finding {
  if (expiresAt === undefined) {
    return ok({
      code: 'client-secret-date-unknown',
      sentence:
        'Amazon ends a client secret after 180 days and tells no program when: write the date of the Developer Console into amazon.clientSecretExpiresAt to be warned',
    });
  }
  const days = Math.floor((Date.parse(expiresAt) - nowMs) / dayMs);
  const day = expiresAt.slice(0, 10);
  if (days < 0)
    return fault({ code: 'client-secret-expired', sentence: `The client secret expired on ${day}`, remedy: howTo });
  const sentence = `The client secret expires on ${day}, in ${days} ${days === 1 ? 'day' : 'days'}`;
  return days <= warnDays
    ? warning({ code: 'client-secret-expires', sentence, remedy: howTo })
    : ok({ code: 'client-secret', sentence });
}
