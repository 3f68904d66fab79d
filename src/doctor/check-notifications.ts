import { RemoteFailure } from '../domain/remote-failure.js';
import type { NotificationStatus } from '../ingestion/notification-status.js';
import { type Finding, findingsAbout } from './finding.js';

const { ok, warning, fault } = findingsAbout('notifications');

/** An account without a queue is swept only, which is slower and no fault. */
export const withoutQueue: Finding = ok({
  code: 'no-queue',
  sentence: 'No queue for notifications is named: orders are seen by sweeps, three to six minutes after they happen',
});

export function judgeNotifications(status: NotificationStatus): readonly Finding[] {
  const { queue, subscription, missingPermissions, deadLetters } = status;
  const findings: Finding[] = [];
  if (queue.isFifo) {
    findings.push(
      fault({
        code: 'queue-fifo',
        sentence: `${queue.arn} is a FIFO queue, and Amazon delivers to standard queues only`,
        remedy:
          'Make a standard queue, name it in amazon.notifications.queueUrl, then run `waybill notifications setup`',
      }),
    );
  }
  if (missingPermissions.length > 0) {
    findings.push(
      fault({
        code: 'queue-closed',
        sentence: `The queue does not let Amazon in: ${missingPermissions.join(', ')} missing`,
        remedy: 'Run `waybill notifications setup`, which prints the statement for its access policy',
      }),
    );
  }
  if (subscription === undefined) {
    findings.push(
      fault({
        code: 'not-subscribed',
        sentence: 'Amazon announces no orders to this queue',
        remedy: 'Run `waybill notifications setup`',
      }),
    );
  } else if (!subscription.isHere) {
    findings.push(
      fault({
        code: 'subscribed-elsewhere',
        sentence: `Amazon announces orders to ${subscription.deliversTo}, not here`,
        remedy: 'Run `waybill notifications setup --replace`, if nobody else needs them there',
      }),
    );
  }
  if (deadLetters !== undefined && deadLetters.waiting !== 0) {
    findings.push(
      warning({
        code: 'dead-letters',
        sentence:
          deadLetters.waiting === 'unknown'
            ? 'The queue of dead letters cannot be looked at'
            : `${deadLetters.waiting} notifications could not be taken and lie in the queue of dead letters`,
        remedy: 'Look at them there; their orders were found by sweeps all the same',
      }),
    );
  }
  const waiting = `${queue.waiting} waiting, ${queue.inFlight} in flight`;
  if (findings.length > 0) return findings;
  return [ok({ code: 'subscribed', sentence: `Amazon announces orders here: ${waiting}` })];
}

/** `text` says what to do already, where the queue was the trouble. */
export function judgeNotificationTrouble(text: string, cause: unknown): Finding {
  if (cause instanceof RemoteFailure && cause.fault.kind === 'unauthorised' && cause.fault.because === 'permission') {
    return fault({
      code: 'role-missing-notifications',
      sentence: 'Amazon refuses the application to see who is subscribed to changed orders (operation notifications)',
      remedy: 'Give the application the role for it in the Developer Console, then let the seller authorise it again',
    });
  }
  return fault({
    code: 'queue-trouble',
    sentence: `The state of notifications could not be seen: ${text}`,
    remedy: 'Run `waybill notifications status` when this is mended; sweeps go on meanwhile',
  });
}
