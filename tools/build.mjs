// npm run build: dist/ with the compiled product and the workflow bundle.
import { ensureBuilt, ensureInstalled, orSayWhy } from './prepare.mjs';

await orSayWhy(async () => {
  await ensureInstalled();
  await ensureBuilt();
});
