import type { BlockedOutcome, ConfirmOutcome } from '../activities/contract.js';
import { assertNever } from '../src/domain/assert-never.js';
import { confirmationPriority } from '../src/domain/confirmation-priority.js';
import type { TrackedPackage } from '../src/domain/package-progress.js';
import { amazonActivities, confirmationActivities } from './activity-proxies.js';
import { performCancel } from './cancel-lane.js';
import type { OrderFacts } from './order-facts.js';
import { type AmazonStep, amazonSteps, isFullyShipped } from './order-steps.js';
import { runLane } from './run-lane.js';

const firstLookMs = 30_000;
/** Amazon's 204 sometimes comes to nothing: a package that is not seen for this long is sent again. */
const unseenMaxMs = 10 * 60_000;
const longestLookMs = unseenMaxMs;
const silentResendsMax = 1;

/** Everything that Amazon has to be told or asked of this order. Does not wait for Commerce. */
export const runAmazonLane = (facts: OrderFacts): Promise<void> => runLane(facts, { stepsOf: amazonSteps, perform });

async function perform(facts: OrderFacts, due: AmazonStep): Promise<BlockedOutcome | undefined> {
  const { order } = facts.input;
  switch (due.step) {
    case 're-read':
      return readAgain(facts);
    case 'ask-to-cancel':
    case 'call-off-cancel':
    case 'look-for-cancel':
      return performCancel(facts, due);
    case 'confirm': {
      const activities = confirmationActivities(order, {
        summary: `Tell Amazon of package ${due.tracked.id}`,
        priorityKey: confirmationPriority(facts.state.sighting.shipBy, facts.nowMs()),
      });
      const answer = await activities.confirmAmazonShipment(confirmationOf(facts, due.tracked));
      return record(facts, due.tracked, answer);
    }
    case 'look': {
      const activities = amazonActivities(order, { summary: `Look whether Amazon shows package ${due.tracked.id}` });
      const answer = await activities.lookForAmazonPackage(confirmationOf(facts, due.tracked));
      return record(facts, due.tracked, answer);
    }
    default:
      return assertNever(due);
  }
}

const confirmationOf = ({ input, state }: OrderFacts, tracked: TrackedPackage) => ({
  order: input.order,
  package: tracked,
  purchasedAt: state.sighting.purchasedAt,
  ...(state.sighting.shipBy === undefined ? {} : { shipBy: state.sighting.shipBy }),
  ...(state.sighting.isShipPlus === true ? { isShipPlus: true as const } : {}),
});

function record(facts: OrderFacts, tracked: TrackedPackage, answer: ConfirmOutcome): BlockedOutcome | undefined {
  if (facts.packages.wasCorrectedSince(tracked)) return undefined; // a newer revision is due: this answer speaks of the old one
  if (answer.outcome !== 'confirmed' && facts.packages.isConfirmed(tracked.id)) return undefined; // a sweep has seen it meanwhile
  switch (answer.outcome) {
    case 'blocked':
      return answer;
    case 'confirmed':
      facts.packages.recordConfirmed(tracked.id);
      facts.recordAmazonStatus(answer.amazonStatus);
      return undefined;
    case 'shipped-otherwise':
      facts.packages.recordShippedOtherwise(tracked.id);
      facts.recordAmazonStatus(answer.amazonStatus);
      return undefined;
    case 'not-looked':
      recordNotLooked(facts, tracked, answer.lookAfterMs);
      return undefined;
    case 'sent':
      return recordUnseen(facts, tracked);
    default:
      return assertNever(answer);
  }
}

/** A dropped 204 is mended in silence; what is not seen after that is shown as blocked, and tried ever more rarely. */
function recordUnseen(facts: OrderFacts, tracked: TrackedPackage): BlockedOutcome | undefined {
  const unseenMs = unseenFor(facts, tracked);
  if (unseenMs >= unseenMaxMs) facts.packages.recordSendAgain(tracked.id);
  else recordSent(facts, tracked, unseenMaxMs - unseenMs);
  if (facts.packages.resendsOf(tracked.id) <= silentResendsMax) return undefined;
  return { outcome: 'blocked', blocker: { code: 'amazon-status-unclear', subject: facts.state.sighting.status } };
}

/** The looks become rarer, each after about as long as the package was not seen. */
const recordSent = (facts: OrderFacts, tracked: TrackedPackage, waitMaxMs: number): void =>
  recordLookIn(facts, tracked, Math.min(Math.max(firstLookMs, unseenFor(facts, tracked)), waitMaxMs));

/** Whoever shares out Amazon's allowance says when there may be a look; when Amazon did not answer, nobody does. */
const recordNotLooked = (facts: OrderFacts, tracked: TrackedPackage, lookAfterMs: number | undefined): void =>
  lookAfterMs === undefined
    ? recordSent(facts, tracked, longestLookMs)
    : recordLookIn(facts, tracked, Math.max(1, lookAfterMs));

function recordLookIn(facts: OrderFacts, tracked: TrackedPackage, waitMs: number): void {
  if (tracked.sentAt === undefined) facts.note('amazon-shipment-sent', { detail: tracked.id });
  const nowMs = facts.nowMs();
  facts.packages.recordProgress(tracked.id, {
    atAmazon: 'sent',
    sentAt: new Date(nowMs - unseenFor(facts, tracked)).toISOString(),
    lookAt: new Date(nowMs + waitMs).toISOString(),
  });
}

const unseenFor = (facts: OrderFacts, { sentAt }: TrackedPackage): number =>
  sentAt === undefined ? 0 : facts.nowMs() - Date.parse(sentAt);

async function readAgain(facts: OrderFacts): Promise<BlockedOutcome | undefined> {
  const { order } = facts.input;
  const answer = await amazonActivities(order, { summary: 'Read the order at Amazon again' }).readAmazonOrder(order);
  if (answer.outcome === 'blocked') return answer;
  facts.recordSighting(answer.sighting);
  if (answer.sighting.unreadableAt !== undefined) {
    return { outcome: 'blocked', blocker: { code: 'order-unreadable', subject: answer.sighting.unreadableAt } };
  }
  if (isFullyShipped(facts) && facts.state.sighting.status !== 'Shipped') {
    return { outcome: 'blocked', blocker: { code: 'amazon-status-unclear', subject: facts.state.sighting.status } };
  }
  return undefined;
}
