import { type Remote, RemoteFailure, type RemoteFault } from '../../src/domain/remote-failure.js';

type Plan = { readonly operation: string; readonly fault: RemoteFault; readonly isDone: boolean };

/** Which of a fake's operations fail, and whether they have done their work before. In order, each once. */
export class PlannedFaults {
  readonly #remote: Remote;
  readonly #plans: Plan[] = [];
  /** Every operation that was asked for, failed ones too. */
  readonly calls: string[] = [];

  constructor(remote: Remote) {
    this.#remote = remote;
  }

  /** Fails before anything is done. */
  fail(operation: string, fault: RemoteFault): void {
    this.#plans.push({ operation, fault, isDone: false });
  }

  /** Does it, and then nobody hears of it. */
  loseAnswer(operation: string): void {
    this.#plans.push({ operation, fault: { kind: 'unavailable', isOutcomeKnown: false }, isDone: true });
  }

  countOf(operation: string): number {
    return this.calls.filter((each) => each === operation).length;
  }

  async run<T>(operation: string, work: () => T): Promise<T> {
    this.calls.push(operation);
    const at = this.#plans.findIndex((plan) => plan.operation === operation);
    if (at < 0) return work();
    const [plan] = this.#plans.splice(at, 1);
    if (plan?.isDone !== false) work();
    throw new RemoteFailure({
      remote: this.#remote,
      operation,
      fault: plan?.fault ?? { kind: 'unavailable', isOutcomeKnown: false },
    });
  }
}
