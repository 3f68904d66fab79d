import { randomInt } from 'node:crypto';

/** Another one at each run, so that CI goes on looking; the one that is named in the environment, to look again. */
const seed = Number(process.env['WAYBILL_PROPERTY_SEED'] ?? randomInt(2 ** 31 - 1));
let isSaid = false;

/** To look longer than CI does. */
const runs = process.env['WAYBILL_PROPERTY_RUNS'];

/** For `fc.assert`. The seed is printed once per file, so that a run can be repeated whether it failed or not. */
export function propertyRun(numRuns: number): { readonly seed: number; readonly numRuns: number } {
  if (!Number.isSafeInteger(seed)) throw new Error('WAYBILL_PROPERTY_SEED must be a whole number');
  if (!isSaid) process.stderr.write(`property tests: run again with WAYBILL_PROPERTY_SEED=${seed}\n`);
  isSaid = true;
  return { seed, numRuns: runs === undefined ? numRuns : Number(runs) };
}
