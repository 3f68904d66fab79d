/** The queue that Amazon puts its notifications on. All of it throws QueueFailure when the queue is in trouble, and only then. */
export interface NotificationQueue {
  /** Waits a few seconds for a first message. What comes is hidden from others for `hiddenSeconds`. */
  receive(request: { readonly max: number; readonly hiddenSeconds: number }): Promise<readonly QueueMessage[]>;
  /** A repeat is harmless: what is gone is gone. */
  delete(message: QueueMessage): Promise<void>;
  /** Counted from now; 0 lets them be received again at once. One that came back meanwhile is passed over. */
  hide(messages: readonly QueueMessage[], seconds: number): Promise<void>;
  send(body: string): Promise<{ readonly messageId: string }>;
  describe(): Promise<QueueDescription>;
  close(): void;
}

export type QueueMessage = {
  readonly id: string;
  /** Of this receipt: the same message has another one when it is received again. */
  readonly receipt: string;
  readonly body: string;
  readonly receivedCount: number;
  readonly sentAtMs: number | undefined;
};

export type QueueDescription = {
  readonly arn: string;
  readonly isFifo: boolean;
  /** JSON, as AWS keeps it. */
  readonly policy?: string;
  /** A key of the customer's own, which the sender must be allowed to use too. */
  readonly keyId?: string;
  /** Where SQS itself moves a message that was received too often. */
  readonly deadLetters?: { readonly arn: string; readonly maxReceiveCount: number };
  /** All three are SQS's approximations. */
  readonly waiting: number;
  readonly inFlight: number;
  readonly delayed: number;
};

export type QueueTrouble = 'unreachable' | 'denied' | 'missing' | 'no-credentials' | 'throttled' | 'other';

/** Its message holds names only: no body, no credential, no address. */
export class QueueFailure extends Error {
  override readonly name = 'QueueFailure';
  readonly operation: string;
  readonly trouble: QueueTrouble;

  constructor(failure: { readonly operation: string; readonly trouble: QueueTrouble; readonly code: string }) {
    super(`SQS ${failure.operation}: ${failure.trouble} (${failure.code})`);
    this.operation = failure.operation;
    this.trouble = failure.trouble;
  }
}
