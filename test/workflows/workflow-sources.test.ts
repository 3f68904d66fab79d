import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';

const folder = join(__dirname, '..', '..', 'workflows');
const sources = readdirSync(folder).filter((name) => name.endsWith('.ts'));

/** Orders that share a worker would share it, and a replay would find what another order left there. */
it.each(sources)('%s keeps nothing between two orders: no module holds a state', (name) => {
  const text = readFileSync(join(folder, name), 'utf8');
  expect(text).not.toMatch(/^(export )?(let|var) /m);
  expect(text).not.toMatch(/^(export )?const \w+[^=\n]* = (new |\[\];|\{\};)/m);
});
