import { interruption } from './bench-run.js';
import { playLatencyScene } from './latency-scene.js';
import { judgePairs, type Pair, reportPoison } from './poison-report.js';

const pairsTotal = 5;
const ordersDefault = 1_000;
/** Below what two cores carry, so that orders wait for each other no more than they must. */
const arrivalsPerSecondDefault = 8;
/** More than arrive: what Amazon grants is not what is measured. */
const grantedPerSecond = 20;
const warmUpOrders = 100;

/**
 * A thousand orders, once all good and once with one that Commerce can never take before them: what a good order takes
 * from its notification until Commerce has it. Every turn has servers and processes of its own, so that none inherits what
 * another one left behind; and each pair is played in the other order than the one before, so that a machine that tires
 * favours neither side.
 */
async function main(): Promise<void> {
  const orders = numberAfter('--orders') ?? ordersDefault;
  const ordersPerSecond = numberAfter('--rate') ?? arrivalsPerSecondDefault;
  const signal = interruption();
  const turn = async (withPoison: boolean): Promise<number> => {
    const rates = { ordersPerSecond, grantedPerSecond, minutes: orders / ordersPerSecond / 60 };
    const scene = await playLatencyScene({ ...rates, warmUpOrders, withPoison, signal });
    signal.throwIfAborted();
    if (scene.missing + scene.duplicates > 0) throw new Error(`${JSON.stringify(scene)}: not a run that counts`);
    console.error(
      `${withPoison ? 'with' : 'without'}: p50 ${scene.p50Ms} ms, p95 ${scene.p95Ms} ms, p99 ${scene.p99Ms} ms`,
    );
    return scene.p99Ms;
  };

  const pairs: Pair[] = [];
  for (let number = 1; number <= pairsTotal; number += 1) {
    if (number % 2 === 0) pairs.push({ withMs: await turn(true), withoutMs: await turn(false) });
    else pairs.push({ withoutMs: await turn(false), withMs: await turn(true) });
  }
  const result = judgePairs(pairs, { orders, ordersPerSecond });
  console.log(process.argv.includes('--json') ? JSON.stringify(result) : reportPoison(result));
  process.exitCode = result.medianRatio <= result.target ? 0 : 1;
}

function numberAfter(name: string): number | undefined {
  const at = process.argv.indexOf(name);
  const given = at < 0 ? undefined : Number(process.argv[at + 1]);
  if (given !== undefined && !(given > 0)) throw new Error(`${name} takes a number above 0`);
  return given;
}

await main();
