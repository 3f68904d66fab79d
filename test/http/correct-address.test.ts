import { describe, expect, it } from '@jest/globals';
import type { AddressChanges, CommerceOrder } from '../../src/commerce/port.js';
import type { LateFact } from '../../src/domain/late-fact.js';
import { RemoteFailure } from '../../src/domain/remote-failure.js';
import { addressCorrector } from '../../src/http/correct-address.js';
import { viewOf } from '../shipping/shipping-fixture.js';
import { FakeCommerce } from '../support/fake-commerce.js';
import { commerceNumber, money } from '../support/order-inputs.js';

const changes: AddressChanges = { city: 'Galveston' };
const correction = { actor: 'operations', which: 'shipping', changes } as const;
const view = viewOf({ commerceOrderNumber: commerceNumber('000000001') });

function desk(order: Partial<CommerceOrder> = {}) {
  const commerce = new FakeCommerce();
  commerce.hasOrder({ grandTotal: money('10.00'), amazonOrderId: view.order.amazonOrderId, ...order });
  const told: LateFact[] = [];
  const deps = {
    commerceOf: () => commerce,
    tell: async (_order: unknown, facts: readonly LateFact[]): Promise<unknown> => told.push(...facts),
    nowMs: () => 0,
  };
  return { commerce, told, deps, correct: addressCorrector(deps) };
}

describe('an address', () => {
  it('is corrected in Commerce, and the order hears by whom, not to what', async () => {
    const { correct, commerce, told } = desk();
    expect(await correct(view, correction)).toMatchObject({ outcome: 'corrected' });
    expect(commerce.corrected).toEqual([{ which: 'shipping', changes }]);
    expect(told).toEqual([{ kind: 'address-corrected', actor: 'operations', at: '1970-01-01T00:00:00.000Z' }]);
    expect(JSON.stringify(told)).not.toContain('Galveston');
  });

  it('of both kinds is corrected in both', async () => {
    const { correct, commerce } = desk();
    await correct(view, { ...correction, which: 'both' });
    expect(commerce.corrected.map(({ which }) => which)).toEqual(['shipping', 'billing']);
  });

  it('is refused before the Commerce order exists, and when another order has its number', async () => {
    const { correct } = desk();
    const { commerceOrderNumber: _none, ...early } = view;
    expect(await correct(early, correction)).toMatchObject({
      outcome: 'refused',
      because: expect.stringContaining('does not exist yet'),
    });
    const { amazonOrderId: _other, ...foreign } = desk({}).commerce.only.order;
    const other = desk();
    other.commerce.only.order = foreign;
    expect(await other.correct(view, correction)).toMatchObject({ outcome: 'refused' });
  });

  it('is refused while nothing may be changed, since it is kept nowhere to be sent later', async () => {
    const { deps, told } = desk();
    const fault = { kind: 'held', because: 'read-only' } as const;
    const held = async () => {
      throw new RemoteFailure({ remote: 'commerce', operation: 'change', fault });
    };
    const commerce = new FakeCommerce();
    commerce.hasOrder({ grandTotal: money('10.00'), amazonOrderId: view.order.amazonOrderId });
    const correct = addressCorrector({
      ...deps,
      commerceOf: () => ({ orders: commerce.orders, addresses: { ...commerce.addresses, correct: held } }),
    });
    expect(await correct(view, correction)).toEqual({
      outcome: 'refused',
      because: 'The account is read-only: correct the address once changes are allowed again',
    });
    expect(told).toEqual([]);
  });

  it('is told as refused, or as unanswered, when Commerce does not take it', async () => {
    const { correct, commerce, told } = desk();
    commerce.refuses = { operation: 'updateOrderAddress', with: { refused: 'no' } };
    expect(await correct(view, correction)).toEqual({ outcome: 'refused', because: 'Commerce refused: no' });
    commerce.refuses = undefined;
    commerce.faults.loseAnswer('updateOrderAddress');
    expect(await correct(view, correction)).toMatchObject({ outcome: 'no-answer' });
    expect(told).toEqual([]);
  });

  it('stays corrected when the order cannot be told of it', async () => {
    const { deps } = desk();
    const correct = addressCorrector({
      ...deps,
      tell: () => Promise.reject(new RemoteFailure({ remote: 'amazon', operation: 'x', fault: { kind: 'not-found' } })),
    });
    expect(await correct(view, correction)).toMatchObject({
      outcome: 'corrected',
      note: expect.stringContaining('timeline'),
    });
  });
});
