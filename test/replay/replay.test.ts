import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { quietRuntime } from '../support/quiet-runtime.js';
import { workflowBundlePath } from '../support/temporal-server.js';
import { longStories, stories } from './stories.js';

const folder = join(__dirname, 'histories');
const recorded = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
  .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
  .sort();
const textOf = (file: string): string => readFileSync(join(folder, file), 'utf8');

describe('the workflows of today', () => {
  let codePath = '';
  beforeAll(async () => {
    quietRuntime();
    codePath = await workflowBundlePath();
  });

  async function replay(text: string): Promise<Error | undefined> {
    const history = historyFromJSON(JSON.parse(text));
    const results = Worker.runReplayHistories({ workflowBundle: { codePath } }, [{ workflowId: 'recorded', history }]);
    for await (const { error } of results) return error;
    throw new Error('nothing was replayed');
  }

  it.each(recorded)('still tell %s as it was told', async (file) => {
    expect(await replay(textOf(file))).toBeUndefined();
  });

  it('have a history of every story that is recorded', () => {
    const names = new Set(recorded.map((file) => file.replace(/^.*\/|\.json$/g, '')));
    expect([...names].sort()).toEqual([...Object.keys(stories), ...Object.keys(longStories)].sort());
  });

  const renamed = (text: string, names: Readonly<Record<string, string>>): string =>
    text.replaceAll(/"name": "(\w+)"/g, (whole, name) =>
      Object.hasOwn(names, name) ? `"name": "${names[name]}"` : whole,
    );

  it.each([
    ['another step', { createCommerceOrder: 'createSomethingElse' }],
    [
      'its steps in another order',
      { confirmAmazonShipment: 'shipCommerceOrder', shipCommerceOrder: 'confirmAmazonShipment' },
    ],
  ])('are caught when they tell a story with %s', async (_, names) => {
    const text = textOf(recorded.find((file) => file.endsWith('merchant-one-package.json')) ?? '');
    expect(await replay(renamed(text, names))).toBeInstanceOf(DeterminismViolationError);
  });
});
