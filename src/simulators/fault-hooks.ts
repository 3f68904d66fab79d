import type { FastifyReply } from 'fastify';
import type { Fault } from './faults.js';

/** How a fault is played on a fastify reply: small pieces, because each simulator decides when "committed" is. */

/** The caller sees a connection reset and cannot know whether anything was done. */
export function cutConnection(reply: FastifyReply): void {
  reply.hijack();
  reply.raw.destroy();
}

/** What a load balancer in front of the API answers: no JSON, no header of the API. */
export const htmlUnavailablePage =
  '<html><head><title>503 Service Temporarily Unavailable</title></head>' +
  '<body><center><h1>503 Service Temporarily Unavailable</h1></center></body></html>';

/** Waits that end early when the simulator closes, so that no timer outlives it. */
export class FaultDelays {
  readonly #waiting = new Set<() => void>();

  wait(fault: Pick<Fault<string>, 'delayMs'>): Promise<void> {
    return new Promise((resolve) => {
      const finish = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(finish);
        resolve();
      };
      const timer = setTimeout(finish, fault.delayMs ?? 0);
      this.#waiting.add(finish);
    });
  }

  endAll(): void {
    for (const finish of [...this.#waiting]) finish();
  }
}
