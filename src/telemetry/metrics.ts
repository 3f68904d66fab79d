type Labels<Name extends string> = Readonly<Record<Name, string>>;
type Family<Name extends string> = { readonly name: string; readonly help: string; readonly labels: readonly Name[] };

export type Counter<Name extends string> = { add(labels: Labels<Name>, by?: number): void };
export type Gauge<Name extends string> = { set(labels: Labels<Name>, value: number): void };
export type Histogram<Name extends string> = { observe(labels: Labels<Name>, value: number): void };

/** A label that turns out to hold ids would grow without end: what comes after so many series is counted under `other`. */
const seriesMax = 500;

/** Prometheus' text format, version 0.0.4 (docs/decisions/0006-telemetry.md). A family is made once, where its events are named. */
export class Metrics {
  readonly #families: (() => string)[] = [];

  counter<Name extends string>(family: Family<Name>): Counter<Name> {
    const series = this.#register(family, 'counter');
    return { add: (labels, by = 1) => series.change(labels, (value) => value + Math.max(0, by)) };
  }

  gauge<Name extends string>(family: Family<Name>): Gauge<Name> {
    const series = this.#register(family, 'gauge');
    return { set: (labels, value) => series.change(labels, () => value) };
  }

  /** `buckets` are upper bounds, ascending. */
  histogram<Name extends string>(family: Family<Name> & { readonly buckets: readonly number[] }): Histogram<Name> {
    const { name, labels: names, buckets } = family;
    const counts = new Series<Name | 'le'>(`${name}_bucket`, [...names, 'le']);
    const sums = new Series<Name>(`${name}_sum`, names);
    const totals = new Series<Name>(`${name}_count`, names);
    this.#families.push(() => headed(family, 'histogram', [counts, sums, totals].map((each) => each.text()).join('')));
    return {
      observe: (labels, value) => {
        for (const bound of [...buckets, Number.POSITIVE_INFINITY]) {
          const le = bound === Number.POSITIVE_INFINITY ? '+Inf' : `${bound}`;
          counts.change({ ...labels, le }, (count) => count + (value <= bound ? 1 : 0));
        }
        sums.change(labels, (sum) => sum + value);
        totals.change(labels, (count) => count + 1);
      },
    };
  }

  text(): string {
    return this.#families.map((family) => family()).join('');
  }

  #register<Name extends string>(family: Family<Name>, type: string): Series<Name> {
    const series = new Series<Name>(family.name, family.labels);
    this.#families.push(() => headed(family, type, series.text()));
    return series;
  }
}

const headed = ({ name, help }: Family<string>, type: string, lines: string): string =>
  `# HELP ${name} ${escaped(help)}\n# TYPE ${name} ${type}\n${lines}`;

class Series<Name extends string> {
  readonly #name: string;
  readonly #labels: readonly Name[];
  readonly #values = new Map<string, number>();

  constructor(name: string, labels: readonly Name[]) {
    this.#name = name;
    this.#labels = labels;
  }

  change(labels: Labels<Name>, change: (value: number) => number): void {
    const wanted = this.#key((name) => labels[name]);
    const isKnown = this.#values.has(wanted) || this.#values.size < seriesMax;
    const key = isKnown ? wanted : this.#key((name) => (name === 'le' ? labels[name] : 'other'));
    this.#values.set(key, change(this.#values.get(key) ?? 0));
  }

  text(): string {
    return [...this.#values].map(([key, value]) => `${this.#name}${key} ${value}\n`).join('');
  }

  #key(labelled: (name: Name) => string): string {
    const pairs = this.#labels.map((name) => `${name}="${escaped(labelled(name)).replaceAll('"', '\\"')}"`);
    return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
  }
}

const escaped = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
