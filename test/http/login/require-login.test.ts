import { request as httpRequest } from 'node:http';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { accountActionKinds } from '../../../src/http/account-action-request.js';
import type { User } from '../../../src/http/login/logins.js';
import { actionKinds } from '../../../src/http/order-action-request.js';
import { blockedView } from '../../browser/sample-orders.js';
import { heldReport, sampleReport } from '../accounts-page/sample-reports.js';
import { closeServers, httpFixture } from '../http-fixture.js';
import { orderRow } from '../order-index/order-row-builder.js';
import { basic, userOf } from './users-for-tests.js';

afterEach(closeServers);
let users: readonly User[];
beforeAll(async () => {
  users = [
    await userOf('viewer', 'viewer password', ['view']),
    await userOf('ops', 'ops password', ['view', 'operate']),
  ];
});
const viewer = basic('viewer', 'viewer password');
const ops = basic('ops', 'ops password');
const path = '/api/orders/111-0000001-0000000';

describe('with users in the settings', () => {
  it.each(['/', '/orders/111-0000001-0000000', '/api/orders', path, '/nothing'])(
    'nobody sees %s without a login',
    async (address) => {
      const { get, page } = await httpFixture([orderRow(1)], { users });
      const response = await get(address);
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toMatch(/^Basic realm="Waybill"/);
      expect(await response.text()).not.toContain('111-0000001-0000000');
      expect(await (await page(address)).text()).toContain('This needs a login');
    },
  );

  it('a script of a page that asks in vain is told so, and no browser asks for a password in its stead', async () => {
    const { get } = await httpFixture([], { users });
    const response = await get('/', { ...basic('ops', 'wrong'), 'x-requested-with': 'waybill' });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('xBasic realm="Waybill"');
  });

  it.each(['/healthz', '/readyz', '/metrics'])('%s asks for none', async (address) => {
    expect((await (await httpFixture([], { users })).get(address)).status).toBe(200);
  });

  it('the webhook asks for its signature alone', async () => {
    const { post, deliveries } = await httpFixture([], { users });
    expect((await post('/webhooks/shipments', '{}')).status).toBe(202);
    expect(deliveries).toHaveLength(1);
  });

  it('who may view sees pages and lists, and no button does anything for them', async () => {
    const { get, post, conversation } = await httpFixture([orderRow(1)], { users });
    expect((await get('/', viewer)).status).toBe(200);
    expect((await get('/api/orders', viewer)).status).toBe(200);
    const refused = await post(`${path}/retry`, {}, viewer);
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ type: 'urn:waybill:problem:role-missing' });
    expect(conversation.acted).toEqual([]);
  });

  it.each([
    ...[...actionKinds, 'correct-address'].map((kind) => `${path}/${kind}`),
    ...accountActionKinds.map((kind) => `/api/accounts/acme-us/${kind}`),
  ])('POST %s is for those who may operate, as a form too', async (address) => {
    const { post, conversation, accountConversation, corrections } = await httpFixture([orderRow(1)], { users });
    expect((await post(address, {}, viewer)).status).toBe(403);
    const form = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' };
    const refused = await post(address, 'reason=x', { ...viewer, ...form });
    expect(refused.status).toBe(403);
    expect(await refused.text()).toContain('This needs the role operate');
    expect((await post(address, {})).status).toBe(401);
    expect([conversation.acted, accountConversation.acted, corrections]).toEqual([[], [], []]);
  });

  it('who may only view is shown no button, and who may operate no buyer', async () => {
    const { get, conversation } = await httpFixture([orderRow(1, { commerceOrderNumber: '000000001' })], {
      users,
      accountReports: async () => [sampleReport, heldReport],
    });
    conversation.viewAnswer = { outcome: 'view', view: blockedView({ cancelOpen: 'buyer' }) };
    for (const address of ['/orders/111-0000001-0000000', '/accounts']) {
      expect(await (await get(address, viewer)).text()).not.toContain('method="post"');
      expect(await (await get(address, ops)).text()).toContain('method="post"');
    }
    expect((await get('/api/buyers?orders=111-0000001-0000000', ops)).status).toBe(403);
    for (const address of ['/', '/orders/111-0000001-0000000']) {
      expect(await (await get(address, ops)).text()).not.toContain('data-buyer="');
    }
  });

  it.each([[{}], [{ actor: 'boss' }]])(
    'what an operator does carries their name, whatever the body says: %j',
    async (body) => {
      const { post, conversation } = await httpFixture([orderRow(1)], { users });
      expect((await post(`${path}/retry`, body, ops)).status).toBe(200);
      expect(conversation.acted).toMatchObject([{ action: { kind: 'retry', actor: 'ops' } }]);
    },
  );

  it('too many wrong passwords are answered with the time to wait', async () => {
    const { get } = await httpFixture([], { users });
    for (let time = 0; time < 10; time += 1) await get('/', basic('ops', `wrong ${time}`));
    const response = await get('/', basic('ops', 'wrong'));
    expect(response.status).toBe(429);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  }, 30_000);
});

describe('without users, where whoever sits at the machine may do everything', () => {
  const asking = (base: string, address: string, host: string, method = 'GET') =>
    new Promise<number>((resolve, reject) => {
      const { port } = new URL(base);
      httpRequest({ host: '127.0.0.1', port, path: address, method, headers: { host } }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      })
        .on('error', reject)
        .end();
    });

  // A page of evil.example whose name leads to 127.0.0.1 is of one origin with us, as far as a browser can tell.
  it.each([
    'evil.example',
    'evil.example:8080',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    '192.168.0.7:8080',
  ])('a browser that came by the name %j is sent away', async (host) => {
    const { base, conversation } = await httpFixture([orderRow(1)]);
    expect(await asking(base, '/', host)).toBe(403);
    expect(await asking(base, '/orders.csv', host)).toBe(403);
    expect(await asking(base, `${path}/retry`, host, 'POST')).toBe(403);
    expect(conversation.acted).toEqual([]);
    expect(await asking(base, '/healthz', host)).toBe(200);
  });

  it.each(['localhost:8080', '127.0.0.1', '[::1]:8080', 'waybill.localhost:8080', 'LOCALHOST'])(
    'one that came by %j is at this machine',
    async (host) => {
      const { base } = await httpFixture([orderRow(1)]);
      expect(await asking(base, '/', host)).toBe(200);
    },
  );

  it('with users their login decides, whatever the name', async () => {
    const { base } = await httpFixture([orderRow(1)], { users });
    expect(await asking(base, '/', 'waybill.example')).toBe(401);
  });
});
