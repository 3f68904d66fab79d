/** Why an order cannot go on. Codes are for filters and machines; the sentences beside them are for people. */
export const blockerCodes = [
  'sku-unknown',
  'product-disabled',
  'product-not-in-website',
  'product-not-simple',
  'out-of-stock',
  'country-unknown',
  'region-unknown',
  'totals-differ',
  'currency-differs',
  'quantity-not-whole',
  'price-missing',
  'address-missing',
  'order-unreadable',
  'number-taken',
  'found-twice',
  'commerce-refused',
  'amazon-refused',
  'amazon-ship-plus',
  'amazon-regulated',
  'amazon-credentials',
  'amazon-permission',
  'commerce-credentials',
  'commerce-permission',
  'commerce-clock',
  'amazon-clock',
  'account-removed',
  'account-read-only',
  'shop-differs',
  'amazon-status-unclear',
  'amazon-unavailable',
  'amazon-busy',
  'commerce-unavailable',
  'commerce-busy',
  'internal-fault',
] as const;
export type BlockerCode = (typeof blockerCodes)[number];

/** A blocker as an activity finds it. `subject` names what is wrong (a SKU, a country code), never a person or an address. */
export type Blocker = {
  readonly code: BlockerCode;
  readonly subject?: string;
  /** Of a SKU: how many pieces the order needs. */
  readonly quantity?: number;
  /** Of a SKU: what Amazon calls it, unless the order has a mapping of its own. Tells when the settings map it anew. */
  readonly amazonSku?: string;
};

/** A blocker as it stands on an order. */
export type StandingBlocker = Blocker & { readonly since: string; readonly nextTryAt?: string; readonly tries: number };

type Words = { readonly says: (subject: string) => string; readonly remedy: string };

const words: Readonly<Record<BlockerCode, Words>> = {
  'sku-unknown': {
    says: (sku) => `SKU ${sku} is not in the Commerce catalogue`,
    remedy: 'Create the product in Commerce, or map the SKU to an existing one on this order',
  },
  'product-disabled': {
    says: (sku) => `Product ${sku} is disabled in Commerce`,
    remedy: 'Enable the product, or map the SKU to another one',
  },
  'product-not-in-website': {
    says: (sku) => `Product ${sku} is not assigned to the website of this account's store view`,
    remedy: 'Assign the product to the website',
  },
  'product-not-simple': {
    says: (sku) => `Product ${sku} is not a simple product`,
    remedy: 'Map the SKU to the simple product that is shipped',
  },
  'out-of-stock': {
    says: (sku) => `Product ${sku} is out of stock`,
    remedy: 'Add stock in Commerce, or cancel the order',
  },
  'country-unknown': {
    says: (code) => `Commerce does not know the country ${code}`,
    remedy: 'Correct the country on this order',
  },
  'region-unknown': {
    says: (code) => `Commerce needs a region for ${code} and does not know the one that Amazon gave`,
    remedy: 'Correct the region on this order',
  },
  'totals-differ': {
    says: (detail) => `The lines of the order do not add up to Amazon's total (${detail})`,
    remedy: 'Check the order in Seller Central; it is read again by itself',
  },
  'currency-differs': {
    says: (detail) => `The order's currency is not the store view's base currency (${detail})`,
    remedy: 'Choose a store view with this base currency for the marketplace',
  },
  'quantity-not-whole': {
    says: (item) => `The quantity of ${item} is not a whole number`,
    remedy: 'Handle this order by hand and skip it here',
  },
  'price-missing': {
    says: (item) => `Amazon gave no price for ${item}`,
    remedy: 'Wait: the order is read again by itself',
  },
  'address-missing': {
    says: () => 'Amazon gave no delivery address',
    remedy: "Check that the application has Amazon's role for direct-to-consumer delivery",
  },
  'order-unreadable': {
    says: (at) => `Amazon's answer for this order has a shape that Waybill does not know (${at})`,
    remedy: 'Check the order in Seller Central; report this shape to the maintainers',
  },
  'number-taken': {
    says: (number) => `Commerce already has an order numbered ${number} that is not this one`,
    remedy: 'Set a number prefix for this account, or free the number',
  },
  'found-twice': {
    says: () => 'Commerce holds two orders for this Amazon order',
    remedy: 'Cancel one of the two in Commerce and remove its external id',
  },
  'commerce-refused': {
    says: (text) => `Commerce refused: ${text}`,
    remedy: 'Mend the cause in Commerce; the step is tried again by itself',
  },
  'amazon-refused': { says: (text) => `Amazon refused: ${text}`, remedy: 'Compare with the order in Seller Central' },
  'amazon-ship-plus': {
    says: () => 'Amazon takes no tracking for Ship+ orders: it confirms them by the label that is bought there',
    remedy: "Buy the label at Amazon; Waybill looks for Amazon's package by itself",
  },
  'amazon-regulated': {
    says: (status) => `The order holds regulated goods, and Amazon has not let them go (verification ${status})`,
    remedy: 'Verify the order in Seller Central, or wait for its approval; the package is sent again by itself',
  },
  'amazon-credentials': {
    says: () => 'Amazon does not accept the credentials',
    remedy: 'Renew the authorisation of the application in Seller Central',
  },
  'amazon-permission': {
    says: (operation) => `A role is missing at Amazon ${operation && `for ${operation}`}`.trimEnd(),
    remedy: 'Give the application the role and authorise it again',
  },
  'commerce-credentials': {
    says: () => 'Commerce does not accept the credentials',
    remedy: 'Check the integration in Commerce',
  },
  'commerce-permission': {
    says: (acl) => `The integration lacks a permission in Commerce ${acl}`.trimEnd(),
    remedy: 'Give the integration that resource',
  },
  'commerce-clock': {
    says: () => "Commerce refuses our clock's time",
    remedy: 'Set the clocks of both servers by NTP',
  },
  'amazon-clock': { says: () => "Amazon refuses our clock's time", remedy: 'Set the clock of this server by NTP' },
  'account-removed': {
    says: () => 'The account of this order is not in the settings',
    remedy: 'Put the account back into the settings, or end its orders with `waybill accounts close`',
  },
  'account-read-only': {
    says: () => 'The account is read-only: this waits, and nothing is changed at Amazon or in Commerce',
    remedy: 'Lift it with `waybill accounts read-only --off`; what waits is then sent',
  },
  'shop-differs': {
    says: () => 'Commerce shows itself as another shop than the one this account was connected to; nothing is changed',
    remedy: 'If this is a copy, correct commerce.baseUrl; if the shop has moved, run `waybill accounts accept-shop`',
  },
  'amazon-status-unclear': {
    says: (status) => `Amazon shows this order as ${status}, which does not fit what was done`,
    remedy: 'Compare with the order in Seller Central; it is read again by itself',
  },
  'amazon-unavailable': {
    says: () => 'Amazon does not answer',
    remedy: 'Nothing: it is tried again by itself',
  },
  'amazon-busy': {
    says: () => "The order waits for its turn within Amazon's quota",
    remedy: 'Nothing: it is tried again by itself',
  },
  'commerce-unavailable': {
    says: () => 'Commerce does not answer',
    remedy: 'Check that the shop is up and reachable from here; it is tried again by itself',
  },
  'commerce-busy': {
    says: () => 'Commerce asks us to slow down',
    remedy: 'Nothing: it is tried again by itself',
  },
  'internal-fault': {
    says: (step) => `Waybill itself failed at this step (${step})`,
    remedy: 'Look into the log of the worker and report this fault; it is tried again by itself',
  },
};

export const sentenceOf = ({ code, subject = '' }: Blocker): string => words[code].says(subject);
/** For a timeline, which keeps codes and no sentences. */
export const briefly = ({ code, subject }: Blocker): string => [code, subject].filter(Boolean).join(' ');
export const remedyOf = ({ code }: Blocker): string => words[code].remedy;
export const parseBlockerCode = (raw: unknown): BlockerCode | undefined => blockerCodes.find((code) => code === raw);
