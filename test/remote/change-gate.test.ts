import { describe, expect, it } from '@jest/globals';
import { type ChangePermit, permitGoneAfterMs, permitKeptMs } from '../../src/domain/change-permit.js';
import { RemoteFailure } from '../../src/domain/remote-failure.js';
import type { ShopIdentity } from '../../src/domain/shop-identity.js';
import { ChangeGate } from '../../src/remote/change-gate.js';
import { guardedFetch } from '../../src/remote/guarded-fetch.js';

const ours: ShopIdentity = { address: 'https://shop.example', baseUrl: 'https://shop.example/', storeId: 1 };
const copy: ShopIdentity = { ...ours, baseUrl: 'https://copy.example/' };

/** A gate over a permit and a shop that the test changes under it. */
function gated(permit: ChangePermit = { shop: ours }) {
  const now = { permit, shop: ours as ShopIdentity | RemoteFailure, elapsedMs: 1_000_000, reads: 0 };
  const reported: ShopIdentity[] = [];
  const gate = new ChangeGate({
    readPermit: async () => {
      now.reads += 1;
      return now.permit;
    },
    readShop: async () => {
      if (now.shop instanceof RemoteFailure) throw now.shop;
      return now.shop;
    },
    reportShop: async (seen) => void reported.push(seen),
    elapsedMs: () => now.elapsedMs,
  });
  const outcome = async (remote: 'amazon' | 'commerce' = 'commerce'): Promise<string> => {
    try {
      await gate.pass(remote, 'createOrder');
      return 'passed';
    } catch (error) {
      if (!(error instanceof RemoteFailure)) throw error;
      return error.fault.kind === 'held' ? error.fault.because : error.fault.kind;
    }
  };
  return { gate, now, reported, outcome };
}

describe('a change', () => {
  it('passes while the account allows it, and asks once in three seconds however many there are', async () => {
    const { now, outcome } = gated();
    expect(await Promise.all(Array.from({ length: 50 }, () => outcome()))).toEqual(Array(50).fill('passed'));
    expect(now.reads).toBe(1);
    now.elapsedMs += permitKeptMs;
    expect(await outcome()).toBe('passed');
    expect(now.reads).toBe(2);
  });

  it('never leaves on a permit that is older than the wait before a switch is confirmed', async () => {
    expect(permitKeptMs).toBeLessThan(permitGoneAfterMs);
    const { now, outcome } = gated();
    await outcome();
    now.permit = { shop: ours, held: 'read-only' };
    now.elapsedMs += permitKeptMs - 1;
    expect(await outcome()).toBe('passed'); // the switch is not confirmed yet
    now.elapsedMs += 1;
    expect(await outcome()).toBe('read-only');
  });

  it('asks again when its permit took longer to come than it lasts', async () => {
    const { now, gate, reported } = gated();
    const slow = new ChangeGate({
      readPermit: async () => {
        now.reads += 1;
        if (now.reads === 1) now.elapsedMs += permitKeptMs + 1;
        return { shop: ours };
      },
      readShop: async () => ours,
      reportShop: async (seen) => void reported.push(seen),
      elapsedMs: () => now.elapsedMs,
    });
    await slow.pass('amazon', 'confirmShipment');
    expect(now.reads).toBe(2);
    expect(await gate.heldBecause()).toBeUndefined();
  });

  it('is held while the account is read-only, and goes at once when that is lifted', async () => {
    const { now, outcome } = gated({ shop: ours, held: 'read-only' });
    expect(await outcome()).toBe('read-only');
    now.permit = { shop: ours };
    expect(await outcome()).toBe('passed');
  });

  it('is held for a shop that calls itself otherwise, which is reported once', async () => {
    const { now, reported, outcome } = gated();
    now.shop = copy;
    expect(await outcome()).toBe('other-shop');
    now.permit = { shop: ours, held: 'other-shop', otherShop: copy };
    expect(await outcome()).toBe('other-shop');
    expect(reported).toEqual([copy]);
  });

  it.each([
    ['address', { address: 'https://10.0.0.7' }],
    ['base URL', { baseUrl: 'https://copy.example/' }],
    ['store', { storeId: 2 }],
  ])('tells another shop by its %s', async (_name, difference) => {
    const { now, outcome } = gated();
    now.shop = { ...ours, ...difference };
    expect(await outcome()).toBe('other-shop');
  });

  it('takes no offence at a slash or a capital', async () => {
    const { now, outcome } = gated();
    now.shop = { ...ours, address: 'https://Shop.example/', baseUrl: 'https://shop.example' };
    expect(await outcome()).toBe('passed');
  });

  it('waits until the account is connected, which its first look sees to', async () => {
    const { now, reported, outcome } = gated({});
    expect(await outcome()).toBe('unavailable');
    expect(reported).toEqual([ours]);
    now.permit = { shop: ours };
    expect(await outcome()).toBe('passed');
  });

  const silence = new RemoteFailure({
    remote: 'commerce',
    operation: 'readStoreView',
    fault: { kind: 'unavailable', isOutcomeKnown: true },
  });

  it('at Amazon does not wait for a shop that is down', async () => {
    const { now, outcome } = gated();
    now.shop = silence;
    expect(await outcome('amazon')).toBe('passed');
  });

  it('in a shop waits until that has said which one it is, even while changes at Amazon are allowed', async () => {
    const { now, gate, outcome } = gated();
    now.shop = silence;
    expect([await outcome('amazon'), await outcome(), await outcome()]).toEqual([
      'passed',
      'unavailable',
      'unavailable',
    ]);
    expect(await gate.heldBecause()).toBeUndefined();
    now.shop = copy;
    expect(await outcome()).toBe('other-shop');
    now.shop = ours;
    expect(await outcome()).toBe('passed');
  });

  it('says when the right shop is back', async () => {
    const { reported, outcome } = gated({ shop: ours, held: 'other-shop', otherShop: copy });
    expect(await outcome()).toBe('other-shop');
    expect(reported).toEqual([ours]);
  });
});

describe('under the clients', () => {
  const sent: string[] = [];
  const send = async (url: string) => {
    sent.push(url);
    return new Response('{}');
  };
  const fetch = guardedFetch(send, {
    remote: 'commerce',
    tokenEndpoint: 'https://token.example',
    gate: {
      pass: async () => {
        throw new RemoteFailure({
          remote: 'commerce',
          operation: 'change',
          fault: { kind: 'held', because: 'read-only' },
        });
      },
    },
  });
  const init = (method: string) => ({
    method,
    headers: {},
    redirect: 'manual' as const,
    signal: AbortSignal.timeout(1_000),
  });

  it('questions and tokens go through, and whatever else there may be does not', async () => {
    await fetch('https://shop.example/V1/orders', init('GET'));
    await fetch('https://token.example', init('POST'));
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
      await expect(fetch('https://shop.example/V1/orders', init(method))).rejects.toThrow(RemoteFailure);
    }
    expect(sent).toEqual(['https://shop.example/V1/orders', 'https://token.example']);
  });
});
