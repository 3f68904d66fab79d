import { describe, expect, it } from '@jest/globals';
import { amazonOrderFromWire } from '../../src/amazon/amazon-order-from-wire.js';
import type { AmazonOrder, UnreadableOrder } from '../../src/domain/amazon-order.js';
import { decimalOf } from '../../src/domain/money.js';
import { personalParts, plainItem, plainOrder } from './wire-orders.js';

function readable(raw: unknown): AmazonOrder {
  const order = amazonOrderFromWire(raw);
  if (order === 'without-id' || 'unreadableAt' in order) throw new Error(`not readable: ${JSON.stringify(order)}`);
  return order;
}
function unreadable(raw: unknown): UnreadableOrder {
  const order = amazonOrderFromWire(raw);
  if (order === 'without-id' || !('unreadableAt' in order)) throw new Error('readable');
  return order;
}
const withItem = (change: object) => ({ ...plainOrder, orderItems: [{ ...plainItem, ...change }] });
const withStatus = (fulfillmentStatus: string, item: object = {}) => ({
  ...withItem(item),
  fulfillment: { ...plainOrder.fulfillment, fulfillmentStatus },
});
const usd = (amount: string) => ({ amount, currencyCode: 'USD' });

describe('an order from Amazon', () => {
  it('becomes ours, with exact amounts and times in one form', () => {
    expect(readable(plainOrder)).toEqual({
      id: '114-9876543-1234567',
      marketplaceId: 'ATVPDKIKX0DER',
      status: 'Unshipped',
      fulfilledBy: 'FBM',
      purchasedAt: '2025-03-10T14:00:00.000Z',
      lastUpdatedAt: '2025-03-10T14:30:00.000Z',
      shipBy: '2025-03-12T23:59:59.000Z',
      serviceLevel: 'STANDARD',
      grandTotal: { amountMinor: 4999, currency: 'USD' },
      lines: [
        {
          orderItemId: '11498765431234',
          sku: 'ECHO-POP-US-BLK',
          title: 'Echo Pop',
          quantityOrdered: 1,
          quantityShipped: 0,
          quantityCancelled: 0,
          unitPrice: { amountMinor: 3999, currency: 'USD' },
          proceeds: [
            { kind: 'ITEM', amount: { amountMinor: 3999, currency: 'USD' } },
            { kind: 'TAX', amount: { amountMinor: 1000, currency: 'USD' } },
          ],
          proceedsTotal: { amountMinor: 4999, currency: 'USD' },
          programs: [],
        },
      ],
      packages: [],
      programs: [],
      buyerRequestsCancel: false,
    });
  });

  it('brings buyer and address, and what is an empty text as nothing', () => {
    const { buyer, deliveryAddress } = readable({ ...plainOrder, ...personalParts });
    expect(buyer).toEqual({ name: 'Sarah Thompson', email: 'buyer-email@marketplace.amazon.co.uk' });
    expect(deliveryAddress).toEqual({
      name: 'Sarah Thompson',
      lines: ['45 Oak Avenue', 'Flat 2A'],
      city: 'London',
      stateOrRegion: 'England',
      postalCode: 'SW1A 1AA',
      countryCode: 'GB',
      phone: '+44 20 7946 0958',
    });
  });

  it.each([
    ['absent', {}],
    ['an empty list', { associatedOrders: [], packages: [], programs: [] }],
    ['an empty text', { buyer: { buyerName: '', buyerEmail: '' }, packages: '', programs: '' }],
    ['null', { buyer: null, recipient: null, packages: null, programs: null }],
    ['an address without a country', { recipient: { deliveryAddress: { city: 'Austin' } } }],
  ])('means the same whether a part is %s', (_name, part) => {
    expect(readable({ ...plainOrder, ...part })).toEqual(readable(plainOrder));
  });

  it.each([
    ['PENDING_AVAILABILITY', 'PendingAvailability'],
    ['PENDING', 'Pending'],
    ['UNSHIPPED', 'Unshipped'],
    ['PARTIALLY_SHIPPED', 'PartiallyShipped'],
    ['SHIPPED', 'Shipped'],
    ['CANCELLED', 'Canceled'],
    ['UNFULFILLABLE', 'Unfulfillable'],
    ['ON_ITS_WAY_TO_MARS', 'Unrecognised'],
  ])('in status %s is %s', (wire, status) => {
    expect(readable(withStatus(wire)).status).toBe(status);
  });

  it('ignores fields that it does not know', () => {
    expect(readable({ ...plainOrder, moonPhase: 'full' })).toEqual(readable(plainOrder));
  });

  it('in yen has no decimals, in dinars three', () => {
    const inCurrency = (amount: string, currencyCode: string) =>
      readable({ ...plainOrder, proceeds: { grandTotal: { amount, currencyCode } } }).grandTotal;
    expect(inCurrency('19940', 'JPY')).toEqual({ amountMinor: 19940, currency: 'JPY' });
    expect(inCurrency('1.234', 'KWD')).toEqual({ amountMinor: 1234, currency: 'KWD' });
  });

  it('that replaces another one names it; an exchange does not', () => {
    const associated = (associationType: string) => ({
      ...plainOrder,
      associatedOrders: [{ orderId: '333-1234567-7654321', associationType }],
    });
    expect(readable(associated('REPLACEMENT_ORIGINAL_ID')).replaces).toBe('333-1234567-7654321');
    expect(readable(associated('EXCHANGE_ORIGINAL_ID')).replaces).toBeUndefined();
  });

  it('brings its tip', () => {
    const proceeds = {
      grandTotal: usd('54.99'),
      breakdowns: [
        { type: 'ITEM', subtotal: usd('39.99') },
        { type: 'DELIVERY_TIP', status: 'FINALIZED', subtotal: usd('5.00') },
      ],
    };
    expect(readable({ ...plainOrder, proceeds }).deliveryTip).toEqual({ amountMinor: 500, currency: 'USD' });
  });

  it('brings its packages, whatever their references look like', () => {
    const packages = [
      {
        packageReferenceId: 'UK-PKG-CONSUMER-2024-002',
        packageStatus: { status: 'IN_TRANSIT', detailedStatus: 'OUT_FOR_DELIVERY' },
        carrier: 'DPD',
        shipTime: '2024-12-25T14:00:00Z',
        shippingService: 'DPD Next Day Delivery',
        trackingNumber: '15501234567890123456',
        packageItems: [{ orderItemId: '20276543210987', quantity: 1, transparencyCodes: ['T98765'] }],
      },
    ];
    expect(readable({ ...plainOrder, packages }).packages).toEqual([
      {
        reference: 'UK-PKG-CONSUMER-2024-002',
        status: 'IN_TRANSIT',
        carrier: 'DPD',
        shippedAt: '2024-12-25T14:00:00.000Z',
        shippingService: 'DPD Next Day Delivery',
        trackingNumber: '15501234567890123456',
        lines: [{ orderItemId: '20276543210987', quantity: 1 }],
      },
    ]);
  });
});

describe('a request of the buyer to cancel', () => {
  const cancellation = (part: object) => readable(withItem({ cancellation: part })).buyerRequestsCancel;

  it.each([
    ['stands', { cancellationRequest: { requester: 'BUYER', cancelReason: 'ordered twice' } }, true],
    ['stands without a named requester', { cancellationRequest: { cancelReason: 'ordered twice' } }, true],
    ['is none when somebody else asks', { cancellationRequest: { requester: 'AMAZON' } }, false],
    [
      'is settled once it was carried out',
      { cancellationRequest: { requester: 'BUYER' }, cancellationExecution: { cancelledBy: 'MERCHANT' } },
      false,
    ],
    ['is none when there is only a cancellation', { cancellationExecution: { cancelledBy: 'AMAZON' } }, false],
  ])('%s', (_name, part, isRequested) => {
    expect(cancellation(part)).toBe(isRequested);
  });
});

describe('the quantities of a line', () => {
  const line = (status: string, ordered: number, fulfillment: object | undefined) => {
    const item = { quantityOrdered: ordered, fulfillment };
    const [first] = readable(withStatus(status, item)).lines;
    return [first?.quantityShipped, first?.quantityCancelled];
  };

  it.each([
    ['nothing shipped yet', 'UNSHIPPED', 3, { quantityFulfilled: 0, quantityUnfulfilled: 3 }, [0, 0]],
    ['part shipped', 'PARTIALLY_SHIPPED', 3, { quantityFulfilled: 1, quantityUnfulfilled: 2 }, [1, 0]],
    ['part cancelled', 'UNSHIPPED', 3, { quantityFulfilled: 0, quantityUnfulfilled: 2 }, [0, 1]],
    ['part shipped, rest cancelled', 'SHIPPED', 3, { quantityFulfilled: 2, quantityUnfulfilled: 0 }, [2, 1]],
    ['all cancelled', 'CANCELLED', 3, { quantityFulfilled: 0, quantityUnfulfilled: 0 }, [0, 3]],
    ['all cancelled, though still counted as open', 'CANCELLED', 3, { quantityUnfulfilled: 3 }, [0, 3]],
    ['all cancelled, nothing told', 'CANCELLED', 3, undefined, [0, 3]],
    ['shipped, nothing told', 'SHIPPED', 3, undefined, [3, 0]],
    ['pending, nothing told', 'PENDING', 3, undefined, [0, 0]],
  ] as const)('%s', (_name, status, ordered, fulfillment, quantities) => {
    expect(line(status, ordered, fulfillment)).toEqual(quantities);
  });
});

describe('what the buyer pays for a line', () => {
  const proceeds = (...breakdowns: readonly object[]) =>
    readable(withItem({ proceeds: { breakdowns } })).lines[0]?.proceeds.map(({ kind, of, amount }) =>
      [kind, of, decimalOf(amount)].filter((part) => part !== undefined).join(' '),
    );
  const detail = (subtype: string, amount: string) => ({ subtype, value: usd(amount) });

  it('is told apart by what a tax belongs to', () => {
    const detailedBreakdowns = [detail('ITEM', '4.12'), detail('SHIPPING', '0.49')];
    expect(proceeds({ type: 'TAX', subtotal: usd('4.61'), detailedBreakdowns })).toEqual([
      'TAX ITEM 4.12',
      'TAX SHIPPING 0.49',
    ]);
  });

  it('keeps what the details leave out', () => {
    const detailedBreakdowns = [detail('ITEM', '4.12')];
    expect(proceeds({ type: 'TAX', subtotal: usd('4.61'), detailedBreakdowns })).toEqual(['TAX ITEM 4.12', 'TAX 0.49']);
  });

  it.each([
    ['negative, details too', '-5.00', '-5.00', 'DISCOUNT ITEM -5.00'],
    ['positive, details too', '5.00', '5.00', 'DISCOUNT ITEM 5.00'],
    ['negative, details positive', '-5.00', '5.00', 'DISCOUNT ITEM -5.00'],
  ])('has a discount with the sign of its subtotal: %s', (_name, subtotal, value, said) => {
    expect(
      proceeds({ type: 'DISCOUNT', subtotal: usd(subtotal), detailedBreakdowns: [detail('ITEM', value)] }),
    ).toEqual([said]);
  });

  it('loses no money of a kind that is new', () => {
    expect(proceeds({ type: 'MOON_DUTY', subtotal: usd('1.00') })).toEqual(['OTHER 1.00']);
  });

  it('says who collects the tax', () => {
    const tax = {
      taxCollections: [{ model: 'MARKETPLACE_FACILITATOR', responsibleParty: 'Amazon Services, Inc.' }],
      taxCalculationBreakdowns: [{ reportingScheme: 'IOSS' }],
    };
    expect(readable(withItem({ tax })).lines[0]).toMatchObject({
      taxFacilitator: 'Amazon Services, Inc.',
      taxScheme: 'IOSS',
    });
  });
});

describe('an order in a shape that we do not know', () => {
  it.each([
    ['half a piece', withItem({ quantityOrdered: 1.5 }), 'orderItems.0.quantityOrdered'],
    ['a quantity as text', withItem({ quantityOrdered: '1' }), 'orderItems.0.quantityOrdered'],
    [
      'an amount as a float',
      { ...plainOrder, proceeds: { grandTotal: { amount: 49.99, currencyCode: 'USD' } } },
      'proceeds.grandTotal.amount',
    ],
    [
      'an amount that its currency cannot hold',
      { ...plainOrder, proceeds: { grandTotal: usd('49.999') } },
      'proceeds.grandTotal.amount',
    ],
    [
      'a currency that nobody knows',
      { ...plainOrder, proceeds: { grandTotal: { amount: '1', currencyCode: 'XXZ' } } },
      'proceeds.grandTotal.currencyCode',
    ],
    ['no items', { ...plainOrder, orderItems: [] }, 'orderItems'],
    ['no fulfilment', { ...plainOrder, fulfillment: undefined }, 'fulfillment'],
    [
      'a third kind of fulfilment',
      { ...plainOrder, fulfillment: { ...plainOrder.fulfillment, fulfilledBy: 'ROBOTS' } },
      'fulfillment.fulfilledBy',
    ],
    ['no marketplace', { ...plainOrder, salesChannel: { channelName: 'AMAZON' } }, 'salesChannel.marketplaceId'],
    ['a time without a zone', { ...plainOrder, createdTime: '2025-03-10 14:00' }, 'createdTime'],
    [
      'a package of half a piece',
      { ...plainOrder, packages: [{ packageReferenceId: '1', packageItems: [{ orderItemId: '1', quantity: 0.5 }] }] },
      'packages.0.packageItems.0.quantity',
    ],
  ])('is named, with the place: %s', (_name, raw, unreadableAt) => {
    expect(unreadable(raw)).toMatchObject({ id: plainOrder.orderId, unreadableAt });
  });

  it('keeps what of it can be read, and nothing else', () => {
    expect(unreadable({ ...withItem({ quantityOrdered: 1.5 }), ...personalParts })).toEqual({
      id: plainOrder.orderId,
      unreadableAt: 'orderItems.0.quantityOrdered',
      lastUpdatedAt: '2025-03-10T14:30:00.000Z',
      marketplaceId: 'ATVPDKIKX0DER',
    });
    expect(unreadable({ orderId: plainOrder.orderId, lastUpdatedTime: 'yesterday', salesChannel: 'here' })).toEqual({
      id: plainOrder.orderId,
      unreadableAt: 'createdTime',
    });
  });

  it.each([
    ['no id', { ...plainOrder, orderId: undefined }],
    ['an id of another form', { ...plainOrder, orderId: "1' OR '1" }],
    ['no object', 'order'],
    ['nothing', null],
  ])('is counted only: %s', (_name, raw) => {
    expect(amazonOrderFromWire(raw)).toBe('without-id');
  });
});
