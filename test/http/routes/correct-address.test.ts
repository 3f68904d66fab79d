import { afterEach, describe, expect, it } from '@jest/globals';
import { viewOf } from '../../shipping/shipping-fixture.js';
import { closeServers, httpFixture } from '../http-fixture.js';
import { orderRow } from '../order-index/order-row-builder.js';

afterEach(closeServers);
const path = '/api/orders/111-0000001-0000000/correct-address';
const form = {
  'content-type': 'application/x-www-form-urlencoded',
  accept: 'text/html',
  'sec-fetch-site': 'same-origin',
};

describe('POST …/correct-address', () => {
  it('hands on what is to be corrected, with blanks tidied and nothing else touched', async () => {
    const { post, corrections } = await httpFixture([orderRow(1)]);
    const response = await post(path, { street: [' 7  Elm Street '], city: 'São Paulo', which: 'both', actor: 'ops' });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ outcome: 'accepted' });
    expect(corrections).toEqual([
      { actor: 'ops', which: 'both', changes: { street: ['7 Elm Street'], city: 'São Paulo' } },
    ]);
  });

  it('takes a form, in which what was left empty stays as it is', async () => {
    const { post, corrections } = await httpFixture([orderRow(1)]);
    const response = await post(path, 'street=7+Elm+Street%0D%0ARear&city=&firstName=', form);
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toContain('done=correct-address');
    expect(corrections).toMatchObject([{ which: 'shipping', changes: { street: ['7 Elm Street', 'Rear'] } }]);
  });

  it.each([
    ['nothing', {}, 'the request'],
    ['an unknown field', { city: 'A', country: 'US' }, 'country'],
    ['a long line', { city: 'x'.repeat(256) }, 'city'],
    ['a long street', { street: ['x'.repeat(200), 'y'.repeat(200)] }, 'street'],
    ['five lines', { street: ['1', '2', '3', '4', '5'] }, 'street'],
    ['control characters', { city: 'A\u0000' }, 'city'],
    ['a wrong side', { city: 'A', which: 'all' }, 'which'],
    ['a person as actor', { city: 'A', actor: 'jane@example.com' }, 'actor'],
  ])('refuses %s by the name of the field, and repeats nothing of it', async (_name, body, field) => {
    const { post, corrections } = await httpFixture([orderRow(1)]);
    const response = await post(path, body);
    expect(response.status).toBe(400);
    const text = await response.text();
    expect(JSON.parse(text).errors[0].field).toContain(field);
    expect(text).not.toContain('xxx');
    expect(corrections).toEqual([]);
  });

  it('is refused from another site, for an unknown order, and when nobody answers', async () => {
    const { post, conversation, addressing, corrections } = await httpFixture([orderRow(1)]);
    expect((await post(path, { city: 'A' }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await post('/api/orders/111-9999999-0000000/correct-address', { city: 'A' })).status).toBe(404);
    conversation.viewAnswer = { outcome: 'no-answer' };
    expect((await post(path, { city: 'A' })).status).toBe(503);
    expect(corrections).toEqual([]);
    conversation.viewAnswer = { outcome: 'view', view: viewOf() };
    addressing.answer = { outcome: 'refused', because: 'The Commerce order does not exist yet' };
    const refused = await post(path, { city: 'A' });
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ detail: 'The Commerce order does not exist yet' });
    addressing.answer = { outcome: 'no-answer', because: 'Commerce does not answer' };
    expect((await post(path, { city: 'A' })).status).toBe(503);
  });
});
