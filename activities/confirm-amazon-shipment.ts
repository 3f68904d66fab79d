import type { AmazonOrders } from '../src/amazon/port.js';
import { carrierForAmazon } from '../src/domain/carrier-map.js';
import { packageReferenceIdOf } from '../src/domain/package-reference.js';
import { RemoteFailure } from '../src/domain/remote-failure.js';
import type { AccountRemotes, RemotesOf } from './account-remotes.js';
import { accountRemoved } from './account-removed.js';
import type { Activities, ConfirmOutcome, ConfirmRequest } from './contract.js';

type Deps = { readonly remotesOf: RemotesOf; readonly nowMs: () => number };

/** Called twice it edits the same package: the reference is derived from the package, and equal input makes an equal body. */
export const confirmAmazonShipment =
  ({ remotesOf, nowMs }: Deps): Activities['confirmAmazonShipment'] =>
  async (request) => {
    const remotes = remotesOf(request.order.accountId);
    if (remotes === undefined) return accountRemoved;
    const { package: shipmentPackage, order } = request;
    const answer = await remotes.amazon.confirmShipment({
      amazonOrderId: order.amazonOrderId,
      marketplaceId: order.marketplaceId,
      packageReferenceId: packageReferenceIdOf(order.amazonOrderId, shipmentPackage.id),
      ...carrierForAmazon(remotes.carriers, shipmentPackage),
      trackingNumber: shipmentPackage.trackingNumber,
      shippedAt: shipDate(request, nowMs()),
      lines: shipmentPackage.lines,
      ...(request.shipBy === undefined ? {} : { shipBy: request.shipBy }),
    });
    // The answer would come back blocked if it were not looked now, whoever else waits.
    if (answer === 'accepted') return lookInTurn(remotes, request, 'right-after-sending');
    const seen = await look(remotes.amazon, request);
    // "Already fulfilled" is a refusal too: what counts is whether Amazon shows the package.
    if (seen.outcome === 'confirmed') return seen;
    return { outcome: 'blocked', blocker: { code: 'amazon-refused', subject: answer.text } };
  };

export const lookForAmazonPackage =
  ({ remotesOf }: Pick<Deps, 'remotesOf'>): Activities['lookForAmazonPackage'] =>
  async (request) => {
    const remotes = remotesOf(request.order.accountId);
    return remotes === undefined ? accountRemoved : lookInTurn(remotes, request, 'later');
  };

async function lookInTurn(
  { amazon, readBacks }: Pick<AccountRemotes, 'amazon' | 'readBacks'>,
  request: ConfirmRequest,
  when: 'right-after-sending' | 'later',
): Promise<ConfirmOutcome> {
  const lookAfterMs = readBacks.waitMs(when);
  return lookAfterMs === 0 ? look(amazon, request) : { outcome: 'not-looked', lookAfterMs };
}

/** Amazon's 204 is not believed until the package can be read. No budget left for that: later, then, or from a sweep. */
async function look(amazon: Pick<AmazonOrders, 'fetchOrder'>, request: ConfirmRequest): Promise<ConfirmOutcome> {
  const { order, package: shipmentPackage } = request;
  const reference = packageReferenceIdOf(order.amazonOrderId, shipmentPackage.id);
  try {
    const read = await amazon.fetchOrder(order.amazonOrderId);
    if (read === 'not-found' || 'unreadableAt' in read) return { outcome: 'sent' };
    const isShown = read.packages.some(
      (seen) =>
        (seen.reference === reference || seen.trackingNumber === shipmentPackage.trackingNumber) &&
        (seen.trackingNumber === undefined || seen.trackingNumber === shipmentPackage.trackingNumber),
    );
    return isShown ? { outcome: 'confirmed', amazonStatus: read.status } : { outcome: 'sent' };
  } catch (error) {
    if (error instanceof RemoteFailure && (error.fault.kind === 'throttled' || error.fault.kind === 'unavailable')) {
      return { outcome: 'not-looked' };
    }
    throw error;
  }
}

/** Amazon refuses a ship date in the future or before the purchase; clocks of warehouses are off now and then. */
function shipDate({ package: shipmentPackage, purchasedAt }: ConfirmRequest, nowMs: number): string {
  const shippedMs = Date.parse(shipmentPackage.shippedAt);
  return new Date(Math.max(Date.parse(purchasedAt), Math.min(shippedMs, nowMs))).toISOString();
}
