import { marketplaceOf } from '../domain/marketplaces.js';
import type { OrderRow } from './order-index/order-row.js';

/** Where else an order can be looked at. */
export type OrderLinks = {
  readonly sellerCentral?: string;
  readonly commerceAdmin?: string;
  readonly temporal?: string;
};

export type Places = {
  /** Where Temporal's own page shows a workflow; absent: no link. */
  readonly temporalUi?: ((workflowId: string) => string) | undefined;
  /** Where the Admin of an account's shop begins. */
  readonly adminUrlOf: (account: string) => string | undefined;
};

export function linksOf({ temporalUi, adminUrlOf }: Places, row: OrderRow, entityId: number | undefined): OrderLinks {
  const sellerCentral = sellerCentralOf(row);
  const admin = adminUrlOf(row.account);
  const commerceAdmin = admin === undefined ? undefined : commerceOrderOf(admin, row, entityId);
  return {
    ...(sellerCentral === undefined ? {} : { sellerCentral }),
    ...(commerceAdmin === undefined ? {} : { commerceAdmin }),
    ...(temporalUi === undefined ? {} : { temporal: temporalUi(row.workflowId) }),
  };
}

/** Each marketplace has its own Seller Central; for one that we do not know there is no telling. */
function sellerCentralOf({ marketplace, amazonOrderId }: OrderRow): string | undefined {
  const domain = marketplaceOf(marketplace)?.domain;
  return domain === undefined ? undefined : `https://sellercentral.${domain}/orders-v3/order/${amazonOrderId}`;
}

/** By Commerce's own id, else by the search of its list of orders (Magento_Ui/js/grid/search/search.js reads `search`). */
export function commerceOrderOf(
  adminUrl: string,
  { commerceOrderNumber }: Pick<OrderRow, 'commerceOrderNumber'>,
  entityId?: number,
): string | undefined {
  if (entityId !== undefined) return `${adminUrl}/sales/order/view/order_id/${entityId}/`;
  if (commerceOrderNumber === undefined) return undefined;
  return `${adminUrl}/sales/order/?search=${encodeURIComponent(commerceOrderNumber)}`;
}
