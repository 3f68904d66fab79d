/** An order as `GET /api/orders/{id}` shows it: the words of the design, §5. */
export type OrderJson = {
  readonly account: string;
  readonly amazonOrderId: string;
  readonly status: string;
  readonly amazonStatus: string;
  readonly fulfilledBy: string;
  readonly purchaseDate: string;
  readonly shipBy: string | null;
  readonly total: { readonly amount: string; readonly currency: string } | null;
  readonly commerceOrderNumber: string | null;
  readonly blockedBy: string | null;
  readonly note: string | null;
  readonly workflowId: string;
};

export type OrderDetailJson = OrderJson & {
  /** `index`: no worker answered in time, and what is told below is not known. */
  readonly answeredBy: 'workflow' | 'index';
  readonly blocker: {
    readonly code: string;
    readonly subject: string | null;
    readonly sentence: string;
    readonly remedy: string;
    readonly since: string;
    readonly tries: number;
    readonly nextTryAt: string | null;
  } | null;
  readonly items: readonly { readonly orderItemId: string; readonly sku: string | null; readonly quantity: number }[];
  readonly packages: readonly {
    readonly id: string;
    readonly source: string;
    readonly trackingNumber: string;
    readonly inCommerce: string;
    readonly atAmazon: string;
  }[];
  readonly timeline: readonly { readonly at: string; readonly what: string; readonly detail: string | null }[];
};

export async function orderOverHttp(httpUrl: string, amazonOrderId: string): Promise<OrderDetailJson | undefined> {
  const response = await fetch(`${httpUrl}/api/orders/${amazonOrderId}`);
  const text = await response.text();
  if (response.status === 404) return undefined;
  if (!response.ok) throw new Error(`GET /api/orders/… answered ${response.status}: ${text.slice(0, 500)}`);
  return JSON.parse(text);
}

/** Where a state that never comes is called a failure: short of jest's own limit, so that the failure can tell what was there. */
const stateMaxMs = 55_000;
const pollIntervalMs = 100;

/** Waits on a state of the order as the API shows it. */
export async function untilOrder(
  httpUrl: string,
  amazonOrderId: string,
  isReached: (order: OrderDetailJson) => boolean,
  maxMs: number = stateMaxMs,
): Promise<OrderDetailJson> {
  let last: OrderDetailJson | undefined;
  try {
    return await untilReached(async () => {
      last = await orderOverHttp(httpUrl, amazonOrderId);
      return last !== undefined && isSeen(last, isReached) ? last : undefined;
    }, maxMs);
  } catch (cause) {
    throw new Error(`Order ${amazonOrderId} did not come so far. It stands like this: ${JSON.stringify(last)}`, {
      cause,
    });
  }
}

/** A machine under load answers from its index now and then: whoever looks at more than that looks again. */
function isSeen(order: OrderDetailJson, isReached: (order: OrderDetailJson) => boolean): boolean {
  try {
    return isReached(order);
  } catch (error) {
    if (order.answeredBy === 'index' && error instanceof TypeError) return false;
    throw error;
  }
}

/** Asks again until there is an answer. */
export async function untilReached<T>(read: () => Promise<T | undefined>, maxMs: number = stateMaxMs): Promise<T> {
  const giveUpAtMs = Date.now() + maxMs;
  for (;;) {
    const value = await read();
    if (value !== undefined) return value;
    if (Date.now() > giveUpAtMs) throw new Error('The state that is waited for does not come');
    await new Promise((resolve) => setTimeout(resolve, pollIntervalMs));
  }
}
