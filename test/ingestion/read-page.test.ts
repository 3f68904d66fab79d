import { describe, expect, it } from '@jest/globals';
import { ServiceError } from '@temporalio/client';
import { RemoteFailure } from '../../src/domain/remote-failure.js';
import { takePage } from '../../src/ingestion/read-page.js';
import { amazonOrderId, order } from '../domain/orders.js';

const ids = ['111-1111111-1111111', '222-2222222-2222222', '333-3333333-3333333'].map(amazonOrderId);
const orders = ids.map((id) => ({ ...order(), id }));
const [first, second] = ids;

/** Everything is taken but the second order, which fails like this. */
async function takenWhenSecondFails(error: unknown) {
  const taken: string[] = [];
  const faults: unknown[] = [];
  const take = async ({ id }: { readonly id: string }) => {
    if (id === second) throw error;
    taken.push(id);
    return 'handed-over' as const;
  };
  const page = takePage(orders, take, (fault) => void faults.push(fault));
  return { outcome: await page.catch((thrown: unknown) => ({ thrown })), taken, faults };
}

describe('a page with one order that cannot be taken', () => {
  it('names it and goes on, when the fault is our own, and tells of it', async () => {
    const fault = new TypeError('of our own');
    const { outcome, taken, faults } = await takenWhenSecondFails(fault);
    expect(outcome).toMatchObject({ handedOver: 2, notTaken: [second] });
    expect(taken).toContain(first);
    expect(faults).toEqual([fault]);
  });

  it('fails, to be read again, when Temporal does not answer', async () => {
    const away = new ServiceError('14 UNAVAILABLE');
    expect(await takenWhenSecondFails(away)).toMatchObject({ outcome: { thrown: away }, faults: [] });
  });

  it('fails, to be read again, but only after the others were taken, when Commerce cannot be searched', async () => {
    const fault = { kind: 'unavailable', isOutcomeKnown: true } as const;
    const away = new RemoteFailure({ remote: 'commerce', operation: 'findOrder', fault });
    const { outcome, taken } = await takenWhenSecondFails(away);
    expect(outcome).toEqual({ thrown: away });
    expect(taken).toHaveLength(2);
  });
});
