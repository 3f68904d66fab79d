import { join } from 'node:path';
import type { TemporalConnection } from '../temporal/connection.js';
import { projectFolder } from '../temporal/tool-folders.js';

/**
 * Made by the build, with the exact SDK version that runs it. Workflows hand over their failures ready made, so whether a
 * failure's words are left for the codec to encrypt is decided by the bundle.
 */
export const workflowBundlePath = ({ codec }: Pick<TemporalConnection, 'codec'>): string =>
  join(projectFolder(), 'dist', codec === undefined ? 'workflow-bundle.js' : 'workflow-bundle-encoded.js');
