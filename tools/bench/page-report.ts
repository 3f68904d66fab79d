export type PageResult = {
  readonly firstPageP95Ms: number;
  readonly filterP95Ms: number;
  readonly deepPageP95Ms: number;
  readonly changeShownMaxMs: number;
  readonly visibilityCallsPerSecondMax: number;
  readonly usableMs: number;
  readonly completeMs: number;
  readonly bytesPerOrder: number;
};

const limits: Readonly<Record<keyof PageResult, number>> = {
  firstPageP95Ms: 100,
  filterP95Ms: 150,
  deepPageP95Ms: 150,
  changeShownMaxMs: 3000,
  visibilityCallsPerSecondMax: 10,
  usableMs: 5000,
  completeMs: 30_000,
  bytesPerOrder: 1024,
};
export const isGood = (result: PageResult): boolean => namesOf(limits).every((name) => result[name] <= limits[name]);
const namesOf = (record: typeof limits) => Object.keys(record) as (keyof PageResult)[];

export const reportOf = (result: PageResult & Readonly<Record<string, number>>): string =>
  Object.entries(result)
    .map(([name, value]) => {
      const limit = namesOf(limits).find((each) => each === name);
      return `  ${name.padEnd(30)} ${value}${limit === undefined ? '' : `  (at most ${limits[limit]}${value <= limits[limit] ? '' : ': EXCEEDED'})`}`;
    })
    .join('\n');
