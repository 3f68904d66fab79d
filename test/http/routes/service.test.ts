import { afterEach, describe, expect, it } from '@jest/globals';
import { closeServers, httpFixture } from '../http-fixture.js';
import { orderRow } from '../order-index/order-row-builder.js';

afterEach(closeServers);

describe('health', () => {
  it('is alive whatever happens to Temporal', async () => {
    const { get, state } = await httpFixture();
    state.health = { ...state.health, failingSinceMs: 1 };
    expect((await get('/healthz')).status).toBe(200);
    expect(await (await get('/readyz')).json()).toMatchObject({
      status: 'ready',
      index: { failingSince: '1970-01-01T00:00:00.001Z' },
    });
  });

  it('is ready once all open orders are loaded', async () => {
    const { get, state } = await httpFixture();
    state.health = { ...state.health, phase: 'loading-open' };
    expect((await get('/readyz')).status).toBe(503);
    state.health = { ...state.health, phase: 'loading-closed' };
    expect((await get('/readyz')).status).toBe(200);
  });
});

describe('the server', () => {
  it('offers metrics as Prometheus reads them', async () => {
    const { get } = await httpFixture();
    const response = await get('/metrics');
    expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4');
    expect(await response.text()).toBe('waybill_orders_total 3\n');
  });

  it('serves the stylesheet, the script and the icon under names that change with them', async () => {
    const { get, page } = await httpFixture();
    const text = await (await page('/')).text();
    const paths = [...text.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, path]) => path ?? '');
    expect(paths).toHaveLength(3);
    for (const path of paths) {
      const response = await get(path);
      expect(response.status).toBe(200);
      expect(response.headers.get('cache-control')).toContain('immutable');
    }
  });

  it('answers unknown addresses and methods with a problem document, for a person with a page', async () => {
    const { get, post, page } = await httpFixture();
    for (const response of [await get('/nothing'), await post('/api/orders', {}), await get('/webhooks/shipments')]) {
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ type: 'urn:waybill:problem:unknown-address' });
    }
    expect(await (await page('/nothing')).text()).toContain('There is nothing at this address');
  });

  it('answers an address that cannot be decoded with a problem document', async () => {
    const { get } = await httpFixture();
    const response = await get('/orders/%zz');
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('tells nothing of its inside when it fails, and says to its own log that it did', async () => {
    const { get, conversation, failures } = await httpFixture([orderRow(1)]);
    conversation.view = () => Promise.reject(new Error('secret inside'));
    const response = await get('/api/orders/111-0000001-0000000');
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('secret');
    expect(failures).toEqual(['/api/orders/:amazonOrderId']);
  });
});
