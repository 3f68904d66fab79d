import type { CommerceOf } from './account-remotes.js';
import { accountRemoved } from './account-removed.js';
import type { Activities } from './contract.js';

type Deps = { readonly commerceOf: CommerceOf };

/**
 * By this comment our own hold is told from one of the merchant's, which is not ours to lift; until the other one takes it
 * back, for whoever reads it in the shop too.
 */
const note = 'On hold: this order may be cancelled at Amazon. Please do not ship it';
const over = 'No longer on hold: this order is not cancelled for now';

const endedStates = ['canceled', 'closed', 'complete'];

/** Called twice it holds once. The comment comes first: whoever finds the hold also finds whose it is. */
export const holdCommerceOrder =
  ({ commerceOf }: Deps): Activities['holdCommerceOrder'] =>
  async ({ order, commerceOrder: { entityId } }) => {
    const remotes = commerceOf(order.accountId);
    if (remotes === undefined) return accountRemoved;
    const { orders } = remotes.commerce;
    const before = await orders.read(entityId);
    if (before === 'not-found') return { outcome: 'not-held', commerceState: 'gone' };
    if (endedStates.includes(before.state)) return { outcome: 'not-held', commerceState: before.state };
    const isSaid = isOpen(await orders.comments(entityId));
    if (before.state === 'holded')
      return isSaid ? { outcome: 'held' } : { outcome: 'not-held', commerceState: 'holded' };
    if (!isSaid) await orders.comment(entityId, note);
    if ((await orders.hold(entityId)) === 'held') return { outcome: 'held' };
    const now = await orders.read(entityId);
    const commerceState = now === 'not-found' ? 'gone' : now.state;
    return commerceState === 'holded' ? { outcome: 'held' } : { outcome: 'not-held', commerceState };
  };

const isOpen = (comments: readonly string[]): boolean =>
  comments.filter((text) => text === note).length > comments.filter((text) => text === over).length;

/** Called twice it finds the order free. What somebody lifted, cancelled or deleted since is not on hold either. */
export const liftCommerceHold =
  ({ commerceOf }: Deps): Activities['liftCommerceHold'] =>
  async ({ order, commerceOrder: { entityId } }) => {
    const remotes = commerceOf(order.accountId);
    if (remotes === undefined) return accountRemoved;
    const { orders } = remotes.commerce;
    const before = await orders.read(entityId);
    if (before === 'not-found' || before.state !== 'holded') return { outcome: 'lifted' };
    // First, so that a lift that breaks off here is not taken for a hold of ours the next time.
    if (isOpen(await orders.comments(entityId))) await orders.comment(entityId, over, before.status);
    await orders.unhold(entityId);
    const now = await orders.read(entityId);
    if (now === 'not-found' || now.state !== 'holded') return { outcome: 'lifted' };
    return { outcome: 'blocked', blocker: { code: 'commerce-refused', subject: 'the hold cannot be lifted' } };
  };
