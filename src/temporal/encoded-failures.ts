import { join } from 'node:path';
import { projectFolder } from './tool-folders.js';

/** Temporal loads it by its path, from sources and from `dist/` alike; as CommonJS, for it calls `require`. */
export const encodedFailuresPath = (): string => join(projectFolder(), 'tools', 'temporal', 'encoded-failures.cjs');
