import type { Context } from '@temporalio/activity';
import type { ActivityInterceptors } from '@temporalio/worker';

/** Each heartbeat is an action that is paid for, so the usual activity, which takes less than this, sends none. */
const firstAfterMs = 4_000;

/** Whatever takes long says that it is alive, so that a killed worker is missed after seconds and not minutes. */
export const heartbeatInterceptor = (context: Context): ActivityInterceptors => ({
  inbound: {
    async execute(input, next) {
      const beats = setInterval(() => context.heartbeat(), firstAfterMs);
      try {
        return await next(input);
      } finally {
        clearInterval(beats);
      }
    },
  },
});
