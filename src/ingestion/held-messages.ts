import type { NotificationQueue, QueueMessage } from './notification-queue.js';

/** From its receipt until it is done with, a message is hidden from others; prolonged in good time, so that one who dies hides it no longer than this. */
export const hiddenSeconds = 60;
export const prolongEveryMs = 25_000;

/** The messages that this process has in hand. */
export class HeldMessages {
  readonly #queue: Pick<NotificationQueue, 'hide'>;
  readonly #held = new Map<string, QueueMessage>();

  constructor(queue: Pick<NotificationQueue, 'hide'>) {
    this.#queue = queue;
  }

  get count(): number {
    return this.#held.size;
  }

  has({ id }: QueueMessage): boolean {
    return this.#held.has(id);
  }

  /** Received again while it is in hand, it has a newer receipt: the older one may not count any more. */
  hold(message: QueueMessage): void {
    this.#held.set(message.id, message);
  }

  current(message: QueueMessage): QueueMessage {
    return this.#held.get(message.id) ?? message;
  }

  letGo({ id }: QueueMessage): void {
    this.#held.delete(id);
  }

  /** When the one was sent that has been on its way longest. */
  oldestSentAtMs(): number | undefined {
    const sent = [...this.#held.values()].flatMap(({ sentAtMs }) => sentAtMs ?? []);
    return sent.length === 0 ? undefined : Math.min(...sent);
  }

  prolong(): Promise<void> {
    return this.#queue.hide([...this.#held.values()], hiddenSeconds);
  }

  /** Given back, so that the next process has them at once. */
  async giveBack(): Promise<void> {
    const left = [...this.#held.values()];
    this.#held.clear();
    await this.#queue.hide(left, 0);
  }
}
