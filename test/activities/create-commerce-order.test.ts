import { describe, expect, it } from '@jest/globals';
import { address, amazonOrderId, line, money, order, paid, sku } from '../domain/orders.js';
import { createRequest, faultOf, goneAccount, ref, shopAndSeller, throttled, unavailable } from './shop-and-seller.js';

const fba = () => order({ fulfilledBy: 'FBA', status: 'Shipped' });

describe('createCommerceOrder', () => {
  it('makes the order, has it paid, and says what it saw at Amazon', async () => {
    const { activities, commerce } = shopAndSeller();
    const answer = await activities.createCommerceOrder(createRequest());
    expect(answer).toMatchObject({
      outcome: 'created',
      commerceOrder: { entityId: 300, number: '000000001', lines: [{ lineId: 9001, orderItemId: '05015851154158' }] },
      sighting: { status: 'Unshipped', fulfilledBy: 'FBM' },
    });
    expect(answer).not.toHaveProperty('warning');
    expect(commerce.only.isInvoiced).toBe(true);
  });

  it('answers nothing personal: it would stay in history', async () => {
    const buyer = { name: 'Zebulon Quackenbush', email: 'zebulon@marketplace.amazon.com' };
    const { activities } = shopAndSeller(order({ buyer, deliveryAddress: address({ name: 'Zebulon Quackenbush' }) }));
    const answer = await activities.createCommerceOrder(createRequest());
    expect(answer.outcome).toBe('created');
    expect(JSON.stringify(answer)).not.toMatch(/zebulon|quackenbush|Main St|Austin|78701|5125550100/i);
  });

  it('takes what was just read out of memory, and asks Amazon only when it is not there', async () => {
    const remembered = shopAndSeller(order(), { recentOrders: { recall: () => order() } });
    await remembered.activities.createCommerceOrder(createRequest());
    expect(remembered.amazon.faults.calls).toEqual([]);
    const forgotten = shopAndSeller();
    await forgotten.activities.createCommerceOrder(createRequest());
    expect(forgotten.amazon.faults.calls).toEqual(['fetchOrder']);
  });

  it('of an account that is not in the settings any more sends nothing', async () => {
    const { activities, amazon, commerce } = shopAndSeller();
    expect(await activities.createCommerceOrder(createRequest({}, { order: goneAccount }))).toEqual({
      outcome: 'blocked',
      blocker: { code: 'account-removed' },
    });
    expect([...amazon.faults.calls, ...commerce.faults.calls]).toEqual([]);
  });

  it.each([
    ['the read at Amazon', 'amazon', 'fetchOrder'],
    ['the search for an earlier order', 'commerce', 'findByAmazonId'],
    ['the catalogue', 'commerce', 'findProducts'],
    ['the invoice', 'commerce', 'createInvoice'],
  ] as const)(
    'gives trouble with %s to whoever retries, and makes one order all the same',
    async (_, side, operation) => {
      const shop = shopAndSeller();
      shop[side].faults.fail(operation, throttled);
      expect(await faultOf(shop.activities.createCommerceOrder(createRequest()))).toEqual(throttled);
      expect((await shop.activities.createCommerceOrder(createRequest())).outcome).toMatch(/created|adopted/);
      expect(shop.commerce.only.isInvoiced).toBe(true);
    },
  );

  it('names a guest in the order, or the customer that was found for it', async () => {
    const guest = shopAndSeller();
    await guest.activities.createCommerceOrder(createRequest());
    expect(guest.commerce.only.draft?.customer).not.toHaveProperty('id');
    const known = shopAndSeller();
    await known.activities.createCommerceOrder(createRequest({}, { customer: { id: 57, groupId: 3 } }));
    expect(known.commerce.only.draft?.customer).toMatchObject({ id: 57, groupId: 3 });
  });

  it.each([
    ['Pending', 'FBM'],
    ['Canceled', 'FBM'],
    ['Unfulfillable', 'FBM'],
    ['Unshipped', 'FBA'],
    ['PartiallyShipped', 'FBA'],
  ] as const)('of an order that is %s and %s makes nothing, and says what it saw', async (status, fulfilledBy) => {
    const { activities, commerce } = shopAndSeller(order({ status, fulfilledBy }));
    const answer = await activities.createCommerceOrder(createRequest());
    expect(answer).toMatchObject({ outcome: 'not-due', sighting: { status } });
    expect(commerce.kept).toEqual([]);
  });
});

describe('what keeps a Commerce order from being made', () => {
  const blocked = async (shop: ReturnType<typeof shopAndSeller>, request = createRequest()) => {
    const answer = await shop.activities.createCommerceOrder(request);
    expect(shop.commerce.kept).toEqual([]);
    return answer.outcome === 'blocked' ? answer.blocker : answer;
  };

  it.each([
    ['disabled', { isEnabled: false }, 'product-disabled'],
    ['a bundle', { typeId: 'bundle' }, 'product-not-simple'],
    ['of another website', { websiteIds: [2] }, 'product-not-in-website'],
  ] as const)('a product that is %s', async (_, changes, code) => {
    const shop = shopAndSeller();
    shop.commerce.sells(sku(), changes);
    expect(await blocked(shop)).toEqual({ code, subject: 'MUG-BLUE', amazonSku: 'MUG-BLUE' });
  });

  it('a SKU that the catalogue does not know, until it is mapped for the account or for the order', async () => {
    const sold = order({ lines: [line({ sku: sku('AMZ-MUG') })] });
    expect(await blocked(shopAndSeller(sold))).toEqual({
      code: 'sku-unknown',
      subject: 'AMZ-MUG',
      amazonSku: 'AMZ-MUG',
    });
    const ofAccount = shopAndSeller(sold, { skuMap: { 'AMZ-MUG': sku() } });
    expect((await ofAccount.activities.createCommerceOrder(createRequest())).outcome).toBe('created');
    const ofOrder = shopAndSeller(sold, { skuMap: { 'AMZ-MUG': sku('NEITHER') } });
    const mapped = createRequest({}, { skuMap: { 'AMZ-MUG': sku() } });
    expect((await ofOrder.activities.createCommerceOrder(mapped)).outcome).toBe('created');
  });

  it('a SKU that is called like something else in the language', async () => {
    const shop = shopAndSeller(order({ lines: [line({ sku: sku('constructor') })] }));
    expect(await blocked(shop)).toEqual({ code: 'sku-unknown', subject: 'constructor', amazonSku: 'constructor' });
  });

  it('stock that is out, for what the merchant has still to ship', async () => {
    const shop = shopAndSeller();
    shop.commerce.soldOut.add(sku());
    expect(await blocked(shop)).toEqual({
      code: 'out-of-stock',
      subject: 'MUG-BLUE',
      quantity: 1,
      amazonSku: 'MUG-BLUE',
    });
  });

  it.each(['PartiallyShipped', 'Shipped'] as const)('not stock, once the order is %s', async (status) => {
    const shop = shopAndSeller(order({ status }));
    shop.commerce.soldOut.add(sku());
    expect((await shop.activities.createCommerceOrder(createRequest())).outcome).toBe('created');
  });

  it('not stock, for what Amazon fulfils: the shop is not even asked', async () => {
    const shop = shopAndSeller(fba());
    shop.commerce.soldOut.add(sku());
    expect((await shop.activities.createCommerceOrder(createRequest())).outcome).toBe('created');
    expect(shop.commerce.faults.calls).not.toContain('stock');
    expect(shop.commerce.only.draft?.isComplete).toBe(true);
  });

  it.each([
    ['a country that Commerce does not know', { deliveryAddress: address({ countryCode: 'XX' }) }, 'country-unknown'],
    ['a region that Commerce does not know', { deliveryAddress: address({ stateOrRegion: 'ZZ' }) }, 'region-unknown'],
    ['lines that do not add up', { grandTotal: money('11.00') }, 'totals-differ'],
    [
      'a currency that is not the shop’s',
      {
        grandTotal: money('10.00', 'EUR'),
        lines: [line({ unitPrice: money('10.00', 'EUR'), proceeds: [paid('ITEM', '10.00', 'EUR')] })],
      },
      'currency-differs',
    ],
    ['half a mug', { lines: [line({ quantityOrdered: 1.5 })] }, 'quantity-not-whole'],
  ] as const)('%s', async (_, changes, code) => {
    expect(await blocked(shopAndSeller(order(changes)))).toMatchObject({ code });
  });

  it('a refusal of Commerce, in its own words', async () => {
    const shop = shopAndSeller();
    shop.commerce.refuses = { operation: 'createOrder', with: { refused: 'The region is required' } };
    expect(await blocked(shop)).toEqual({ code: 'commerce-refused', subject: 'The region is required' });
  });

  it('an order that Amazon does not know, or describes in a way that nobody knows', async () => {
    const unreadable = shopAndSeller({ id: ref.amazonOrderId, unreadableAt: 'orderItems.0' });
    expect(await blocked(unreadable)).toEqual({ code: 'order-unreadable', subject: 'orderItems.0' });
    const other = order({ id: amazonOrderId('902-1106328-1059051') });
    expect(await blocked(shopAndSeller(other))).toEqual({
      code: 'amazon-refused',
      subject: 'it does not know this order',
    });
  });
});

describe('what is done about the money', () => {
  it('a total that Commerce shows otherwise than Amazon is told to the operator, and the order stands', async () => {
    const { activities, commerce } = shopAndSeller();
    commerce.showsTotal = money('10.01');
    expect(await activities.createCommerceOrder(createRequest())).toMatchObject({
      outcome: 'created',
      warning: 'Commerce shows a total of 10.01, Amazon 10.00 USD',
    });
  });

  it('an invoice is made at once, or with the shipment, as the settings say', async () => {
    const atShipment = shopAndSeller();
    await atShipment.activities.createCommerceOrder(createRequest({ invoice: 'shipment' }));
    expect(atShipment.commerce.only.isInvoiced).toBe(false);
  });

  it('an invoice that Commerce refuses is told, and owed', async () => {
    const { activities, commerce } = shopAndSeller();
    commerce.refuses = { operation: 'createInvoice', with: { refused: 'no' } };
    expect(await activities.createCommerceOrder(createRequest())).toMatchObject({
      outcome: 'created',
      warning: 'Commerce refused the invoice: no',
      isInvoiceOwed: true,
    });
  });

  it('an order that Amazon fulfils is complete from its first moment and needs no invoice', async () => {
    const { activities, commerce } = shopAndSeller(fba());
    await activities.createCommerceOrder(createRequest());
    expect(commerce.faults.calls).not.toContain('createInvoice');
    expect(commerce.only.order.state).toBe('complete');
  });

  it('a custom status is set again after the invoice has reset it', async () => {
    const { activities, commerce } = shopAndSeller();
    await activities.createCommerceOrder(createRequest({ status: 'from_amazon' }));
    expect(commerce.only.order.status).toBe('from_amazon');
    expect(commerce.only.comments).toEqual(['Paid at Amazon']);
  });

  it('a custom status is set again even when the attempt that made the invoice went no further', async () => {
    const { activities, commerce } = shopAndSeller();
    commerce.faults.fail('commentOrder', unavailable);
    const request = createRequest({ status: 'from_amazon' });
    expect(await faultOf(activities.createCommerceOrder(request))).toEqual(unavailable);
    await activities.createCommerceOrder(request);
    expect(commerce.only.order.status).toBe('from_amazon');
  });

  it('a status that the merchant has set since is left alone', async () => {
    const { activities, commerce } = shopAndSeller();
    const request = createRequest({ status: 'from_amazon' });
    await activities.createCommerceOrder(request);
    commerce.only.order = { ...commerce.only.order, status: 'picking' };
    await activities.createCommerceOrder(request);
    expect(commerce.only.order.status).toBe('picking');
  });
});
