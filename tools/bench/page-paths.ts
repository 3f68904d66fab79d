import { amazonIdOf, benchAccount } from './page-orders.js';

/** What an operator may look for, and in which order. */
export const filters = [
  '/?status=Blocked',
  '/?status=Complete&pending=show',
  '/?fulfilledBy=FBA',
  '/?marketplace=A2EUQ1WTGCTBG2',
  `/?account=${benchAccount.id}`,
  '/?attention=yes',
  '/?due=late',
  '/?blockedBy=sku-unknown',
  '/?totalMin=12.50&totalMax=99.99',
  '/?from=2020-01-01&to=2099-01-01',
  `/?q=${amazonIdOf(777)}`,
  '/?q=nothing-like-it',
  '/?limit=200&totalMin=5&fulfilledBy=FBM&status=AwaitingShipment',
];
export const sorts = [
  'purchaseDate',
  'shipBy',
  'deliverBy',
  'amazonOrderId',
  'fulfilledBy',
  'total',
  'status',
  'blockedBy',
].flatMap((field) => [`/?sort=${field}`, `/?sort=-${field}&pending=show`]);
