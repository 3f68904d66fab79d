import { describe } from '@jest/globals';
import { elasticMqTool } from './elasticmq-install.js';
import { installedTool } from './maven-tool.js';

/** In CI a missing server is a failure: a queue that nobody tests would look like a queue that works. */
export function describeWithElasticMq(name: string, tests: () => void): void {
  const tool = installedTool(elasticMqTool);
  if ('launcher' in tool) describe(name, tests);
  else if (process.env['CI'] === 'true') throw new Error(`ElasticMQ must run in CI: ${tool.missing}`);
  else describe.skip(`${name} (skipped: ElasticMQ needs Java; ${tool.missing})`, tests);
}
