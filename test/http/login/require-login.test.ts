import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { User } from '../../../src/http/login/logins.js';
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
    for (let time = 0; time < 10; time += 1) await get('/', basic('ops', 'wrong'));
    const response = await get('/', basic('ops', 'wrong'));
    expect(response.status).toBe(429);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  }, 30_000);
});
