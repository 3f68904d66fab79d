import { describe, expect, it } from '@jest/globals';
import type { ConfirmRequest } from '../../activities/contract.js';
import { packageReferenceIdOf } from '../../src/domain/package-reference.js';
import { order, packageId } from '../domain/orders.js';
import { faultOf, goneAccount, parcel, ref, shopAndSeller, throttled, unavailable } from './shop-and-seller.js';

const request = (changes: Partial<ConfirmRequest> = {}): ConfirmRequest => ({
  order: ref,
  package: parcel(),
  purchasedAt: '2026-01-02T10:00:00.000Z',
  ...changes,
});
const reference = packageReferenceIdOf(ref.amazonOrderId, packageId('P1'));
const seen = (changes: object) => order({ status: 'Shipped', packages: [{ reference, lines: [], ...changes }] });

describe('confirmAmazonShipment', () => {
  it('tells Amazon of the package, and believes it once the package is shown', async () => {
    const { activities, amazon } = shopAndSeller();
    expect(await activities.confirmAmazonShipment(request())).toEqual({
      outcome: 'confirmed',
      amazonStatus: 'Shipped',
    });
    expect(amazon.confirmations).toEqual([
      {
        amazonOrderId: ref.amazonOrderId,
        marketplaceId: 'ATVPDKIKX0DER',
        packageReferenceId: reference,
        carrierCode: 'UPS',
        trackingNumber: '1ZP1',
        shippedAt: '2026-01-02T11:00:00.000Z',
        lines: [{ orderItemId: '05015851154158', quantity: 1 }],
      },
    ]);
  });

  it('called twice it edits the same package, with an equal body', async () => {
    const { activities, amazon } = shopAndSeller();
    amazon.faults.loseAnswer('confirmShipment');
    expect(await faultOf(activities.confirmAmazonShipment(request()))).toMatchObject({ kind: 'unavailable' });
    await activities.confirmAmazonShipment(request());
    const [first, second] = amazon.confirmations;
    expect(JSON.stringify(second)).toBe(JSON.stringify(first));
  });

  it('translates the carrier by the map of the account', async () => {
    const carriers = { acme_post: { carrierCode: 'Other', carrierName: 'Acme Post' } };
    const { activities, amazon } = shopAndSeller(order(), { carriers });
    await activities.confirmAmazonShipment(request({ package: parcel({ carrier: 'acme_post', service: 'Next day' }) }));
    expect(amazon.confirmations).toMatchObject([
      { carrierCode: 'Other', carrierName: 'Acme Post', shippingMethod: 'Next day' },
    ]);
  });

  it('does not believe a 204 that came to nothing', async () => {
    const { activities, amazon } = shopAndSeller();
    amazon.dropsConfirmations = true;
    expect(await activities.confirmAmazonShipment(request())).toEqual({ outcome: 'sent' });
  });

  it.each([
    ['in the future', '2026-01-02T18:00:00.000Z', '2026-01-02T12:00:00.000Z'],
    ['before the purchase', '2026-01-01T08:00:00.000Z', '2026-01-02T10:00:00.000Z'],
    ['between the two', '2026-01-02T11:30:00.000Z', '2026-01-02T11:30:00.000Z'],
  ])('sends a ship date %s as one that Amazon takes', async (_, shippedAt, sent) => {
    const { activities, amazon } = shopAndSeller();
    await activities.confirmAmazonShipment(request({ package: parcel({ shippedAt }) }));
    expect(amazon.confirmations).toMatchObject([{ shippedAt: sent }]);
  });

  it('takes a refusal of a package that Amazon shows all the same for a confirmation', async () => {
    const { activities, amazon } = shopAndSeller(seen({ trackingNumber: '1ZP1' }));
    amazon.refusesConfirmations = { refused: 'InvalidInput', text: 'Order is already fulfilled' };
    expect(await activities.confirmAmazonShipment(request())).toMatchObject({ outcome: 'confirmed' });
  });

  it('a refusal of a package that Amazon does not show blocks, in its own words', async () => {
    const { activities, amazon } = shopAndSeller();
    amazon.refusesConfirmations = { refused: 'InvalidInput', text: 'The carrier code is invalid' };
    expect(await activities.confirmAmazonShipment(request())).toEqual({
      outcome: 'blocked',
      blocker: { code: 'amazon-refused', subject: 'The carrier code is invalid' },
    });
  });

  it('a refusal of goods that Amazon has as shipped says so', async () => {
    const shown = seen({ reference: '7', trackingNumber: '1ZOTHER' });
    const lines = shown.lines.map((line) => ({ ...line, quantityShipped: line.quantityOrdered }));
    const { activities, amazon } = shopAndSeller({ ...shown, lines });
    amazon.refusesConfirmations = { refused: 'InvalidInput', text: 'order already fulfilled' };
    expect(await activities.confirmAmazonShipment(request())).toEqual({
      outcome: 'shipped-otherwise',
      amazonStatus: 'Shipped',
    });
  });

  it('a refusal of a correction is no word on the goods: Amazon has them under the earlier number', async () => {
    const shown = seen({ trackingNumber: '1ZOLD' });
    const lines = shown.lines.map((line) => ({ ...line, quantityShipped: line.quantityOrdered }));
    const { activities, amazon } = shopAndSeller({ ...shown, lines });
    amazon.refusesConfirmations = { refused: 'InvalidInput', text: 'The carrier code is invalid' };
    expect(await activities.confirmAmazonShipment(request())).toMatchObject({ blocker: { code: 'amazon-refused' } });
  });

  it.each([
    ['of Ship+, whatever is sent', order({ programs: ['FBM_SHIP_PLUS'] }), undefined, 'amazon-ship-plus'],
    ['of regulated goods that wait for their verification', order(), 'Pending', 'amazon-regulated'],
    ['of regulated goods that may go', order(), 'Approved', 'amazon-refused'],
  ])('a refusal of an order %s is explained', async (_, shown, regulated, code) => {
    const { activities, amazon } = shopAndSeller(shown);
    amazon.refusesConfirmations = { refused: 'InvalidInput', text: 'no' };
    amazon.regulated = regulated;
    expect(await activities.confirmAmazonShipment(request())).toMatchObject({ outcome: 'blocked', blocker: { code } });
  });

  it('a refusal is told even when nobody can say why', async () => {
    const { activities, amazon } = shopAndSeller();
    amazon.refusesConfirmations = { refused: 'InvalidInput', text: 'no' };
    amazon.faults.fail('regulatedStatus', throttled);
    expect(await activities.confirmAmazonShipment(request())).toMatchObject({ blocker: { code: 'amazon-refused' } });
  });

  it('sends nothing of a Ship+ order, and believes what Amazon shows', async () => {
    const { activities, amazon } = shopAndSeller();
    const asked = request({ isShipPlus: true });
    expect(await activities.confirmAmazonShipment(asked)).toMatchObject({ blocker: { code: 'amazon-ship-plus' } });
    amazon.show(seen({ reference: '7', trackingNumber: '1ZP1' }));
    expect(await activities.confirmAmazonShipment(asked)).toMatchObject({ outcome: 'confirmed' });
    expect(amazon.confirmations).toEqual([]);
  });

  it('looks later when others need getOrder, and says when', async () => {
    const { activities, amazon } = shopAndSeller(order(), { readBacks: { waitMs: () => 45_000 } });
    const later = { outcome: 'not-looked', lookAfterMs: 45_000 };
    expect(await activities.confirmAmazonShipment(request())).toEqual(later);
    expect(await activities.lookForAmazonPackage(request())).toEqual(later);
    expect(amazon.faults.calls).toEqual(['confirmShipment']);
  });

  it('gives trouble with the request to whoever retries', async () => {
    const { activities, amazon } = shopAndSeller();
    amazon.faults.fail('confirmShipment', throttled);
    expect(await faultOf(activities.confirmAmazonShipment(request()))).toEqual(throttled);
    expect(await activities.confirmAmazonShipment(request())).toMatchObject({ outcome: 'confirmed' });
  });

  it('of an account that is not in the settings any more sends nothing', async () => {
    const { activities, amazon } = shopAndSeller();
    expect(await activities.confirmAmazonShipment(request({ order: goneAccount }))).toMatchObject({
      blocker: { code: 'account-removed' },
    });
    expect(amazon.confirmations).toEqual([]);
  });
});

describe('lookForAmazonPackage', () => {
  it.each([
    ['our reference and our number', { trackingNumber: '1ZP1' }, 'confirmed'],
    ['our reference and no number', {}, 'confirmed'],
    ['our number under another reference', { reference: '7', trackingNumber: '1ZP1' }, 'confirmed'],
    ['our reference with an older number', { trackingNumber: '1ZOLD' }, 'sent'],
    ['a package of somebody else', { reference: '7', trackingNumber: '1ZOTHER' }, 'sent'],
  ])('seeing %s, says %p', async (_, changes, outcome) => {
    const { activities, amazon } = shopAndSeller(seen(changes));
    expect(await activities.lookForAmazonPackage(request())).toMatchObject({ outcome });
    expect(amazon.faults.calls).toEqual(['fetchOrder']);
  });

  it.each([throttled, unavailable])('says so when nobody could look, instead of waiting for it', async (fault) => {
    const { activities, amazon } = shopAndSeller(seen({ trackingNumber: '1ZP1' }));
    amazon.faults.fail('fetchOrder', fault);
    expect(await activities.lookForAmazonPackage(request())).toEqual({ outcome: 'not-looked' });
  });

  it('does not hide that the credentials are refused', async () => {
    const { activities, amazon } = shopAndSeller();
    const fault = { kind: 'unauthorised', because: 'credentials' } as const;
    amazon.faults.fail('fetchOrder', fault);
    expect(await faultOf(activities.lookForAmazonPackage(request()))).toEqual(fault);
  });

  it('of an order that cannot be read, or an account that is gone, proves nothing', async () => {
    const { activities } = shopAndSeller({ id: ref.amazonOrderId, unreadableAt: 'packages.0' });
    expect(await activities.lookForAmazonPackage(request())).toEqual({ outcome: 'sent' });
    expect(await activities.lookForAmazonPackage(request({ order: goneAccount }))).toMatchObject({
      blocker: { code: 'account-removed' },
    });
  });
});
