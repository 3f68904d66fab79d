import type { Client } from '@temporalio/client';
import { TypedSearchAttributes } from '@temporalio/common';
import { parseAccountId, parseAmazonOrderId, parseMarketplaceId, parseSellerId } from '../../src/domain/ids.js';
import { attributesAtStart } from '../../src/domain/order-attributes.js';
import type { OrderStatus } from '../../src/domain/order-status.js';
import { orderWorkflowId } from '../../src/temporal/workflow-ids.js';
import { given, money } from '../../test/support/order-inputs.js';
import { type SampleAccount, sellerIdOf } from '../../test/support/sample-accounts.js';

export const benchAccount = {
  id: 'bench-us',
  marketplaces: ['ATVPDKIKX0DER', 'A2EUQ1WTGCTBG2', 'A1AM78C64UM0Y8'],
} as const satisfies SampleAccount;
const { marketplaces } = benchAccount;
const sellerId = sellerIdOf(benchAccount);
/** One of ten orders is open: more than a week of the 90 days that the list reaches back. */
const openStatuses: readonly OrderStatus[] = ['Verified', 'AwaitingShipment', 'Blocked', 'PartiallyShipped'];
const closedStatuses: readonly OrderStatus[] = ['Complete', 'Complete', 'Complete', 'Cancelled', 'Skipped'];
const atOnce = 40;
const minuteMs = 60_000;

export const isOpenSerial = (serial: number): boolean => serial % 10 === 0;
export const amazonIdOf = (serial: number): string =>
  `902-${String(serial).padStart(7, '0')}-${String(serial * 7)
    .padStart(7, '0')
    .slice(-7)}`;
const workflowIdOf = (serial: number): string => orderWorkflowId({ sellerId, amazonOrderId: amazonIdOf(serial) });

/**
 * Real workflow executions with the attributes and memo that the product gives an order, on a queue that nobody serves:
 * visibility holds exactly the rows that it would hold, and none of them costs a workflow task. Closed ones are terminated.
 */
export async function startOrder(
  client: Client,
  serial: number,
  { nowMs, changedAt }: { readonly nowMs: number; readonly changedAt?: Date },
): Promise<void> {
  const status = statusOf(serial);
  const total = money(`${(serial % 900) + 1}.${String(serial % 100).padStart(2, '0')}`);
  const purchasedAt = new Date(nowMs - (serial % 120_000) * minuteMs);
  const shipBy = new Date(purchasedAt.getTime() + 48 * 60 * minuteMs).toISOString();
  const isBlocked = status === 'Blocked';
  const order = {
    accountId: given(parseAccountId(benchAccount.id)),
    sellerId: given(parseSellerId(sellerId)),
    marketplaceId: given(parseMarketplaceId(marketplaces[serial % marketplaces.length])),
    amazonOrderId: given(parseAmazonOrderId(amazonIdOf(serial))),
  };
  await client.workflow.start('merchantFulfilledOrder', {
    taskQueue: 'nobody-serves-this',
    workflowId: workflowIdOf(serial),
    startDelay: '30 days', // saves the server a workflow task that nobody would take
    args: [],
    memo: {
      deliverBy: new Date(purchasedAt.getTime() + 96 * 60 * minuteMs).toISOString(),
      ...(isBlocked ? { note: `SKU MUG-${serial % 50} is not in the Commerce catalogue` } : {}),
    },
    typedSearchAttributes: new TypedSearchAttributes(
      attributesAtStart(order, {
        status,
        sighting: {
          status: status === 'Cancelled' ? 'Canceled' : status === 'Complete' ? 'Shipped' : 'Unshipped',
          fulfilledBy: serial % 4 === 0 ? 'FBA' : 'FBM',
          purchasedAt: purchasedAt.toISOString(),
          shipBy,
          total,
        },
        ...(isBlocked ? { blockedBy: 'sku-unknown' as const } : {}),
        needsAttention: isBlocked,
        // Ages ago like its purchase: fifty thousand orders do not all change within minutes.
        changedAt: changedAt ?? new Date(purchasedAt.getTime() + 60 * minuteMs),
      }),
    ),
  });
}

export const endOrder = (client: Client, serial: number): Promise<unknown> =>
  client.workflow.getHandle(workflowIdOf(serial)).terminate('a closed order of the bench');

export async function putOrders(client: Client, count: number, say: (line: string) => void): Promise<void> {
  const nowMs = Date.now();
  await sideBySide(count, async (serial) => {
    await startOrder(client, serial, { nowMs });
    if (!isOpenSerial(serial)) await endOrder(client, serial);
    if (serial % 5000 === 4999) say(`  ${serial + 1} of ${count} orders started`);
  });
}

async function sideBySide(count: number, work: (serial: number) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) {
      const serial = next;
      next += 1;
      await work(serial);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}

const statusOf = (serial: number): OrderStatus => {
  const statuses = isOpenSerial(serial) ? openStatuses : closedStatuses;
  return statuses[Math.floor(serial / 10) % statuses.length] ?? 'Verified';
};
