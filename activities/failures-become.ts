import type { Context } from '@temporalio/activity';
import type { ActivityInboundCallsInterceptor, ActivityInterceptors } from '@temporalio/worker';

/** What an activity throws leaves as something else. */
export const failuresBecome =
  (become: (error: unknown, info: Context['info']) => unknown) =>
  ({ info }: Context): ActivityInterceptors => {
    const inbound: ActivityInboundCallsInterceptor = {
      async execute(input, next) {
        try {
          return await next(input);
        } catch (error) {
          throw become(error, info);
        }
      },
    };
    return { inbound };
  };
