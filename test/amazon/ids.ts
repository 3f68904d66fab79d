import { parseAmazonOrderId, parseMarketplaceId, parseOrderItemId } from '../../src/domain/ids.js';
import { given } from '../support/order-inputs.js';

export const orderIdOf = (raw: string) => given(parseAmazonOrderId(raw));
export const itemIdOf = (raw: string) => given(parseOrderItemId(raw));
export const marketplaceOf = (raw: string) => given(parseMarketplaceId(raw));

export const orderId = orderIdOf('114-9876543-1234567');
export const usMarketplace = marketplaceOf('ATVPDKIKX0DER');
