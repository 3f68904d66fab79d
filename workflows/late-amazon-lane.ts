import type { BlockedOutcome, ConfirmOutcome } from '../activities/contract.js';
import { assertNever } from '../src/domain/assert-never.js';
import { confirmationPriority } from '../src/domain/confirmation-priority.js';
import { amazonActivities, confirmationActivities } from './activity-proxies.js';
import type { LateFacts } from './late-facts.js';
import { runLateLane } from './late-lane.js';
import type { LatePackage } from './late-messages.js';
import { type LateAmazonStep, lateAmazonSteps } from './late-steps.js';

const firstLookMs = 30_000;
/** Accepted and not shown for so long: sent again, with the same bytes. */
const unseenMaxMs = 10 * 60_000;
const resendsMax = 1;

/** Tracking that came late is sent and read back like any other. What Amazon refuses is said, and not tried for ever. */
export const runLateAmazonLane = (facts: LateFacts): Promise<void> =>
  runLateLane(facts, { stepsOf: lateAmazonSteps, perform });

async function perform(facts: LateFacts, { step, late }: LateAmazonStep): Promise<BlockedOutcome | undefined> {
  const { order, purchasedAt } = facts.input.ended;
  const request = { order, package: late, purchasedAt };
  const answer =
    step === 'confirm'
      ? await confirmationActivities(order, {
          summary: `Tell Amazon of package ${late.id}`,
          priorityKey: inNoHurry(facts),
        }).confirmAmazonShipment(request)
      : await amazonActivities(order, { summary: `Look for package ${late.id}` }).lookForAmazonPackage(request);
  return record(facts, late, answer);
}

/** It has shipped already, in time or not: whatever still has a deadline goes before it. */
const inNoHurry = (facts: LateFacts): number => confirmationPriority(undefined, facts.nowMs());

function record(facts: LateFacts, late: LatePackage, answer: ConfirmOutcome): BlockedOutcome | undefined {
  switch (answer.outcome) {
    case 'confirmed':
      facts.recordProgress(late, { atAmazon: 'confirmed' });
      facts.note('amazon-shipment-confirmed', 'amazon', late.id);
      return undefined;
    case 'sent':
      recordUnseen(facts, late);
      return undefined;
    case 'not-looked':
      recordSent(facts, late, answer.lookAfterMs);
      return undefined;
    case 'shipped-otherwise':
      recordRefused(facts, late, 'everything that was ordered is shipped in other packages');
      return undefined;
    case 'blocked': {
      const { code, subject } = answer.blocker;
      if (code !== 'amazon-refused' && code !== 'amazon-ship-plus') return answer;
      recordRefused(facts, late, subject);
      return undefined;
    }
    default:
      return assertNever(answer);
  }
}

/** A shipped order that Amazon does not let be changed any more: trying again would change nothing. */
function recordRefused(facts: LateFacts, late: LatePackage, because: string | undefined): void {
  facts.recordProgress(late, { atAmazon: 'refused' });
  facts.note('amazon-package-refused', 'amazon', [late.id, because].filter(Boolean).join(': '));
}

function recordUnseen(facts: LateFacts, late: LatePackage): void {
  if (unseenForMs(facts, late) < unseenMaxMs) {
    recordSent(facts, late);
  } else if (late.resends < resendsMax) {
    facts.recordProgress(late, { atAmazon: 'recorded', resends: late.resends + 1 });
  } else {
    facts.recordProgress(late, { atAmazon: 'refused' });
    facts.note('amazon-package-unseen', 'amazon', late.id);
  }
}

/** Whoever shares out Amazon's allowance says when there may be a look; else the looks become rarer. */
function recordSent(facts: LateFacts, late: LatePackage, lookAfterMs?: number): void {
  if (late.atAmazon === 'recorded') facts.note('amazon-shipment-sent', 'waybill', late.id);
  const nowMs = facts.nowMs();
  const unseenMs = unseenForMs(facts, late);
  const waitMs = lookAfterMs ?? Math.max(firstLookMs, Math.min(unseenMs, unseenMaxMs - unseenMs));
  facts.recordProgress(late, {
    atAmazon: 'sent',
    sentAt: new Date(nowMs - unseenMs).toISOString(),
    lookAt: new Date(nowMs + Math.max(1, waitMs)).toISOString(),
  });
}

/** A package that is sent again begins its looks anew. */
const unseenForMs = (facts: LateFacts, { atAmazon, sentAt }: LatePackage): number =>
  atAmazon !== 'sent' || sentAt === undefined ? 0 : facts.nowMs() - Date.parse(sentAt);
