import { expect, it } from '@jest/globals';
import type { Activities } from '../../../activities/contract.js';
import { attemptWords } from '../../../src/http/order-page/attempts-panel.js';

/** The compiler asks for a line here when an order gets another activity. */
const activities: Readonly<Record<keyof Activities, true>> = {
  readAmazonOrder: true,
  createCommerceCustomer: true,
  createCommerceOrder: true,
  lookForCommerceOrder: true,
  shipCommerceOrder: true,
  confirmAmazonShipment: true,
  lookForAmazonPackage: true,
  cancelCommerceOrder: true,
  holdCommerceOrder: true,
  liftCommerceHold: true,
  cancelAmazonOrder: true,
  trackLatePackage: true,
  creditAmazonRefund: true,
};

it.each(Object.keys(activities))('%s is in words while it is tried', (activity) => {
  expect(attemptWords[activity]).toMatch(/^[A-Z][a-z]+ /);
});
