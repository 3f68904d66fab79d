import { describe, expect, it } from '@jest/globals';
import { packageId } from '../domain/orders.js';
import { createdOrder, goneAccount, parcel, shopAndSeller } from './shop-and-seller.js';

async function shipped() {
  const shop = shopAndSeller();
  const request = await createdOrder(shop);
  await shop.activities.shipCommerceOrder(request);
  const { order, commerceOrder } = request;
  return { shop, late: { order, commerceOrder, package: parcel({ trackingNumber: '1ZNEW' }) } };
}

const tracksOf = ({ commerce }: Awaited<ReturnType<typeof shipped>>['shop']) =>
  commerce.made.map(({ tracks }) => tracks.map(({ number }) => number));

describe('trackLatePackage', () => {
  it("adds the number to the package's own shipment; called twice, once", async () => {
    const { shop, late } = await shipped();
    expect(await shop.activities.trackLatePackage(late)).toEqual({ outcome: 'tracked' });
    expect(await shop.activities.trackLatePackage(late)).toEqual({ outcome: 'tracked' });
    expect(tracksOf(shop)).toEqual([['1ZP1', '1ZNEW']]);
  });

  it('puts a further package onto the last shipment', async () => {
    const { shop, late } = await shipped();
    await shop.activities.trackLatePackage({
      ...late,
      package: parcel({ id: packageId('P2'), trackingNumber: '1ZP2' }),
    });
    expect(tracksOf(shop)).toEqual([['1ZP1', '1ZP2']]);
  });

  it('says it in a comment where Commerce has no shipment; called twice, once', async () => {
    const shop = shopAndSeller();
    const { order, commerceOrder } = await createdOrder(shop);
    const late = { order, commerceOrder, package: parcel({ trackingNumber: '1ZNEW' }) };
    for (const _ of [1, 2]) expect(await shop.activities.trackLatePackage(late)).toEqual({ outcome: 'commented' });
    expect(shop.commerce.only.comments.filter((text) => text.includes('1ZNEW'))).toEqual([
      'Waybill package P1 came late: ups 1ZNEW',
    ]);
  });

  it('is blocked when Commerce refuses, and when the account is gone', async () => {
    const { shop, late } = await shipped();
    shop.commerce.refuses = { operation: 'addTrack', with: { refused: 'no' } };
    expect(await shop.activities.trackLatePackage(late)).toMatchObject({ blocker: { code: 'commerce-refused' } });
    expect(await shop.activities.trackLatePackage({ ...late, order: goneAccount })).toMatchObject({
      blocker: { code: 'account-removed' },
    });
  });
});
