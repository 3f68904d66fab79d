import type { CancelReason } from '../../src/domain/cancel-reason.js';
import type { OrderSettings } from '../../src/domain/order-settings.js';
import type { OrderSighting } from '../../src/domain/order-sighting.js';
import { canMove, type OrderStatus } from '../../src/domain/order-status.js';
import type { ShipmentPackage } from '../../src/domain/shipment-package.js';
import {
  overtakingWish,
  recordCalledOff,
  recordCancelAnswer,
  recordCancelRequest,
  recordHold,
  recordNotCancelled,
} from '../../workflows/cancel-facts.js';
import { whyNotCancelled } from '../../workflows/cancel-refusal.js';
import { OrderFacts } from '../../workflows/order-facts.js';
import {
  type AmazonStep,
  amazonSteps,
  type CommerceStep,
  commerceSteps,
  endingOf,
  statusOf,
} from '../../workflows/order-steps.js';
import { commerceOrder, newOrderRef, orderSettings } from '../support/order-inputs.js';

export type Message =
  | { readonly sighting: OrderSighting }
  | { readonly shipped: ShipmentPackage }
  | { readonly skip: string }
  | { readonly cancel: CancelReason };

/** What the shop makes of a request to create the order. */
export type Luck = 'answered' | 'lost on the way' | 'answer lost' | 'failed afterwards' | 'blocked';

/** An order without Temporal: the facts and the steps that follow from them, before a seller and a shop that can count. */
export class PlayedOrder {
  readonly facts: OrderFacts;
  readonly statuses: OrderStatus[];
  readonly done: string[] = [];
  /** Commerce orders that were made; each is a parcel on its way if nobody stops it. */
  ordersMade = 0;
  isCancelledInShop = false;
  #nowMs: number;
  readonly #luck: () => Luck;
  /** Amazon refuses every cancellation that it is asked for. */
  readonly #isAmazonDeaf: boolean;

  constructor(
    startsAs: OrderSighting,
    story: {
      readonly settings?: Partial<OrderSettings>;
      readonly luck?: () => Luck;
      readonly isAmazonDeaf?: boolean;
    } = {},
  ) {
    this.#nowMs = Date.parse(startsAs.lastUpdatedAt);
    this.#isAmazonDeaf = story.isAmazonDeaf ?? false;
    this.#luck = story.luck ?? (() => 'answered');
    const input = { order: newOrderRef(), settings: orderSettings(story.settings), sighting: startsAs };
    this.facts = new OrderFacts(input, () => this.#nowMs);
    this.statuses = [statusOf(this.facts)];
  }

  get ending() {
    return endingOf(this.facts);
  }

  get packages() {
    return this.facts.state.packages;
  }

  countOf(step: string): number {
    return this.done.filter((each) => each === step || each.startsWith(`${step} `)).length;
  }

  tell(message: Message): void {
    if (this.ending !== undefined) return; // nobody is told any more once the workflow has ended
    if ('sighting' in message) overtakingWish(this.facts, () => this.facts.recordSighting(message.sighting));
    else if ('shipped' in message) overtakingWish(this.facts, () => this.facts.packages.record(message.shipped));
    else if ('cancel' in message) {
      const { cancel: reason } = message;
      if (whyNotCancelled(this.facts, reason) === undefined)
        recordCancelRequest(this.facts, { reason, actor: 'operations' });
    } else if (this.facts.state.commerceOrder === undefined && this.facts.state.skippedBecause === undefined)
      this.facts.recordSkip(message.skip, 'operations');
    this.#noteStatus();
  }

  /** One step of the side that is named; false when nothing is due there, however long one waits. */
  step(side: 'commerce' | 'amazon'): boolean {
    if (this.ending !== undefined) return false;
    return side === 'commerce'
      ? this.#do(commerceSteps(this.facts)[0], (due) => this.#doInCommerce(due))
      : this.#do(amazonSteps(this.facts)[0], (due) => this.#doAtAmazon(due));
  }

  #do<S extends CommerceStep | AmazonStep>(due: S | undefined, perform: (due: S) => void): boolean {
    if (due === undefined) return false;
    const notBeforeMs = due.notBefore === undefined ? 0 : Date.parse(due.notBefore);
    this.#nowMs = Math.max(this.#nowMs, notBeforeMs, this.facts.nextTryAtMs(due.about));
    this.done.push('tracked' in due ? `${due.step} ${due.tracked.id}` : due.step);
    perform(due);
    this.#noteStatus();
    return true;
  }

  /** Until nothing is due; an order that is never done is a failure of the test. */
  settle(): void {
    for (let steps = 0; this.step('commerce') || this.step('amazon'); steps += 1) {
      if (steps > 200) throw new Error(`no end of it: ${this.done.slice(-6).join(', ')}`);
    }
  }

  #doInCommerce(due: CommerceStep): void {
    switch (due.step) {
      case 'create-customer':
        this.facts.recordCustomer({ kind: 'known', id: 57, groupId: 1 });
        return;
      case 'create-order':
        this.#create();
        return;
      case 'look-for-order':
        if (this.ordersMade === 0) this.facts.recordNothingSent();
        else if (this.facts.state.skippedBecause !== undefined) this.facts.recordSkipTooLate();
        else this.facts.recordCommerceOrder(commerceOrder());
        return;
      case 'cancel-order': {
        const hasLeft = this.packages.some(({ atAmazon }) => atAmazon === 'confirmed' || atAmazon === 'sent');
        const isInShop = this.packages.some(({ inCommerce }) => inCommerce === 'shipped');
        this.facts.recordCancellation(hasLeft ? 'lost-to-shipment' : isInShop ? 'held' : 'closed');
        this.isCancelledInShop = !hasLeft && !isInShop;
        return;
      }
      case 'hold':
        recordHold(this.facts, this.isCancelledInShop ? 'not-ours' : 'ours');
        return;
      case 'lift-hold':
        recordHold(this.facts, undefined);
        return;
      case 'ship':
        this.facts.packages.recordProgress(due.tracked.id, { inCommerce: 'shipped' });
    }
  }

  /** The activity adopts what is there before it sends, so a second attempt makes no second order. */
  #create(): void {
    const luck = this.ordersMade > 0 ? 'answered' : this.#luck();
    if (luck !== 'lost on the way' && luck !== 'blocked') this.ordersMade = 1;
    switch (luck) {
      case 'answered':
        this.facts.recordCommerceOrder(commerceOrder());
        this.facts.recordUnblocked('order');
        return;
      case 'lost on the way':
      case 'answer lost':
        this.facts.recordMaybeSent();
        return;
      case 'failed afterwards':
        this.facts.recordMayExist();
        this.facts.recordBlocked('order', { code: 'commerce-unavailable' });
        return;
      case 'blocked':
        this.facts.recordBlocked('order', { code: 'out-of-stock' });
    }
  }

  #doAtAmazon(due: AmazonStep): void {
    switch (due.step) {
      case 'ask-to-cancel':
        recordCancelAnswer(
          this.facts,
          this.#isAmazonDeaf ? { outcome: 'refused', text: 'no' } : { outcome: 'accepted' },
        );
        return;
      case 'call-off-cancel':
        recordCalledOff(this.facts);
        return;
      case 'look-for-cancel':
        if (this.#isAmazonDeaf) recordNotCancelled(this.facts);
        else this.facts.recordAmazonStatus('Canceled');
        return;
    }
    if ('tracked' in due) this.facts.packages.recordConfirmed(due.tracked.id);
    this.#agree();
  }

  /** Amazon's own word, once all pieces are confirmed. */
  #agree(): void {
    const { lines } = this.facts.state.sighting;
    const ordered = lines.reduce((sum, { quantity }) => sum + quantity, 0);
    const confirmed = this.packages
      .filter(({ atAmazon }) => atAmazon === 'confirmed')
      .flatMap((each) => each.lines)
      .reduce((sum, { quantity }) => sum + quantity, 0);
    this.facts.recordAmazonStatus(confirmed >= ordered ? 'Shipped' : 'PartiallyShipped');
  }

  #noteStatus(): void {
    const status = statusOf(this.facts);
    const before = this.statuses.at(-1);
    if (before === undefined || before === status) return;
    if (!canMove(before, status)) throw new Error(`from ${before} to ${status}: no such move`);
    this.statuses.push(status);
  }
}

/** Every different order in which these can arrive. */
export function permutationsOf<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length <= 1) return [items];
  const firsts = [...new Set(items)];
  return firsts.flatMap((first) => {
    const at = items.indexOf(first);
    return permutationsOf([...items.slice(0, at), ...items.slice(at + 1)]).map((rest) => [first, ...rest]);
  });
}
