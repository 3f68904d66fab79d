import { parseAmazonOrderId, parseMarketplaceId, parseOrderItemId } from '../../src/domain/ids.js';

const known = <Id>(id: Id | undefined): Id => {
  if (id === undefined) throw new Error('no such id');
  return id;
};
export const orderIdOf = (raw: string) => known(parseAmazonOrderId(raw));
export const itemIdOf = (raw: string) => known(parseOrderItemId(raw));
export const marketplaceOf = (raw: string) => known(parseMarketplaceId(raw));

export const orderId = orderIdOf('114-9876543-1234567');
export const usMarketplace = marketplaceOf('ATVPDKIKX0DER');
