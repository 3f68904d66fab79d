import { afterEach, describe, expect, it } from '@jest/globals';
import { blockedView } from '../../browser/sample-orders.js';
import { closeServers, httpFixture } from '../http-fixture.js';
import { orderRow } from '../order-index/order-row-builder.js';

afterEach(closeServers);
const path = (action: string): string => `/api/orders/111-0000001-0000000/${action}`;
const workflowId = 'amazon-order:SELLER1:111-0000001-0000000';
const plainForm = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' };
const form = { ...plainForm, 'sec-fetch-site': 'same-origin' };

describe('an action by a programme', () => {
  it.each([
    ['retry', {}, { kind: 'retry', actor: 'operator' }],
    ['retry', { actor: 'night shift' }, { kind: 'retry', actor: 'night shift' }],
    ['skip', { reason: ' handled by hand ' }, { kind: 'skip', actor: 'operator', reason: 'handled by hand' }],
    ['confirm-again', { package: 'P1' }, { kind: 'confirm-again', actor: 'operator', package: 'P1' }],
    ['map-sku', { from: 'MUG', to: 'MUG-B' }, { kind: 'map-sku', actor: 'operator', from: 'MUG', to: 'MUG-B' }],
  ])('%s %j becomes an update of the workflow and answers what became of it', async (action, body, expected) => {
    const { post, conversation } = await httpFixture([orderRow(1)]);
    const response = await post(path(action), body);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ outcome: 'accepted', status: 'AwaitingShipment', note: 'Trying now' });
    expect(conversation.acted).toEqual([{ workflowId, action: expected }]);
  });

  it('needs no body where nothing is to be said', async () => {
    const { base } = await httpFixture([orderRow(1)]);
    expect((await fetch(`${base}${path('retry')}`, { method: 'POST' })).status).toBe(200);
  });

  it.each([
    [
      'refused',
      { outcome: 'refused', because: 'Nothing is blocked on this order' },
      409,
      'Nothing is blocked on this order',
    ],
    ['too late', { outcome: 'ended' }, 409, 'ended'],
    ['for an unknown order', { outcome: 'unknown' }, 404, 'No order'],
    ['unanswered', { outcome: 'no-answer' }, 503, 'may still be done once they do'],
  ] as const)('that is %s is answered with the reason', async (_name, actionAnswer, status, words) => {
    const { post, conversation } = await httpFixture([orderRow(1)]);
    conversation.actionAnswer = actionAnswer;
    const response = await post(path('retry'), {});
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ status, detail: expect.stringContaining(words) });
  });

  it.each([
    ['skip', {}, 'reason'],
    ['skip', { reason: ' ' }, 'reason'],
    ['skip', { reason: 'x'.repeat(201) }, 'reason'],
    ['skip', { reason: 'fine', force: true }, 'force'],
    ['confirm-again', {}, 'package'],
    ['map-sku', { from: 'MUG' }, 'to'],
    ['map-sku', { from: 'MUG', to: '\u0000' }, 'to'],
    ['retry', { actor: 'jane@example.com' }, 'actor'],
    ['retry', { actor: '<b>' }, 'actor'],
  ])('%s %j is refused by the name of the field, and no workflow is asked', async (action, body, field) => {
    const { post, conversation } = await httpFixture([orderRow(1)]);
    const response = await post(path(action), body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ field }] });
    expect(conversation.acted).toEqual([]);
  });

  it.each([
    ['no JSON', '{', 'application/json', 400],
    ['another content type', 'x', 'text/plain', 415],
    ['too large', JSON.stringify({ reason: 'x'.repeat(30_000) }), 'application/json', 413],
  ])('whose body is %s is refused', async (_name, body, contentType, status) => {
    const { post, conversation } = await httpFixture([orderRow(1)]);
    const response = await post(path('skip'), body, { 'content-type': contentType });
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(conversation.acted).toEqual([]);
  });
});

describe('an action from another site', () => {
  it.each([
    ['cross-site', { 'sec-fetch-site': 'cross-site' }],
    ['from a sibling domain', { 'sec-fetch-site': 'same-site' }],
    ['of an old browser, by its origin', { origin: 'https://evil.example' }],
    ['of an opaque origin', { origin: 'null' }],
  ])('%s is refused, and no workflow is asked', async (_name, headers) => {
    const { post, conversation } = await httpFixture([orderRow(1)]);
    expect((await post(path('retry'), {}, headers)).status).toBe(403);
    expect((await post(path('skip'), 'reason=x', { ...plainForm, ...headers })).status).toBe(403);
    expect(conversation.acted).toEqual([]);
  });

  it('is none when the origin is our own', async () => {
    const { post, base } = await httpFixture([orderRow(1)]);
    expect((await post(path('retry'), {}, { origin: base })).status).toBe(200);
  });
});

describe('an action by a form of the page', () => {
  it('leads back to the order, which says what was done', async () => {
    const { post, page, conversation } = await httpFixture([orderRow(1)]);
    const response = await post(path('map-sku'), 'from=MUG&to=MUG-B', form);
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/orders/111-0000001-0000000?done=map-sku');
    expect(conversation.acted).toHaveLength(1);
    expect(await (await page('/orders/111-0000001-0000000?done=map-sku')).text()).toContain('The SKU is mapped');
  });

  it('that is refused shows the order with the reason', async () => {
    const { post, conversation } = await httpFixture([orderRow(1)]);
    conversation.actionAnswer = { outcome: 'refused', because: 'No line of this order has the SKU <i>x</i>' };
    const response = await post(path('map-sku'), 'from=x&to=y', form);
    expect(response.status).toBe(409);
    expect(await response.text()).toContain('Refused: No line of this order has the SKU &lt;i&gt;x&lt;/i&gt;');
  });

  it.each([
    ['skip', `reason=${'x'.repeat(201)}`, 'reason: is longer', `value="${'x'.repeat(201)}"`],
    ['map-sku', 'from=PEN&to=%00', 'to: is not a SKU', '<option value="PEN" selected>'],
    ['decline-cancel', 'reason=%07bell', 'reason: holds control', 'value="\ufffdbell"'],
    ['confirm-again', 'package=', 'package: is not a package id', 'Refused'],
  ])('that is malformed shows the order with the reason, and what was typed: %s', async (action, body, says, kept) => {
    const { post, conversation } = await httpFixture([orderRow(1)]);
    conversation.viewAnswer = { outcome: 'view', view: blockedView({ cancelOpen: 'buyer' }) };
    const response = await post(path(action), body, form);
    expect(response.status).toBe(400);
    const text = await response.text();
    expect(text).toContain('<h1 class="number">111-0000001-0000000');
    expect(text).toContain(`Refused: ${says}`);
    expect(text).toContain(kept);
    expect(conversation.acted).toEqual([]);
  });

  it.each([
    ['too late', { outcome: 'ended' }, 409, 'Refused: The order has ended'],
    ['unanswered', { outcome: 'no-answer' }, 503, 'No answer: Temporal or the workers'],
  ] as const)('that is %s shows the order with the reason', async (_name, actionAnswer, status, says) => {
    const { post, conversation } = await httpFixture([orderRow(1)]);
    conversation.actionAnswer = actionAnswer;
    const response = await post(path('retry'), '', form);
    expect(response.status).toBe(status);
    const text = await response.text();
    expect(text).toContain('<h1 class="number">111-0000001-0000000');
    expect(text).toContain(says);
  });

  it('for an unknown order is answered with a page, and not with a document for programmes', async () => {
    const { post } = await httpFixture([]);
    const response = await post(path('retry'), '', form);
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(await response.text()).toContain('There is no such order');
  });

  it('that corrects an address never writes it into the page that refuses it', async () => {
    const { post, corrections } = await httpFixture([orderRow(1)]);
    const response = await post(path('correct-address'), `city=Planted&postcode=${'9'.repeat(300)}`, form);
    expect(response.status).toBe(400);
    const text = await response.text();
    expect(text).toContain('Refused: postcode: is longer');
    expect(text).not.toContain('Planted');
    expect(corrections).toEqual([]);
  });
});
