import type { FastifyInstance } from 'fastify';
import type { Composed } from '../http-deps.js';
import { openToAnybody } from '../login/require-login.js';
import type { IndexHealth } from '../order-index/index-feed.js';
import { sendProblem } from '../problem.js';

export function getHealth(server: FastifyInstance, { index }: Composed): void {
  /** Alive: it answers. A Temporal that is away is no reason to be restarted. */
  server.get('/healthz', openToAnybody, async () => ({ status: 'alive' }));

  /** Ready: all open orders are in memory. Later troubles show on the page, which still is worth more than none. */
  server.get('/readyz', openToAnybody, async (_request, reply) => {
    const health = index.health();
    if (health.phase === 'loading-open') {
      return sendProblem(reply, {
        status: 503,
        code: 'not-ready',
        detail: `${health.orderCount} orders loaded so far`,
      });
    }
    return { status: 'ready', index: indexJsonOf(health) };
  });
}

const indexJsonOf = ({
  phase,
  orderCount,
  isTruncated,
  unreadableCount,
  refreshedAtMs,
  failingSinceMs,
}: IndexHealth) => ({
  phase,
  orderCount,
  isTruncated,
  unreadableCount,
  refreshedAt: instant(refreshedAtMs),
  failingSince: instant(failingSinceMs),
});

const instant = (atMs: number | undefined): string | null => (atMs === undefined ? null : new Date(atMs).toISOString());
