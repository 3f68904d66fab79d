import { RemoteFailure } from '../../src/domain/remote-failure.js';

/** The failure that a client throws. Anything else that happens is a fault of the test's subject. */
export async function thrownBy(act: () => Promise<unknown>): Promise<RemoteFailure> {
  try {
    await act();
  } catch (error) {
    if (error instanceof RemoteFailure) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
