import { beforeAll, it } from '@jest/globals';

/**
 * Stories that are all told at the same time, each a test of its own: most of each is waiting, and orders must not be in
 * each other's way anyhow. Call it after the `beforeAll` that starts the product.
 */
export function tellAtOnce(stories: Readonly<Record<string, () => Promise<void>>>): void {
  const told = new Map<string, Promise<void>>();
  beforeAll(() => {
    for (const [name, tell] of Object.entries(stories)) {
      const telling = tell();
      telling.catch(() => undefined); // its own test hears of it, perhaps later than Node would wait for
      told.set(name, telling);
    }
  });
  for (const name of Object.keys(stories)) it(name, async () => told.get(name));
}
