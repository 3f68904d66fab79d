import { describe, expect, it } from '@jest/globals';
import type { ShopIdentity } from '../../src/domain/shop-identity.js';
import {
  changesText,
  permitOf,
  whyNotSwitched,
  withReadOnly,
  withShopAccepted,
  withShopSeen,
} from '../../workflows/account-changes.js';
import type { Changes } from '../../workflows/account-state.js';

const at = '2026-11-21T12:00:00.000Z';
const later = '2026-11-21T13:00:00.000Z';
const ours: ShopIdentity = { address: 'https://shop.example', baseUrl: 'https://shop.example/', storeId: 1 };
const copy: ShopIdentity = { ...ours, baseUrl: 'https://copy.example/' };
const connected: Changes = { shop: ours };
const on = { isReadOnly: true, actor: 'operations', reason: 'stocktaking' };
const off = { isReadOnly: false, actor: 'operations' };

describe('what may be changed for an account', () => {
  it('is nothing before its shop has shown itself, and anything in that shop from then on', () => {
    expect(permitOf({})).toEqual({});
    expect(permitOf(withShopSeen({}, ours, at))).toEqual({ shop: ours });
  });

  it('is nothing while an operator says so', () => {
    const switched = withReadOnly(connected, on, at);
    expect(permitOf(switched)).toEqual({ shop: ours, held: 'read-only' });
    expect(permitOf(withReadOnly(switched, off, later))).toEqual({ shop: ours });
  });

  it('said twice keeps the time of the first and the reason of the second', () => {
    const again = withReadOnly(withReadOnly(connected, on, at), { ...on, reason: 'still' }, later);
    expect(again.readOnly).toEqual({ since: at, actor: 'operations', reason: 'still' });
  });

  it('is nothing while another shop shows itself, which lifting does not end', () => {
    const differing = withShopSeen(connected, copy, at);
    expect(permitOf(differing)).toEqual({ shop: ours, held: 'other-shop', otherShop: copy });
    expect(whyNotSwitched(differing, off)).toContain('another shop (https://copy.example, store 1');
    expect(changesText(differing)).toContain('https://copy.example');
  });

  it('is allowed in that shop once an operator has accepted it', () => {
    expect(permitOf(withShopAccepted(withShopSeen(connected, copy, at)))).toEqual({ shop: copy });
  });

  it('stays nothing when the right shop is back, until an operator lifts it', () => {
    const back = withShopSeen(withShopSeen(connected, copy, at), ours, later);
    expect(permitOf(back)).toEqual({ shop: ours, held: 'other-shop' });
    expect(withShopAccepted(back)).toBe(back);
    expect(whyNotSwitched(back, off)).toBeUndefined();
    expect(permitOf(withReadOnly(back, off, later))).toEqual({ shop: ours });
  });

  it('stays nothing when a shop is accepted while an operator has switched it off', () => {
    const both = withReadOnly(withShopSeen(connected, copy, at), on, later);
    expect(permitOf(withShopAccepted(both))).toEqual({ shop: copy, held: 'read-only' });
  });

  it('is switched off with a reason only', () => {
    expect(whyNotSwitched(connected, { ...on, reason: ' ' })).toBe('A reason is needed');
    expect(whyNotSwitched(connected, { isReadOnly: true, actor: 'operations' })).toBe('A reason is needed');
    expect(whyNotSwitched(connected, on)).toBeUndefined();
  });
});
