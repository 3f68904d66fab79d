import type { AmazonOrders } from '../src/amazon/port.js';
import type { AmazonOrder } from '../src/domain/amazon-order.js';
import type { Blocker } from '../src/domain/blocker.js';
import { carrierForAmazon } from '../src/domain/carrier-map.js';
import { isShipPlus } from '../src/domain/order-sighting.js';
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
    if (request.isShipPlus === true) return shownOr(await look(remotes.amazon, request), shipPlus);
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
    if (answer === 'accepted') return (await lookInTurn(remotes, request, 'right-after-sending')).answer;
    // "Already fulfilled" is a refusal too: what counts is what Amazon shows. Rare, so it is looked at whoever else waits.
    return shownOr(await look(remotes.amazon, request), await whyRefused(remotes.amazon, request, answer.text));
  };

const shipPlus: Blocker = { code: 'amazon-ship-plus' };

/** Amazon's own text says little; some orders are refused whatever is sent, and people should know which. */
async function whyRefused(
  amazon: Pick<AmazonOrders, 'regulatedStatus'>,
  { order }: ConfirmRequest,
  text: string,
): Promise<Blocker> {
  const refused: Blocker = { code: 'amazon-refused', subject: text };
  try {
    const status = await amazon.regulatedStatus(order.amazonOrderId);
    return status === undefined || status === 'Approved' ? refused : { code: 'amazon-regulated', subject: status };
  } catch (error) {
    // A missing role or a busy Amazon: the refusal itself is still worth telling, and the next try asks again.
    if (error instanceof RemoteFailure) return refused;
    throw error;
  }
}

function shownOr({ answer, order, isCovered }: Look, blocker: Blocker): ConfirmOutcome {
  if (answer.outcome === 'confirmed') return answer;
  if (order === undefined) return { outcome: 'blocked', blocker };
  if (isCovered) return { outcome: 'shipped-otherwise', amazonStatus: order.status };
  return { outcome: 'blocked', blocker: isShipPlus(order) ? shipPlus : blocker };
}

export const lookForAmazonPackage =
  ({ remotesOf }: Pick<Deps, 'remotesOf'>): Activities['lookForAmazonPackage'] =>
  async (request) => {
    const remotes = remotesOf(request.order.accountId);
    return remotes === undefined ? accountRemoved : (await lookInTurn(remotes, request, 'later')).answer;
  };

async function lookInTurn(
  { amazon, readBacks }: Pick<AccountRemotes, 'amazon' | 'readBacks'>,
  request: ConfirmRequest,
  when: 'right-after-sending' | 'later',
): Promise<Look> {
  const lookAfterMs = readBacks.waitMs(when);
  return lookAfterMs === 0 ? look(amazon, request) : unseen({ outcome: 'not-looked', lookAfterMs });
}

type Look = {
  readonly answer: ConfirmOutcome;
  readonly order?: AmazonOrder;
  /** Nothing of what the package holds is left to ship at Amazon. */
  readonly isCovered: boolean;
};

const unseen = (answer: ConfirmOutcome): Look => ({ answer, isCovered: false });

/** Amazon's 204 is not believed until the package can be read. No budget left for that: later, then, or from a sweep. */
async function look(amazon: Pick<AmazonOrders, 'fetchOrder'>, request: ConfirmRequest): Promise<Look> {
  const { order, package: shipmentPackage } = request;
  const reference = packageReferenceIdOf(order.amazonOrderId, shipmentPackage.id);
  try {
    const read = await amazon.fetchOrder(order.amazonOrderId);
    if (read === 'not-found' || 'unreadableAt' in read) return unseen({ outcome: 'sent' });
    const isShown = read.packages.some(
      (seen) =>
        (seen.reference === reference || seen.trackingNumber === shipmentPackage.trackingNumber) &&
        (seen.trackingNumber === undefined || seen.trackingNumber === shipmentPackage.trackingNumber),
    );
    return {
      answer: isShown ? { outcome: 'confirmed', amazonStatus: read.status } : { outcome: 'sent' },
      order: read,
      // Under our own reference it is an earlier revision of this very package.
      isCovered:
        !read.packages.some((seen) => seen.reference === reference) &&
        shipmentPackage.lines.every(({ orderItemId }) => isShippedWhole(read, orderItemId)),
    };
  } catch (error) {
    if (error instanceof RemoteFailure && (error.fault.kind === 'throttled' || error.fault.kind === 'unavailable')) {
      return unseen({ outcome: 'not-looked' });
    }
    throw error;
  }
}

const isShippedWhole = ({ lines }: AmazonOrder, orderItemId: string): boolean =>
  lines.some(
    (line) =>
      line.orderItemId === orderItemId &&
      line.quantityShipped > 0 &&
      line.quantityShipped >= line.quantityOrdered - line.quantityCancelled,
  );

/** Amazon refuses a ship date in the future or before the purchase; clocks of warehouses are off now and then. */
function shipDate({ package: shipmentPackage, purchasedAt }: ConfirmRequest, nowMs: number): string {
  const shippedMs = Date.parse(shipmentPackage.shippedAt);
  return new Date(Math.max(Date.parse(purchasedAt), Math.min(shippedMs, nowMs))).toISOString();
}
