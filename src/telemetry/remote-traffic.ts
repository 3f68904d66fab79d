import type { Counter, Gauge, Metrics } from './metrics.js';

type Answer = { readonly account: string; readonly operation: string; readonly status: number };
export type Allowance = { readonly ratePerSecond: number; readonly burst: number; readonly tokens: number };
type Allowances = Readonly<Record<string, Allowance>>;

/** What goes over the wire to Amazon and Commerce, and what Amazon's quotas still allow. Never throws: a count must not stop a call. */
export class RemoteTraffic {
  readonly #metrics: Metrics;
  readonly #amazon: Counter<'account' | 'operation' | 'answer'>;
  readonly #commerce: Counter<'account' | 'operation' | 'answer'>;
  readonly #rate: Gauge<'account' | 'operation'>;
  readonly #tokens: Gauge<'account' | 'operation'>;
  readonly #quotas: (() => { readonly account: string; readonly allowances: Allowances })[] = [];

  constructor(metrics: Metrics) {
    this.#metrics = metrics;
    const labels = ['account', 'operation', 'answer'] as const;
    this.#amazon = metrics.counter({
      name: 'waybill_amazon_answers_total',
      help: 'Calls to Amazon, by class of the answer; 429 stands for itself',
      labels,
    });
    this.#commerce = metrics.counter({
      name: 'waybill_commerce_answers_total',
      help: 'Calls to Commerce, by class of the answer; 429 stands for itself',
      labels,
    });
    this.#rate = metrics.gauge({
      name: 'waybill_amazon_rate_per_second',
      help: "Calls a second that this process allows itself, of what Amazon's latest answer granted",
      labels: ['account', 'operation'],
    });
    this.#tokens = metrics.gauge({
      name: 'waybill_amazon_tokens_left',
      help: 'Calls that may be made at once, just now',
      labels: ['account', 'operation'],
    });
  }

  amazonAnswered({ account, operation, status }: Answer): void {
    this.#amazon.add({ account, operation, answer: answerClass(status) });
  }

  commerceAnswered({ account, operation, status }: Answer): void {
    this.#commerce.add({ account, operation, answer: answerClass(status) });
  }

  /** Allowances fill with time, so they are asked for when somebody reads them. */
  watchQuotas(account: string, allowances: () => Allowances): void {
    this.#quotas.push(() => ({ account, allowances: allowances() }));
  }

  text(): string {
    for (const { account, allowances } of this.#quotas.map((ask) => ask())) {
      for (const [operation, { ratePerSecond, tokens }] of Object.entries(allowances)) {
        this.#rate.set({ account, operation }, ratePerSecond);
        this.#tokens.set({ account, operation }, tokens);
      }
    }
    return this.#metrics.text();
  }
}

/** `none`: there was no answer. */
export function answerClass(status: number): string {
  if (status === 0) return 'none';
  return status === 429 ? '429' : `${Math.floor(status / 100)}xx`;
}
