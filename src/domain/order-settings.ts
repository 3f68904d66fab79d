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
};
