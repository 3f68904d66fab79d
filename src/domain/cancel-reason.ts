/** Why a merchant cancels, in the words of Amazon's feeds. There are no others, and Amazon refuses what it does not know. */
export const cancelReasons = [
  'NoInventory',
  'BuyerCanceled',
  'ShippingAddressUndeliverable',
  'CustomerExchange',
  'GeneralAdjustment',
  'CarrierCreditDecision',
  'RiskAssessmentInformationNotValid',
  'CarrierCoverageFailure',
  'CustomerReturn',
  'MerchandiseNotReceived',
] as const;
export type CancelReason = (typeof cancelReasons)[number];

export const parseCancelReason = (raw: unknown): CancelReason | undefined =>
  cancelReasons.find((reason) => reason === raw);
