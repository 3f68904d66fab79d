import type { HeldReason } from './change-permit.js';

/** The kinds of trouble that both clients speak. A business outcome ("refused", "blocked") is never one of these: it is returned. */
export type RemoteFault =
  /** `isOwn`: our own count of the allowance says so, and the remote was not asked. */
  | { readonly kind: 'throttled'; readonly retryAfterMs: number; readonly isOwn?: true }
  /**
   * No answer, or a server's own trouble. `isOutcomeKnown` false: a write may have been done all the same.
   * `mayStillArrive`: the remote may be at it yet, and nothing there keeps a repeat from being done again.
   */
  | { readonly kind: 'unavailable'; readonly isOutcomeKnown: boolean; readonly mayStillArrive?: true }
  | { readonly kind: 'unauthorised'; readonly because: 'credentials' | 'permission' | 'clock' }
  | { readonly kind: 'rejected'; readonly code: string }
  | { readonly kind: 'not-found' }
  /** Nothing was sent: the account may not change anything. */
  | { readonly kind: 'held'; readonly because: HeldReason }
  /** The remote answered something that our parser does not know; `at` is the place in the answer, never its content. */
  | { readonly kind: 'malformed-answer'; readonly at: string };

export type Remote = 'amazon' | 'commerce';

/** The one failure that clients throw. Its message holds names and numbers only: no headers, no bodies, no personal data. */
export class RemoteFailure extends Error {
  override readonly name = 'RemoteFailure';
  readonly remote: Remote;
  readonly operation: string;
  readonly fault: RemoteFault;
  readonly requestId: string | undefined;
  readonly detail: string | undefined;

  constructor(failure: {
    readonly remote: Remote;
    readonly operation: string;
    readonly fault: RemoteFault;
    readonly requestId?: string | undefined;
    /** In our own words. */
    readonly detail?: string | undefined;
  }) {
    const { remote, operation, fault, requestId, detail } = failure;
    super(
      [`${remote} ${operation}: ${fault.kind}`, detail, requestId && `request ${requestId}`].filter(Boolean).join(', '),
    );
    this.remote = remote;
    this.operation = operation;
    this.fault = fault;
    this.requestId = requestId;
    this.detail = detail;
  }
}
