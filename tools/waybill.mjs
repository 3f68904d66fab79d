#!/usr/bin/env node
// Runs the product from a checkout in whatever state: installs and builds what is missing, then becomes the command.
// In this one process, so that Ctrl-C reaches the product once, and it alone decides how to stop.
import { ensureBuilt, ensureInstalled, orSayWhy } from './prepare.mjs';

await orSayWhy(async () => {
  await ensureInstalled();
  await ensureBuilt();
});
await import('./run.mjs');
