import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { connectTemporal, type TemporalConnection } from '../../src/temporal/connection.js';
import { type RunningWorker, runWorker } from '../../src/temporal/running-worker.js';
import { orderWorkflowId } from '../../src/temporal/workflow-ids.js';
import { closeServers, httpFixture } from '../http/http-fixture.js';
import { userOf } from '../http/login/users-for-tests.js';
import { newKey } from '../privacy/encryption-for-tests.js';
import { newOrderRef, orderSettings, sighting } from '../support/order-inputs.js';
import { startOwnTemporal } from '../support/own-temporal.js';
import { quietRuntime } from '../support/quiet-runtime.js';
import { encodedWorkflowBundlePath } from '../support/temporal-server.js';
import { openBrowser, views } from './browser.js';

let browser: Browser;
let server: Awaited<ReturnType<typeof startOwnTemporal>>;
let temporal: TemporalConnection;
let worker: RunningWorker;
let base: string;
let ofOrder: string;
const memo = 'deliver by the planted day';
const password = 'correct horse battery staple';

beforeAll(async () => {
  quietRuntime();
  [browser, server] = await Promise.all([openBrowser(), startOwnTemporal({ hasPage: true })]);
  const { address, namespace, uiUrl = '' } = server;
  const encryption = { keys: [newKey('k1')], acceptClear: false };
  temporal = await connectTemporal({ address, namespace, tls: false, encryption });
  worker = await runWorker({
    connection: await temporal.nativeConnection(),
    ...temporal.workerDefaults,
    taskQueue: 'encrypted-orders',
    workflowBundle: { codePath: await encodedWorkflowBundlePath() },
  });
  const order = newOrderRef();
  const started = await temporal.client.workflow.start('merchantFulfilledOrder', {
    taskQueue: 'encrypted-orders',
    workflowId: orderWorkflowId(order),
    args: [{ order, settings: orderSettings(), sighting: sighting('Unshipped') }],
    memo: { deliverBy: memo },
  });
  ofOrder = `${uiUrl}/namespaces/${namespace}/workflows/${encodeURIComponent(started.workflowId)}/${started.firstExecutionRunId}`;
  const users = [await userOf('support', password, ['view', 'decrypt']), await userOf('ops', password, ['view'])];
  if (temporal.codec === undefined) throw new Error('nothing is encrypted');
  const codec = { codec: temporal.codec, namespace, temporalUiUrl: uiUrl };
  ({ base } = await httpFixture([], { users, codec }));
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await closeServers();
  await worker?.stop();
  await temporal?.close();
  await server?.stop();
});

/** As an operator does: signs in at Waybill, opens the UI, and names the codec server by the sign at its top right. */
async function openUi(context: BrowserContext, signIn?: string): Promise<Page> {
  const page = await context.newPage();
  const { host } = new URL(base);
  if (signIn !== undefined) await page.goto(`http://${signIn}:${encodeURIComponent(password)}@${host}/`);
  await page.goto(`${ofOrder}/history`);
  await page.getByTestId('data-encoder-status').click();
  await page.getByTestId('use-local-endpoint-input').click();
  await page.locator('#data-encoder-endpoint-input').fill(`${base}/codec`);
  await page.locator('label').filter({ hasText: 'Include cross-origin credentials' }).click();
  await page.locator('#data-encoder-settings').getByTestId('confirm-modal-button').click();
  await page.reload(); // what was read before stays as it was read
  return page;
}

async function inTheUi<T>(signIn: string | undefined, look: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ viewport: views.wide });
  try {
    return await look(await openUi(context, signIn));
  } finally {
    await context.close();
  }
}

describe('the Temporal UI of an installation with encryption', () => {
  it('shows memo, input, summaries and current details to whoever may decrypt', async () => {
    await inTheUi('support', async (page) => {
      await page.getByText('"amazonOrderId"').first().waitFor();
      await page.getByText('Create the Commerce order').first().waitFor();
      await page.locator('#memo-tab').click();
      await page.getByText(memo).first().waitFor();
      await page.locator('#user-metadata-tab').click();
      await page.frameLocator('#user-metadata-current-details').getByText('Amazon verified the payment').waitFor();
      expect(await page.getByTestId('data-encoder-status-success').count()).toBe(1);
    });
  });

  it('shows nothing of it to whoever has signed in without that right, and says that decoding failed', async () => {
    await inTheUi('ops', async (page) => {
      await page.getByTestId('data-encoder-status-error').waitFor();
      expect(await page.getByText('"amazonOrderId"').count()).toBe(0);
      await page.locator('#memo-tab').click();
      await page.getByText('encryption-key-id').first().waitFor();
      expect(await page.getByText(memo).count()).toBe(0);
    });
  });
});
