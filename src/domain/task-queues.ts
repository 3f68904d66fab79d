/** Workflow tasks of every account: any worker may run them, they do no I/O. */
export const ordersTaskQueue = 'orders';

/** One queue per shop, so that one slow or blocked Commerce delays no other account. */
export const commerceTaskQueue = (accountId: string): string => `commerce-${accountId}`;

/** Polled by the one process that holds the account's lease: it alone may spend the seller's Amazon quota. */
export const amazonTaskQueue = (sellerId: string): string => `amazon-${sellerId}`;

/**
 * Polled by the same process. Confirmations have an allowance of their own at Amazon, and wait for it in line: they must not
 * stand before new orders, nor those before them.
 */
export const confirmationTaskQueue = (sellerId: string): string => `amazon-${sellerId}-confirmations`;

/** Where the lease of an account is taken: every ingestion process polls it, one of them gets it. */
export const ingestionTaskQueue = (accountId: string): string => `ingestion-${accountId}`;
