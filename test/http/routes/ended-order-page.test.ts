import { afterEach, describe, expect, it } from '@jest/globals';
import { viewOf } from '../../shipping/shipping-fixture.js';
import { closeServers, httpFixture } from '../http-fixture.js';
import { orderRow } from '../order-index/order-row-builder.js';

afterEach(closeServers);
const path = '/orders/111-0000001-0000000';
const textOf = async (response: Promise<Response>): Promise<string> => (await response).text();

describe("an ended order's page", () => {
  it('offers no action', async () => {
    const { page, conversation } = await httpFixture([orderRow(1)]);
    conversation.viewAnswer = { outcome: 'view', view: viewOf({ status: 'Complete' }) };
    expect(await textOf(page(path))).not.toContain('<form');
  });

  it('offers to try again what came after the end and is blocked, and nothing else', async () => {
    const { page, conversation } = await httpFixture([orderRow(1)]);
    const blocker = { code: 'commerce-refused', subject: 'no', since: '2026-03-10T01:00:00Z', tries: 2 } as const;
    conversation.viewAnswer = { outcome: 'view', view: viewOf({ status: 'Complete', blocker }) };
    const text = await textOf(page(path));
    expect(text).toContain('Try again now');
    expect(text.match(/<form class="act"/g)).toHaveLength(1);
  });
});
