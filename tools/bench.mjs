#!/usr/bin/env node
// npm run cost, npm run bench:…: installs and builds what is missing, then runs one of tools/bench in this process.
import { ensureBuilt, ensureInstalled, orSayWhy } from './prepare.mjs';

const [name, ...args] = process.argv.slice(2);
await orSayWhy(async () => {
  await ensureInstalled();
  await ensureBuilt();
});
process.argv.splice(2, Infinity, ...args);
await import(`../dist/tools/bench/${name}.js`);
