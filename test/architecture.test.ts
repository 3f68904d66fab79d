import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { linesMax, type Sources, violationsOf } from './support/architecture-rules.js';
import { importsOf } from './support/imports-of.js';

const root = join(__dirname, '..');

function sourcesOnDisk(): Sources {
  const paths = ['src', 'workflows', 'activities', 'test', 'tools'].flatMap((top) =>
    readdirSync(join(root, top), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.d.ts'))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => !path.includes(`${sep}node_modules${sep}`)),
  );
  return new Map(paths.map((path) => [relative(root, path).split(sep).join('/'), readFileSync(path, 'utf8')]));
}

describe('the tree', () => {
  const sources = sourcesOnDisk();

  it('is there to be judged', () => {
    for (const path of [
      'src/domain/ids.ts',
      'workflows/index.ts',
      'activities/contract.ts',
      'test/architecture.test.ts',
    ]) {
      expect(sources.has(path)).toBe(true);
    }
  });

  it('keeps every room to what it may import, every file short, and has no cycle', () => {
    expect(violationsOf(sources)).toEqual([]);
  });
});

const planted: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
  [
    'domain that imports a client',
    { 'src/domain/money.ts': "import { x } from '../amazon/port.js';" },
    'src/domain/money.ts imports src/amazon/port.ts',
  ],
  [
    'domain that imports a package',
    { 'src/domain/money.ts': "import { z } from 'zod';" },
    'src/domain/money.ts imports zod',
  ],
  [
    'domain that imports Node',
    { 'src/domain/money.ts': "import { createHash } from 'node:crypto';" },
    'src/domain/money.ts imports node:crypto',
  ],
  [
    'domain that asks for a package while it runs',
    { 'src/domain/money.ts': "const x = await import('node:fs');" },
    'src/domain/money.ts imports node:fs',
  ],
  [
    'a package that is imported for what it does',
    { 'src/domain/money.ts': "import 'zod';" },
    'src/domain/money.ts imports zod',
  ],
  [
    'one client that imports the other',
    { 'src/amazon/a.ts': "import type { B } from '../commerce/port.js';" },
    'src/amazon/a.ts imports src/commerce/port.ts',
  ],
  [
    'workflows that import an activity',
    { 'workflows/a.ts': "import type { x } from '../activities/create-commerce-order.js';" },
    'workflows/a.ts imports activities/create-commerce-order.ts',
  ],
  [
    'workflows that import the contract as a value',
    { 'workflows/a.ts': "import { type A, b } from '../activities/contract.js';" },
    'workflows/a.ts imports activities/contract.ts',
  ],
  ['workflows that import pino', { 'workflows/a.ts': "import { pino } from 'pino';" }, 'workflows/a.ts imports pino'],
  [
    'a contract that imports values of the domain',
    { 'activities/contract.ts': "import { sentenceOf } from '../src/domain/blocker.js';" },
    'activities/contract.ts imports src/domain/blocker.ts',
  ],
  [
    'activities that know HTTP',
    { 'activities/a.ts': "import { x } from '../src/commerce/rest-client.js';" },
    'activities/a.ts imports src/commerce/rest-client.ts',
  ],
  [
    'a simulator that imports the product',
    { 'src/simulators/amazon/a.ts': "import { x } from '../../domain/money.js';" },
    'src/simulators/amazon/a.ts imports src/domain/money.ts',
  ],
  [
    'HTTP that imports a client',
    { 'src/http/a.ts': "import { x } from '../amazon/sp-api-client.js';" },
    'src/http/a.ts imports src/amazon/sp-api-client.ts',
  ],
  [
    'a product that imports its tests',
    { 'src/processes/a.ts': "import { x } from '../../test/support/x.js';" },
    'src/processes/a.ts imports test/support/x.ts',
  ],
  [
    'an import over several lines',
    { 'src/domain/a.ts': "import {\n  one,\n  other,\n} from '../http/server.js';" },
    'src/domain/a.ts imports src/http/server.ts',
  ],
  [
    'a specifier without .js',
    { 'src/domain/a.ts': "import { x } from './money';" },
    'src/domain/a.ts: ./money does not end in .js',
  ],
  ['a default export', { 'src/domain/a.ts': 'export default 5;' }, 'src/domain/a.ts has a default export'],
  [
    'a barrel',
    { 'src/domain/index.ts': "export { x } from './money.js';" },
    'src/domain/index.ts hands on what another file exports',
  ],
  [
    'a room that nobody agreed on',
    { 'src/utils/a.ts': 'export const x = 1;' },
    'src/utils/a.ts: utils is a room that the table does not know',
  ],
  [
    'two rooms that need each other',
    {
      'src/processes/a.ts': "import { x } from '../cli/b.js';",
      'src/cli/b.ts': "import { y } from '../processes/a.js';",
    },
    'cycle between rooms: processes → cli → processes',
  ],
  [
    'three rooms that need each other',
    {
      'src/http/a.ts': "import { x } from '../temporal/b.js';",
      'src/temporal/b.ts': "import { y } from '../config/c.js';",
      'src/config/c.ts': "import { z } from '../http/a.js';",
    },
    'cycle between rooms: http → temporal → config → http',
  ],
  [
    'a file that is too long',
    { 'src/domain/a.ts': 'x;\n'.repeat(linesMax + 1) },
    'src/domain/a.ts has 301 lines: split it, or list it with a reason',
  ],
  [
    'a file that is listed as long and was split',
    { 'activities/contract.ts': 'x;\n' },
    'activities/contract.ts is listed as long, and is not',
  ],
];

const fine: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['types of the contract in workflows', { 'workflows/a.ts': "import type { A } from '../activities/contract.js';" }],
  ['types among braces', { 'workflows/a.ts': "import { type A, type B } from '../activities/contract.js';" }],
  ['a port in an activity', { 'activities/a.ts': "import type { P } from '../src/amazon/port.js';" }],
  ['what a comment says', { 'src/domain/a.ts': "// import { x } from '../http/server.js';\n/* import 'zod'; */" }],
  ['what a text says', { 'src/domain/a.ts': "const text = `takes it from 'zod'`;\nexport const a = 1;" }],
  ['a neighbour in the same room', { 'src/http/routes/a.ts': "import { x } from '../server.js';" }],
];

describe('the judge of the tree', () => {
  it.each(planted)('finds %s', (_, files, violation) => {
    expect(violationsOf(new Map(Object.entries(files)))).toContain(violation);
  });

  it.each(fine)('lets %s pass', (_, files) => {
    expect(violationsOf(new Map(Object.entries(files)))).toEqual([]);
  });

  it('tells types from values', () => {
    const kinds = importsOf(
      "import type { A } from './a.js';\nimport { type B } from './b.js';\nimport { type C, d } from './c.js';\nimport * as e from './e.js';\nexport type { F } from './f.js';",
    );
    expect(kinds.map(({ isTypeOnly }) => isTypeOnly)).toEqual([true, true, false, false, true]);
  });
});
