import type { HeldReason } from '../src/domain/change-permit.js';
import { heldBlocker } from '../src/domain/held-blocker.js';
import type { Activities } from './contract.js';

/**
 * These only ask. All others change something: while that is not allowed they answer at once that they wait, instead of
 * spending Amazon's quota on the way to a request that must not be sent. What holds back the request itself is under
 * the clients, so that a new activity may be missing here without harm.
 */
const asking: ReadonlySet<string> = new Set<keyof Activities>([
  'readAmazonOrder',
  'lookForAmazonPackage',
  'lookForCommerceOrder',
]);

type Gate = { heldBecause(): Promise<HeldReason | undefined> };

export function heldBack<Some extends Partial<Activities>>(activities: Some, gate: Gate): Some {
  const wrapped = Object.entries(activities).map(([name, run]) => {
    if (asking.has(name)) return [name, run];
    const unlessHeld = async (argument: never) => {
      const because = await gate.heldBecause();
      return because === undefined ? run(argument) : { outcome: 'blocked', blocker: heldBlocker(because) };
    };
    return [name, unlessHeld];
  });
  return Object.fromEntries(wrapped);
}
