// node --import ./tools/typescript.mjs some-file.ts
// For tests and their preparation, which must not depend on `dist/`. The product itself runs compiled.
import { register } from 'node:module';

register('./typescript-hooks.mjs', import.meta.url);
