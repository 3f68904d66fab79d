import { afterEach, describe, expect, it } from '@jest/globals';
import { closeServers, httpFixture } from '../http-fixture.js';

afterEach(closeServers);
const path = (action: string): string => `/api/accounts/acme-us/${action}`;

describe('an action on an account', () => {
  it.each([
    [
      'read-only',
      { isReadOnly: true, reason: 'stocktaking' },
      { kind: 'read-only', actor: 'operator', isReadOnly: true, reason: 'stocktaking' },
    ],
    ['read-only', { isReadOnly: 'false' }, { kind: 'read-only', actor: 'operator', isReadOnly: false }],
    ['accept-shop', { actor: 'operations' }, { kind: 'accept-shop', actor: 'operations' }],
  ])('%s %j becomes an update of its workflow and answers what became of it', async (kind, body, action) => {
    const { post, accountConversation } = await httpFixture();
    const response = await post(path(kind), body);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ outcome: 'accepted', isReadOnly: true, note: 'Nothing is changed' });
    expect(accountConversation.acted).toEqual([{ accountId: 'acme-us', action }]);
  });

  it.each([
    ['refused', { outcome: 'refused', because: 'A reason is needed' }, 409, 'A reason is needed'],
    ['too early, before ingestion knows the account', { outcome: 'unknown' }, 404, 'No account'],
    ['unanswered', { outcome: 'no-answer' }, 503, 'do not answer'],
  ] as const)('that is %s is answered with the reason', async (_name, answer, status, words) => {
    const { post, accountConversation } = await httpFixture();
    accountConversation.actionAnswer = answer;
    const response = await post(path('read-only'), { isReadOnly: true });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ detail: expect.stringContaining(words) });
  });

  it.each([
    ['without the wish', path('read-only'), {}, 400],
    ['with an unknown field', path('accept-shop'), { force: true }, 400],
    ['of an account that the settings do not name', '/api/accounts/acme-gone/accept-shop', {}, 404],
  ])('%s asks no workflow', async (_name, address, body, status) => {
    const { post, accountConversation } = await httpFixture();
    expect((await post(address, body)).status).toBe(status);
    expect(accountConversation.acted).toEqual([]);
  });

  it('from another site asks no workflow', async () => {
    const { post, accountConversation } = await httpFixture();
    expect((await post(path('accept-shop'), {}, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect(accountConversation.acted).toEqual([]);
  });
});
