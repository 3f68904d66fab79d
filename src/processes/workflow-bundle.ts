import { join } from 'node:path';
import { projectFolder } from '../temporal/tool-folders.js';

/** Made by the build, with the exact SDK version that runs it. */
export const workflowBundlePath = (): string => join(projectFolder(), 'dist', 'workflow-bundle.js');
