/** The order settings an order keeps from the moment it starts: they are part of its input. */
export type OrderSettings = {
  readonly customer: 'guest' | 'create';
  readonly numberFrom: 'commerce' | 'amazon';
  readonly numberPrefix: string;
  readonly pending: 'ignore' | 'reserve';
  /** `default`, or a custom processing status code of Commerce. */
  readonly status: string;
  readonly amazonFulfilled: 'import' | 'ignore';
  readonly invoice: 'creation' | 'shipment';
  /** Id of the group that new customers join; absent: Commerce's General. */
  readonly customerGroup?: number;
  /** Where the Commerce order lies; absent in orders that began before it was kept: the account's own. */
  readonly storeViewCode?: string;
};
