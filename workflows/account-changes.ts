import type { ChangePermit } from '../src/domain/change-permit.js';
import { isSameShop, type ShopIdentity, shopText } from '../src/domain/shop-identity.js';
import type { Changes } from './account-state.js';
import type { Operator } from './messages.js';

/** What the processes read before they change anything. */
export function permitOf({ shop, readOnly, otherShop, removedAt }: Changes): ChangePermit {
  const held =
    removedAt !== undefined
      ? 'removed'
      : readOnly !== undefined
        ? 'read-only'
        : otherShop !== undefined
          ? 'other-shop'
          : undefined;
  // What is gone again is not reported as known: whoever sees it once more has to say so.
  const isOpen = otherShop !== undefined && !otherShop.isGone;
  return {
    ...(shop === undefined ? {} : { shop }),
    ...(held === undefined ? {} : { held }),
    ...(isOpen ? { otherShop: otherShop.seen } : {}),
  };
}

/** The first shop that shows itself is the account's own; any other one switches the account to read-only. */
export function withShopSeen(changes: Changes, seen: ShopIdentity, now: string): Changes {
  const { shop, otherShop } = changes;
  if (shop === undefined) return { ...changes, shop: seen };
  if (!isSameShop(shop, seen))
    return { ...changes, otherShop: { since: otherShop?.since ?? now, seen, isGone: false } };
  return otherShop === undefined ? changes : { ...changes, otherShop: { ...otherShop, isGone: true } };
}

export type ReadOnlyWish = Operator & { readonly isReadOnly: boolean; readonly reason?: string };

/** Why the wish is refused, if it is. */
export function whyNotSwitched({ otherShop }: Changes, { isReadOnly, reason = '' }: ReadOnlyWish): string | undefined {
  if (isReadOnly) return reason.trim() === '' ? 'A reason is needed' : undefined;
  if (otherShop === undefined || otherShop.isGone) return undefined;
  return `Commerce shows itself as another shop (${shopText(otherShop.seen)}): accept that shop, or correct commerce.baseUrl`;
}

export function withReadOnly(changes: Changes, wish: ReadOnlyWish, now: string): Changes {
  const { readOnly, otherShop, ...rest } = changes;
  if (!wish.isReadOnly) return rest;
  const { actor, reason = '' } = wish;
  const since = readOnly?.since ?? now;
  return { ...rest, readOnly: { since, actor, reason }, ...(otherShop === undefined ? {} : { otherShop }) };
}

/** From here on the shop that was seen is the account's own. What an operator switched to read-only stays so. */
export function withShopAccepted(changes: Changes): Changes {
  const { otherShop, ...rest } = changes;
  return otherShop === undefined || otherShop.isGone ? changes : { ...rest, shop: otherShop.seen };
}

export function changesText({ shop, readOnly, otherShop, removedAt }: Changes): string {
  if (removedAt !== undefined) return `none since ${removedAt}: the account is in no settings any more`;
  if (readOnly !== undefined)
    return `none since ${readOnly.since}: ${readOnly.actor} switched to read-only, ${readOnly.reason}`;
  if (otherShop !== undefined) {
    const seen = `none since ${otherShop.since}: Commerce showed itself as ${shopText(otherShop.seen)}`;
    return otherShop.isGone ? `${seen}; the right shop is back, and read-only can be lifted` : seen;
  }
  return shop === undefined ? 'none before the shop has shown itself' : `allowed in ${shopText(shop)}`;
}
