/** Amazon orders as they come over the wire, shaped like the published sandbox cases, typed small. */
export const plainItem = {
  orderItemId: '11498765431234',
  quantityOrdered: 1,
  product: {
    asin: 'B0BSHF7WHW',
    title: 'Echo Pop',
    sellerSku: 'ECHO-POP-US-BLK',
    price: { unitPrice: { amount: '39.99', currencyCode: 'USD' } },
  },
  proceeds: {
    proceedsTotal: { amount: '49.99', currencyCode: 'USD' },
    breakdowns: [
      { type: 'ITEM', subtotal: { amount: '39.99', currencyCode: 'USD' } },
      { type: 'TAX', subtotal: { amount: '10.00', currencyCode: 'USD' } },
    ],
  },
  fulfillment: { quantityFulfilled: 0, quantityUnfulfilled: 1 },
};

export const plainOrder = {
  orderId: '114-9876543-1234567',
  createdTime: '2025-03-10T14:00:00Z',
  lastUpdatedTime: '2025-03-10T14:30:00Z',
  salesChannel: { channelName: 'AMAZON', marketplaceId: 'ATVPDKIKX0DER', marketplaceName: 'Amazon.com' },
  proceeds: { grandTotal: { amount: '49.99', currencyCode: 'USD' } },
  fulfillment: {
    fulfillmentStatus: 'UNSHIPPED',
    fulfilledBy: 'MERCHANT',
    fulfillmentServiceLevel: 'STANDARD',
    shipByWindow: { earliestDateTime: '2025-03-10T15:00:00Z', latestDateTime: '2025-03-12T23:59:59.000Z' },
  },
  orderItems: [plainItem],
};

export const personalParts = {
  buyer: { buyerName: 'Sarah Thompson', buyerEmail: 'buyer-email@marketplace.amazon.co.uk' },
  recipient: {
    deliveryAddress: {
      name: 'Sarah Thompson',
      addressLine1: '45 Oak Avenue',
      addressLine2: 'Flat 2A',
      addressLine3: '',
      city: 'London',
      stateOrRegion: 'England',
      municipality: '',
      postalCode: 'SW1A 1AA',
      countryCode: 'GB',
      phone: '+44 20 7946 0958',
      addressType: 'RESIDENTIAL',
    },
  },
};
