import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { createSpApiClient, type SpApiClient } from '../../../src/amazon/sp-api-client.js';
import { TokenBuckets } from '../../../src/amazon/token-buckets.js';
import { parseAmazonOrderId, parseMarketplaceId, parseOrderItemId } from '../../../src/domain/ids.js';
import { given } from '../../support/order-inputs.js';
import { type AmazonAtHand, amazonAtHand, minutesAgo, seller } from '../amazon/amazon-at-hand.js';
import { describeAgainstModels } from './amazon-models.js';

/** The product's own client: what the simulator's ledger says it sent, held against the official models. */
describeAgainstModels('the requests of the Amazon client', (models) => {
  let amazon: AmazonAtHand;
  let client: SpApiClient;
  beforeEach(async () => {
    amazon = await amazonAtHand({ eventAgeMs: 300_000 });
    client = createSpApiClient({
      endpoint: amazon.url,
      lwaEndpoint: `${amazon.url}/auth/o2/token`,
      credentials: seller,
      buckets: new TokenBuckets(),
      nowMs: Date.now,
      userAgent: 'waybill-test',
    });
  });
  afterEach(() => amazon.close());

  const marketplaceId = given(parseMarketplaceId('ATVPDKIKX0DER'));

  it('fit, and so do the answers that it gets', async () => {
    const id = given(parseAmazonOrderId(await amazon.order()));
    const window = { updatedAfter: minutesAgo(60), updatedBefore: minutesAgo(3), marketplaces: [marketplaceId] };
    const page = await client.searchOrders(window);
    expect(page).toMatchObject({ orders: [{ id }] });
    expect(await client.searchOrders({ ...window, pageToken: 'made-up' })).toBe('page-token-refused');
    expect(await client.fetchOrder(id)).toMatchObject({ id });
    expect(await client.fetchOrder(given(parseAmazonOrderId('123-1234567-1234567')))).toBe('not-found');
    const confirmation = {
      amazonOrderId: id,
      marketplaceId,
      packageReferenceId: '7',
      carrierCode: 'Other',
      carrierName: 'Acme Post',
      shippingMethod: 'Standard',
      trackingNumber: 'T-1',
      shippedAt: '2026-03-01T10:00:00Z',
      lines: [{ orderItemId: given(parseOrderItemId('10000000000001')), quantity: 2 }],
    };
    expect(await client.confirmShipment(confirmation)).toBe('accepted');
    const again = { ...confirmation, packageReferenceId: '8' };
    expect(await client.confirmShipment(again)).toMatchObject({ refused: expect.any(String) });
    const { entries } = (await amazon.control('GET', '/ledger')).body;
    const sent = entries.filter((entry: { operation: string }) => entry.operation !== 'token');
    expect(sent).toHaveLength(6);
    for (const { method, path, query, body } of sent) {
      const { paginationToken: _opaque, ...named } = query ?? {};
      expect(models.requestViolations({ method, path, query: named, body })).toEqual([]);
    }
  });
});
