import { isGrpcServiceError } from '@temporalio/client';

const invalidArgument = 3;
const resourceTooLarge = 11;

/** Temporal was there and will not take this request, now or later: asking again would only fail again. */
export const isRefusedByTemporal = (error: unknown): boolean => {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  return isGrpcServiceError(cause) && (cause.code === invalidArgument || cause.code === resourceTooLarge);
};
