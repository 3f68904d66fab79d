import type { AccountActivities } from '../../activities/contract.js';
import type { ChangePosition, CommerceOrder, CommercePort, CommerceShipment } from '../commerce/port.js';
import type { CommunicationTrouble } from '../domain/communication-trouble.js';
import type { AccountId, AmazonOrderId } from '../domain/ids.js';
import { parsePackageId } from '../domain/ids.js';
import type { ShipmentPackage } from '../domain/shipment-package.js';
import { ToldShipments } from './told-shipments.js';

type Deps = {
  readonly commerce: {
    readonly orders: Pick<CommercePort['orders'], 'changedSince' | 'readMany'>;
    readonly shipments: Pick<CommercePort['shipments'], 'ofOrders'>;
  };
  /** Comes back when the order's workflow durably has it; `not-open`: there is none, or not yet. `known`: it had ended, with this package. */
  readonly signalShipped: (
    order: { readonly accountId: AccountId; readonly amazonOrderId: AmazonOrderId },
    shipmentPackage: ShipmentPackage,
  ) => Promise<'signalled' | 'known' | 'not-open'>;
  /** No track came for so long that it is awaited no more: to be said on the order, if that is still open. A repeat is harmless. */
  readonly signalTrackMissing: (
    order: { readonly amazonOrderId: AmazonOrderId },
    shipment: Pick<CommerceShipment, 'shipmentId'>,
  ) => Promise<void>;
  readonly nowMs: () => number;
  readonly nextSweepAfterMs: number;
  /** What this process saw go wrong since it was last asked; the account's workflow keeps it. */
  readonly troubles?: () => readonly CommunicationTrouble[];
};

const pageSize = 100;
/** So many pages in one go; a sweep with more to read goes on where this one stopped. */
const pagesMax = 50;
/** Each is read again at every sweep. Beyond this, the ones that have waited longest are given up. */
const awaitingTrackMax = 500;
/** Nobody types in a track later than that; a carrier has forgotten the parcel by then. */
const trackAwaitedMaxMs = 30 * 24 * 60 * 60 * 1000;
const ownComment = /^Waybill package /;

/** Shipments that were made inside Commerce become `shipped` signals; those of our own making are known by their comment. */
export function sweepCommerceShipments(deps: Deps): AccountActivities['sweepCommerceShipments'] {
  const { commerce, nextSweepAfterMs, nowMs } = deps;
  const told = new ToldShipments();

  return async ({ accountId, updatedAfter, goOnAfter, awaitingTrack }) => {
    const awaiting = new Set(awaitingTrack);
    const seen = new Set<number>();
    let signalled = 0;

    const giveUp = async ({ amazonOrderId }: CommerceOrder, shipments: readonly CommerceShipment[]): Promise<void> => {
      for (const shipment of shipments) {
        if (amazonOrderId === undefined || told.has(shipment)) continue;
        await deps.signalTrackMissing({ amazonOrderId }, shipment);
        told.add(shipment);
      }
    };
    const look = async (orders: readonly CommerceOrder[]): Promise<void> => {
      const shipped = orders.filter(hasShipped);
      const shipments =
        shipped.length === 0 ? [] : await commerce.shipments.ofOrders(shipped.map(({ entityId }) => entityId));
      for (const order of orders) {
        const foreign = foreignShipments(order, shipments);
        seen.add(order.entityId);
        const untracked = isOpen(order) ? foreign.filter((shipment) => !isTracked(shipment)) : [];
        const isAwaited = ({ createdAt }: CommerceShipment) => nowMs() - Date.parse(createdAt) <= trackAwaitedMaxMs;
        if (untracked.some(isAwaited)) awaiting.add(order.entityId);
        else awaiting.delete(order.entityId);
        await giveUp(
          order,
          untracked.filter((shipment) => !isAwaited(shipment)),
        );
        signalled += await tell({ ...deps, accountId, told, order, foreign });
      }
    };

    let readTo: ChangePosition | undefined;
    let isFinished = false;
    for (let page = 1; page <= pagesMax && !isFinished; page += 1) {
      const from = readTo ?? goOnAfter ?? { updatedAt: updatedAfter };
      const changed = await commerce.orders.changedSince(from, pageSize);
      await look(changed.orders);
      readTo = changed.readTo ?? readTo;
      isFinished = changed.isLast;
    }
    if (isFinished) {
      const unseen = [...awaiting].filter((entityId) => !seen.has(entityId));
      await look(await commerce.orders.readMany(unseen));
      for (const entityId of unseen) if (!seen.has(entityId)) awaiting.delete(entityId);
    }
    const troubles = deps.troubles?.() ?? [];
    return {
      outcome: 'swept',
      signalled,
      ...(troubles.length === 0 ? {} : { troubles }),
      ...(readTo === undefined ? {} : { sweptTo: readTo.updatedAt }),
      ...(isFinished || readTo === undefined ? {} : { goOnAfter: readTo }),
      awaitingTrack: [...awaiting].slice(-awaitingTrackMax),
      nextSweepAfterMs: isFinished ? nextSweepAfterMs : 0,
    };
  };
}

type Telling = Pick<Deps, 'signalShipped'> & {
  readonly accountId: AccountId;
  readonly told: ToldShipments;
  readonly order: CommerceOrder;
  readonly foreign: readonly CommerceShipment[];
};

async function tell({ signalShipped, accountId, told, order, foreign }: Telling): Promise<number> {
  const { amazonOrderId } = order;
  if (amazonOrderId === undefined) return 0;
  let signalled = 0;
  for (const shipment of foreign) {
    const shipmentPackage = told.has(shipment) ? undefined : packageOf(order, shipment);
    if (shipmentPackage === undefined) continue;
    // A workflow that is not open yet may be later, so only what has arrived counts as told.
    const answer = await signalShipped({ accountId, amazonOrderId }, shipmentPackage);
    if (answer === 'not-open') continue;
    told.add(shipment);
    if (answer === 'signalled') signalled += 1;
  }
  return signalled;
}

const hasShipped = ({ lines }: CommerceOrder): boolean => lines.some(({ quantityShipped }) => quantityShipped > 0);
/** An order is complete as soon as everything is shipped, often before its track is typed in. */
const isOpen = ({ state }: CommerceOrder): boolean => state !== 'canceled' && state !== 'closed';
const trackOf = ({ tracks }: CommerceShipment) => tracks.find(({ number }) => number !== '');
/** Which pieces lie in which parcel, Commerce does not say: the first track stands for all of them. */
const furtherOf = ({ tracks }: CommerceShipment): readonly string[] =>
  tracks
    .map(({ number }) => number)
    .filter((number) => number !== '')
    .slice(1, 21);
const isTracked = (shipment: CommerceShipment): boolean => trackOf(shipment) !== undefined;

const foreignShipments = (
  { entityId }: CommerceOrder,
  shipments: readonly CommerceShipment[],
): readonly CommerceShipment[] =>
  shipments.filter(
    ({ orderEntityId, comments }) => orderEntityId === entityId && !comments.some((text) => ownComment.test(text)),
  );

/**
 * Nothing to tell Amazon before there is a track: a late one changes no order, so the order is read again until it comes.
 * A package none of whose lines is Amazon's is told all the same: its order refuses it in sight of the operator.
 */
function packageOf(order: CommerceOrder, shipment: CommerceShipment): ShipmentPackage | undefined {
  const track = trackOf(shipment);
  const id = parsePackageId(`commerce:${shipment.shipmentId}`);
  if (track === undefined || id === undefined) return undefined;
  return {
    id,
    source: 'commerce',
    carrier: track.carrierCode === 'custom' ? track.title : track.carrierCode,
    ...(track.carrierCode === 'custom' ? {} : { service: track.title }),
    trackingNumber: track.number,
    ...(furtherOf(shipment).length === 0 ? {} : { furtherTrackingNumbers: furtherOf(shipment) }),
    shippedAt: shipment.createdAt,
    lines: shipment.lines.flatMap(({ lineId, quantity }) => {
      const orderItemId = order.lines.find((line) => line.lineId === lineId)?.orderItemId;
      return orderItemId === undefined ? [] : [{ orderItemId, quantity }];
    }),
  };
}
