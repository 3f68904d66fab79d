export const regions = ['na', 'eu', 'fe'] as const;
/** na: US CA MX BR · fe: JP AU SG · eu: all others. */
export type Region = (typeof regions)[number];

/** Defaults; settings may name a sandbox or a simulator instead. */
export const endpointOf: Readonly<Record<Region, string>> = {
  na: 'https://sellingpartnerapi-na.amazon.com',
  eu: 'https://sellingpartnerapi-eu.amazon.com',
  fe: 'https://sellingpartnerapi-fe.amazon.com',
};

/** Login with Amazon: one for all regions. */
export const lwaEndpointDefault = 'https://api.amazon.com/auth/o2/token';
