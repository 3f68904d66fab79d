import { describe } from '@jest/globals';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { indexedValueType, requiredSearchAttributes } from '../../src/temporal/search-attributes.js';
import { installedTool } from './maven-tool.js';
import { timeSkippingTool } from './time-skipping-install.js';

/**
 * A server of its own, whose clock jumps ahead when a workflow only waits. One clock per server: run the tests in it one
 * after another, and call `teardown()` at the end. It takes the orders' search attributes, but lists next to nothing.
 */
export async function timeSkippingEnvironment(): Promise<TestWorkflowEnvironment> {
  const server = installedTool(timeSkippingTool);
  if ('missing' in server) throw new Error(server.missing);
  const environment = await startPatiently(server.launcher);
  // Added without asking what is there: this server is new, and cannot list them.
  await environment.connection.operatorService.addSearchAttributes({
    searchAttributes: Object.fromEntries(
      requiredSearchAttributes.map(({ name, type }) => [name, indexedValueType[type]]),
    ),
  });
  return environment;
}

const startsMax = 4;

/** The SDK waits five seconds for it and no longer, which a busy machine may need for Java alone. */
async function startPatiently(launcher: string): Promise<TestWorkflowEnvironment> {
  for (let starts = 1; ; starts += 1) {
    try {
      const executable = { type: 'existing-path', path: launcher } as const;
      return await TestWorkflowEnvironment.createTimeSkipping({ server: { executable } });
    } catch (error) {
      if (starts === startsMax) throw error;
    }
  }
}

/** In CI a missing server is a failure: days that nobody tests would look like days that work. */
export function describeWithTimeSkipping(name: string, tests: () => void): void {
  const server = installedTool(timeSkippingTool);
  if ('launcher' in server) describe(name, tests);
  else if (process.env['CI'] === 'true') throw new Error(`The time-skipping server must run in CI: ${server.missing}`);
  else describe.skip(`${name} (skipped: the time-skipping server needs Java; ${server.missing})`, tests);
}
