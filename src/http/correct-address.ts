import type { OrderView } from '../../workflows/messages.js';
import type { CommercePort } from '../commerce/port.js';
import type { HeldReason } from '../domain/change-permit.js';
import type { LateFact } from '../domain/late-fact.js';
import { RemoteFailure } from '../domain/remote-failure.js';
import type { AddressCorrection } from './address-request.js';

/** Answers, never throws: what went wrong is part of the answer. Nothing of the address is in it. */
export type AddressAnswer =
  | { readonly outcome: 'corrected'; readonly note: string }
  | { readonly outcome: 'refused'; readonly because: string }
  /** Commerce, or Temporal. */
  | { readonly outcome: 'no-answer'; readonly because: string };

export type AddressCorrector = (view: OrderView, correction: AddressCorrection) => Promise<AddressAnswer>;

type Deps = {
  /** The shop in the store view of the order: numbers are looked for there. */
  readonly commerceOf: (order: OrderView['order']) => Pick<CommercePort, 'orders' | 'addresses'> | undefined;
  readonly tell: (order: OrderView['order'], facts: readonly LateFact[]) => Promise<unknown>;
  readonly nowMs: () => number;
};

/**
 * Straight from the page to Commerce: the workflow learns that the address was corrected, and by whom, but not to what.
 * A repeat is harmless: the same fields are written again.
 */
export const addressCorrector =
  ({ commerceOf, tell, nowMs }: Deps): AddressCorrector =>
  async ({ order, commerceOrderNumber }, correction) => {
    const commerce = commerceOf(order);
    if (commerce === undefined) return refused('The account of this order is not in the settings');
    if (commerceOrderNumber === undefined) return refused(notThere);
    try {
      const found = await commerce.orders.findByNumber(commerceOrderNumber);
      if (found === undefined || found.amazonOrderId !== order.amazonOrderId) return refused(goneFromCommerce);
      for (const which of correction.which === 'both' ? (['shipping', 'billing'] as const) : [correction.which]) {
        const answer = await commerce.addresses.correct(found.entityId, which, correction.changes);
        if (answer !== 'saved') return refused(`Commerce refused: ${answer.refused}`);
      }
    } catch (error) {
      if (error instanceof RemoteFailure) {
        const { fault } = error;
        // An address is kept nowhere, so that this change cannot wait to be let go as others do.
        if (fault.kind === 'held')
          return refused(`${heldWords[fault.because]}: correct the address once changes are allowed again`);
        return { outcome: 'no-answer', because: 'Commerce does not answer as it should: try again in a moment' };
      }
      throw error;
    }
    const at = new Date(nowMs()).toISOString();
    try {
      await tell(order, [{ kind: 'address-corrected', actor: correction.actor, at }]);
      return { outcome: 'corrected', note: 'The address is corrected in Commerce' };
    } catch {
      // The address is right, and that is what counts: only the order's timeline does not say so.
      return {
        outcome: 'corrected',
        note: 'The address is corrected in Commerce; the timeline could not be told of it',
      };
    }
  };

const heldWords: Readonly<Record<HeldReason, string>> = {
  'read-only': 'The account is read-only',
  'other-shop': 'Commerce shows itself as another shop than the one this account was connected to',
  removed: 'The account of this order was removed',
};

const notThere =
  'The Commerce order does not exist yet. Until it does, only country and region can be corrected here; the address once it is there';
const goneFromCommerce = 'The order is not in Commerce under its number any more';
const refused = (because: string): AddressAnswer => ({ outcome: 'refused', because });
