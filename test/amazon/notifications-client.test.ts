import { afterEach, describe, expect, it } from '@jest/globals';
import { createNotificationsClient } from '../../src/amazon/notifications-client.js';
import type { AmazonNotifications } from '../../src/amazon/port.js';
import { TokenBuckets } from '../../src/amazon/token-buckets.js';
import { usagePlans } from '../../src/amazon/usage-plans.js';
import { type AdHocServer, adHocServer, type SeenRequest, sendJson } from '../remote/ad-hoc-server.js';
import { thrownBy } from '../remote/thrown-by.js';
import { type AmazonAtHand, amazonAtHand, seller } from '../simulators/amazon/amazon-at-hand.js';

const queueArn = 'arn:aws:sqs:us-east-1:123456789012:orders';
const clientOf = (url: string): AmazonNotifications =>
  createNotificationsClient({
    endpoint: url,
    lwaEndpoint: `${url}/auth/o2/token`,
    credentials: seller,
    buckets: new TokenBuckets({ plans: { ...usagePlans, notifications: { ratePerSecond: 1, burst: 20 } } }),
    nowMs: Date.now,
    userAgent: 'Waybill/test',
  });

describe('who hears of changed orders, at Amazon', () => {
  let amazon: AmazonAtHand;
  afterEach(() => amazon.close());
  const open = async (): Promise<AmazonNotifications> => {
    amazon = await amazonAtHand();
    return clientOf(amazon.url);
  };

  it('is nobody at first', async () => {
    const client = await open();
    expect(await client.destinations()).toEqual([]);
    expect(await client.subscription()).toBeUndefined();
  });

  it('is our queue once it was made a destination and subscribed; both are found again', async () => {
    const client = await open();
    const destination = await client.createDestination({ name: 'waybill', queueArn });
    expect(destination).toEqual({ destinationId: expect.any(String), name: 'waybill', queueArn });
    if ('refused' in destination) throw new Error('refused');
    const subscription = await client.subscribe(destination.destinationId);
    expect(subscription).toEqual({
      subscriptionId: expect.any(String),
      destinationId: destination.destinationId,
    });
    expect(await client.destinations()).toEqual([destination]);
    expect(await client.subscription()).toEqual(subscription);
  });

  it('made twice stays one: what is there is adopted', async () => {
    const client = await open();
    const first = await client.createDestination({ name: 'waybill', queueArn });
    expect(await client.createDestination({ name: 'waybill', queueArn })).toEqual(first);
    if ('refused' in first) throw new Error('refused');
    const subscription = await client.subscribe(first.destinationId);
    expect(await client.subscribe(first.destinationId)).toEqual(subscription);
  });

  it('is refused under a name that stands for another queue', async () => {
    const client = await open();
    await client.createDestination({ name: 'waybill', queueArn });
    const other = await client.createDestination({ name: 'waybill', queueArn: `${queueArn}-2` });
    expect(other).toMatchObject({ refused: 'Conflict' });
  });

  it('can be taken back, twice too; a destination that is used stays', async () => {
    const client = await open();
    const destination = await client.createDestination({ name: 'waybill', queueArn });
    if ('refused' in destination) throw new Error('refused');
    const subscription = await client.subscribe(destination.destinationId);
    if ('refused' in subscription) throw new Error('refused');
    expect(await client.deleteDestination(destination.destinationId)).toMatchObject({ refused: 'Conflict' });
    expect(await client.unsubscribe(subscription.subscriptionId)).toBe('deleted');
    expect(await client.unsubscribe(subscription.subscriptionId)).toBe('deleted');
    expect(await client.deleteDestination(destination.destinationId)).toBe('deleted');
  });
});

describe('the notifications client', () => {
  let server: AdHocServer;
  afterEach(() => server.close());
  const amazonSays = async (status: number, body: unknown): Promise<AmazonNotifications> => {
    server = await adHocServer(({ url }, response) => {
      if (url === '/auth/o2/token') sendJson(response, 200, { access_token: 'token', expires_in: 3600 });
      else sendJson(response, status, body);
    });
    return clientOf(server.url);
  };
  const grantOf = ({ body }: SeenRequest) => Object.fromEntries(new URLSearchParams(body));

  it("asks for destinations with the application's token, which names no seller", async () => {
    const client = await amazonSays(200, { payload: [] });
    await client.destinations();
    const [token] = server.seen;
    expect(token === undefined ? {} : grantOf(token)).toEqual({
      grant_type: 'client_credentials',
      scope: 'sellingpartnerapi::notifications',
      client_id: seller.clientId,
      client_secret: seller.clientSecret,
    });
  });

  it('throws what it cannot read, by its place', async () => {
    const client = await amazonSays(200, { payload: { subscriptionId: 7, destinationId: 'd' } });
    expect((await thrownBy(() => client.subscription())).fault).toEqual({
      kind: 'malformed-answer',
      at: 'subscriptionId',
    });
  });

  it('lets no identity through that could bend a path', async () => {
    const client = await amazonSays(200, { payload: { subscriptionId: '../../orders', destinationId: 'd' } });
    expect((await thrownBy(() => client.subscription())).fault).toMatchObject({ kind: 'malformed-answer' });
  });

  it.each([
    [403, { errors: [{ code: 'Unauthorized', message: 'Access to requested resource is denied.' }] }, 'unauthorised'],
    [429, { errors: [{ code: 'QuotaExceeded', message: 'You exceeded your quota.' }] }, 'throttled'],
    [500, {}, 'unavailable'],
  ])('tells a %s apart from an answer', async (status, body, kind) => {
    const client = await amazonSays(status, body);
    expect((await thrownBy(() => client.subscription())).fault.kind).toBe(kind);
  });
});
