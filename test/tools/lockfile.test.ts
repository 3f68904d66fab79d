import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { projectFolder } from '../../src/temporal/tool-folders.js';

type LockedPackage = { readonly optionalDependencies?: Readonly<Record<string, string>> };

it('names the optional packages of every platform, without which `npm ci` refuses it', () => {
  const { packages }: { readonly packages: Readonly<Record<string, LockedPackage>> } = JSON.parse(
    readFileSync(join(projectFolder(), 'package-lock.json'), 'utf8'),
  );
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !(`node_modules/${name}` in packages) && !(`${path}/node_modules/${name}` in packages))
      .map((name) => `${name}, wanted by ${path}`),
  );
  expect(missing).toEqual([]); // else run: node tools/complete-lockfile.mjs
});
