import { describe, expect, it } from '@jest/globals';
import { trackingLink } from '../../../src/http/order-page/tracking-link.js';

describe("a package's tracking number", () => {
  it.each([
    ['ups', '1Z999', 'https://www.ups.com/track?tracknum=1Z999'],
    ['FedEx', '12 34', 'https://www.fedex.com/fedextrack/?trknbr=12%2034'],
    ['dhlexpress', 'JD01', 'https://www.dhl.com/global-en/home/tracking.html?tracking-id=JD01'],
    ['house', 'H1', 'https://www.fedex.com/fedextrack/?trknbr=H1'],
    ['bicycle', 'B1', undefined],
    ['toString', 'B1', undefined],
    ['ups', '', undefined],
  ])('of %s leads to the carrier, where the carrier is known', (carrier, trackingNumber, href) => {
    expect(trackingLink({ house: { carrierCode: 'FedEx' } }, { carrier, trackingNumber })).toBe(href);
  });

  it('can not lead anywhere else', () => {
    expect(trackingLink({}, { carrier: 'ups', trackingNumber: '"><script>&x=javascript:' })).toBe(
      'https://www.ups.com/track?tracknum=%22%3E%3Cscript%3E%26x%3Djavascript%3A',
    );
  });
});
