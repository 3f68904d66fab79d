import type { ConfirmRequest } from '../../activities/contract.js';
import { confirmationPriority } from '../../src/domain/confirmation-priority.js';
import { confirmationActivities } from '../../workflows/activity-proxies.js';

/** Bundled for one test: asks in this order, as orders of one backlog do. */
export async function confirmInBacklog(requests: readonly ConfirmRequest[], nowMs: number): Promise<void> {
  await Promise.all(
    requests.map((request) =>
      confirmationActivities(request.order, {
        summary: request.package.id,
        priorityKey: confirmationPriority(request.shipBy, nowMs),
      }).confirmAmazonShipment(request),
    ),
  );
}
