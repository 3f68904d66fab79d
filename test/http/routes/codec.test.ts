import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { defaultPayloadConverter } from '@temporalio/common';
import { payloadsToJson } from '../../../src/http/codec-json.js';
import type { User } from '../../../src/http/login/logins.js';
import { createPayloadCodec } from '../../../src/privacy/payload-codec.js';
import { newKey } from '../../privacy/encryption-for-tests.js';
import { closeServers, httpFixture } from '../http-fixture.js';
import { basic, userOf } from '../login/users-for-tests.js';

afterEach(closeServers);
let users: readonly User[];
beforeAll(async () => {
  users = [
    await userOf('support', 'support password', ['view', 'decrypt']),
    await userOf('ops', 'ops password', ['view', 'operate', 'personal-data']),
  ];
});
const support = basic('support', 'support password');
const ops = basic('ops', 'ops password');

const codec = createPayloadCodec({ keys: [newKey('k1')], acceptClear: false, namespace: 'orders' });
const ui = 'https://temporal.example';
const atHand = { codec, namespace: 'orders', temporalUiUrl: `${ui}/some/path` };
const clear = defaultPayloadConverter.toPayload('too late for the buyer');
const clearBody = payloadsToJson([clear]);
const sealedBody = async () =>
  payloadsToJson(
    await codec.encode([clear], { type: 'workflow', namespace: 'orders', workflowId: 'amazon-order:A:1' }),
  );

describe('the codec endpoint', () => {
  it('gives the permitted what a payload says', async () => {
    const { post } = await httpFixture([], { users, codec: atHand });
    const answer = await post('/codec/decode', await sealedBody(), { ...support, 'x-namespace': 'orders' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.json()).toEqual(clearBody);
  });

  it('encrypts what the UI is to send', async () => {
    const { post } = await httpFixture([], { users, codec: atHand });
    const text = await (await post('/codec/encode', clearBody, support)).text();
    expect(text).not.toContain(clearBody.payloads[0]?.data);
    expect(await (await post('/codec/decode', text, support)).json()).toEqual(clearBody);
  });

  it('hands back what is not encrypted, and nothing for nothing', async () => {
    const { post } = await httpFixture([], { users, codec: atHand });
    expect(await (await post('/codec/decode', clearBody, support)).json()).toEqual(clearBody);
    expect(await (await post('/codec/decode', { payloads: [] }, support)).json()).toEqual({ payloads: [] });
  });

  it.each(['/codec/decode', '/codec/encode'])('%s wants a login, and the role decrypt', async (path) => {
    const { post } = await httpFixture([], { users, codec: atHand });
    const body = await sealedBody();
    expect((await post(path, body)).status).toBe(401);
    const refused = await post(path, body, ops);
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ type: 'urn:waybill:problem:role-missing' });
  });

  it('is not there while nothing is encrypted', async () => {
    const { post } = await httpFixture();
    expect((await post('/codec/decode', clearBody)).status).toBe(404);
  });

  it.each([
    ['what is no JSON', '{'],
    ['no payloads', {}],
    ['payloads that are no list', { payloads: 'x' }],
    ['data that is not base64', { payloads: [{ data: '???' }] }],
  ])('refuses %s', async (_, body) => {
    const { post } = await httpFixture([], { users, codec: atHand });
    const answer = await post('/codec/decode', body, support);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });

  it('refuses what was tampered with, other namespaces, and bodies without end', async () => {
    const { post } = await httpFixture([], { users, codec: atHand });
    const sealed = await sealedBody();
    const payloads = sealed.payloads.map((payload) => ({ ...payload, data: 'AAAA' }));
    const tampered = await post('/codec/decode', { payloads }, support);
    expect(tampered.status).toBe(422);
    expect(await tampered.json()).toMatchObject({ type: 'urn:waybill:problem:not-decodable' });
    expect((await post('/codec/decode', sealed, { ...support, 'x-namespace': 'default' })).status).toBe(422);
    const large = JSON.stringify({ payloads: [{ data: 'A'.repeat(7_000_000) }] });
    expect((await post('/codec/decode', large, support)).status).toBe(413);
  });
});

describe('a browser', () => {
  const preflight = (base: string, origin: string) =>
    fetch(`${base}/codec/decode`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
    });

  it('may ask from the Temporal UI, with its login, and is told so before', async () => {
    const { base, post } = await httpFixture([], { users, codec: atHand });
    const asked = await preflight(base, ui);
    expect(asked.status).toBe(204);
    expect(asked.headers.get('access-control-allow-headers')).toContain('x-namespace');
    const answers = [
      asked,
      await post('/codec/decode', clearBody, { ...support, origin: ui, 'sec-fetch-site': 'cross-site' }),
      await post('/codec/decode', clearBody, { origin: ui, 'sec-fetch-site': 'cross-site' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([204, 200, 401]);
    for (const { headers } of answers) {
      expect(headers.get('access-control-allow-origin')).toBe(ui);
      expect(headers.get('access-control-allow-credentials')).toBe('true');
      expect(headers.get('vary')).toContain('Origin');
    }
  });

  it.each(['https://evil.example', 'https://temporal.example.evil.example', 'http://temporal.example', 'null'])(
    'is refused from %s',
    async (origin) => {
      const { base, post } = await httpFixture([], { users, codec: atHand });
      expect((await preflight(base, origin)).headers.get('access-control-allow-origin')).toBeNull();
      const answer = await post('/codec/decode', clearBody, { ...support, origin, 'sec-fetch-site': 'cross-site' });
      expect(answer.status).toBe(403);
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    },
  );

  it('is refused from everywhere else when no Temporal UI is named', async () => {
    const { base, post } = await httpFixture([], { users, codec: { codec, namespace: 'orders' } });
    expect((await preflight(base, ui)).headers.get('access-control-allow-origin')).toBeNull();
    expect((await post('/codec/decode', clearBody, { ...support, origin: ui })).status).toBe(403);
  });

  it('may ask from a UI on this machine by any name of it, and by no other port', async () => {
    const { base } = await httpFixture([], { users, codec: { ...atHand, temporalUiUrl: 'http://127.0.0.1:8233' } });
    const allowed = async (origin: string) =>
      (await preflight(base, origin)).headers.get('access-control-allow-origin') === origin;
    for (const name of ['127.0.0.1', 'localhost', '[::1]']) expect(await allowed(`http://${name}:8233`)).toBe(true);
    for (const origin of ['http://localhost:8234', 'https://localhost:8233', 'http://127.0.0.2:8233']) {
      expect(await allowed(origin)).toBe(false);
    }
  });

  it('learns of no other route that way', async () => {
    const { get } = await httpFixture([], { users, codec: atHand });
    const answer = await get('/api/orders', { ...support, origin: ui });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });
});
