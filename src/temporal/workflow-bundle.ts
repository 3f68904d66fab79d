import { join } from 'node:path';
import { projectFolder } from './tool-folders.js';

/** Made by `tools/bundle.mjs` when the product is built. Every worker runs this one, so that all replay the same code. */
export const workflowBundle = (): { readonly codePath: string } => ({
  codePath: join(projectFolder(), 'dist', 'workflow-bundle.js'),
});
