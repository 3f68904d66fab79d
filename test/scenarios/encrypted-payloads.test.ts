import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { WorkflowHandle } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { Worker } from '@temporalio/worker';
import { judgeEncryption } from '../../src/doctor/check-encryption.js';
import { createOrderConversation } from '../../src/http/order-conversation.js';
import { createPayloadCodec } from '../../src/privacy/payload-codec.js';
import { readAccountLease } from '../../src/temporal/account-lease.js';
import { encodedFailuresPath } from '../../src/temporal/encoded-failures.js';
import { readMemoWriters } from '../../src/temporal/memo-writers.js';
import { orderWorkflowId } from '../../src/temporal/workflow-ids.js';
import { newKey } from '../privacy/encryption-for-tests.js';
import { untilReached } from '../support/order-over-http.js';
import { type RunningProduct, startProduct } from '../support/running-product.js';
import { sellerIdOf } from '../support/sample-accounts.js';
import { mug, newAmazonOrderId } from '../support/simulated-amazon.js';
import { encodedWorkflowBundlePath } from '../support/temporal-server.js';

const account = { id: 'acme-us' };
const sellerId = sellerIdOf(account);
const encryption = { keys: [newKey('test-key')], acceptClear: false };
const codec = createPayloadCodec({ ...encryption, namespace: 'default' });
const reason = 'The planted reason of an operator';
const unknownSku = 'PLANTED-SKU-4711';

let product: RunningProduct;
const orders = { complete: '', skipped: '', failing: newAmazonOrderId() };
beforeAll(async () => {
  product = await startProduct({ accounts: [account], encryption });
  const fault = { operation: 'createOrder', subject: orders.failing, kind: 'status', status: 503, times: 1_000 };
  await product.commerce.fault(fault);
  await product.amazon().buy({ amazonOrderId: orders.failing });
  orders.skipped = await product.amazon().buy({ items: [{ ...mug, sku: unknownSku }] });
  orders.complete = await product.amazon().buy({ items: [mug] });
}, 120_000);
afterAll(() => product?.stop());

const parcel = (id: string, trackingNumber: string) => ({
  id: `${id}-1`,
  trackingNumber,
  items: [{ sku: mug.sku, quantity: 1 }],
});
const handleOf = (amazonOrderId: string): WorkflowHandle =>
  product.client.workflow.getHandle(orderWorkflowId({ sellerId, amazonOrderId }));
const post = async (path: string, body: object) => {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(product.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: answer.status, text: await answer.text() };
};

async function replayed(handle: WorkflowHandle, workflowId: string, codecs = [codec]): Promise<Error | undefined> {
  const options = {
    workflowBundle: { codePath: await encodedWorkflowBundlePath() },
    dataConverter: { payloadCodecs: codecs, failureConverterPath: encodedFailuresPath() },
  };
  const history = await handle.fetchHistory();
  for await (const { error } of Worker.runReplayHistories(options, [{ workflowId, history }])) return error;
  throw new Error('nothing was replayed');
}

describe('with encryption', () => {
  it('an order lives its whole life, and what comes after it is joined', async () => {
    const id = orders.complete;
    await product.untilStatus(id, 'AwaitingShipment');
    expect(await product.deliver({ amazonOrderId: id, package: parcel(id, `1Z${id}`) })).toMatchObject({ status: 202 });
    await product.untilStatus(id, 'Complete');
    await product.deliver({ amazonOrderId: id, package: parcel(id, `1ZNEW${id}`) });
    const shown = await product.until(id, ({ timeline }) => timeline.some(({ what }) => what === 'package-corrected'));
    expect(shown.packages).toMatchObject([{ trackingNumber: `1ZNEW${id}` }]);
  });

  it('updates are refused with their reason and accepted, and the note of a list is readable', async () => {
    const id = orders.skipped;
    const blocked = await product.untilStatus(id, 'Blocked');
    expect(blocked.note).toContain(unknownSku);
    const refused = await post(`/api/orders/${id}/decline-cancel`, { actor: 'ops', reason });
    expect(refused.status).toBe(409);
    expect(refused.text).not.toContain('Encoded failure');
    expect(await post(`/api/orders/${id}/skip`, { actor: 'ops', reason })).toMatchObject({ status: 200 });
    const skipped = await product.untilStatus(id, 'Skipped');
    expect(JSON.stringify(skipped.timeline)).toContain(reason);
  });

  it('a page says why an attempt failed, and who speaks to Amazon is heard', async () => {
    const { attempts } = createOrderConversation(product.client);
    const failure = await untilReached(async () => {
      const all = await attempts(orderWorkflowId({ sellerId, amazonOrderId: orders.failing }));
      return all.find(({ lastFailure }) => lastFailure !== undefined)?.lastFailure;
    });
    expect(failure).toContain('503');
    const report = await untilReached(async () => (await readAccountLease(product.client, account.id))?.report);
    expect(Object.keys(report.rates)).not.toEqual([]);
  });

  it('Temporal holds none of it in clear', async () => {
    const texts: string[] = [];
    for await (const { workflowId, runId } of product.client.workflow.list()) {
      const handle = product.client.workflow.getHandle(workflowId, runId);
      texts.push(decoded(historyToJSON(await handle.fetchHistory())));
      texts.push(JSON.stringify((await handle.describe()).raw, bytesAsText));
    }
    const all = texts.join('\n');
    expect(all).toContain('binary/encrypted');
    expect(all).toContain(orders.complete); // search attributes stay readable, and bytes were looked into
    for (const word of [reason, unknownSku, mug.sku, `1Z${orders.complete}`, '"marketplaceId"']) {
      expect([word, all.includes(word)]).toEqual([word, false]);
    }
  });

  it('doctor sees which key wrote what is there, and that it is needed', async () => {
    const writers = await readMemoWriters(product.client.connection, 'default');
    expect(writers.byKeyId.get('test-key')).toBe(writers.workflows);
    expect(judgeEncryption(encryption, writers).map(({ code }) => code)).toEqual(['encryption']);
    expect(judgeEncryption(undefined, writers)).toContainEqual(
      expect.objectContaining({ code: 'encryption-key-missing', sentence: expect.stringContaining('test-key') }),
    );
  });

  it('an encrypted history is replayed with its key and its id, and with nothing else', async () => {
    const handle = handleOf(orders.complete);
    expect(await replayed(handle, handle.workflowId)).toBeUndefined();
    const other = orderWorkflowId({ sellerId, amazonOrderId: orders.skipped });
    expect(await replayed(handle, other)).toBeInstanceOf(Error);
    const otherKey = createPayloadCodec({ keys: [newKey('test-key')], acceptClear: false, namespace: 'default' });
    expect(await replayed(handle, handle.workflowId, [otherKey])).toBeInstanceOf(Error);
  });
});

/** Payloads stand in base64; what they say has to be looked at too. */
const decoded = (json: string): string =>
  json.replaceAll(/"([A-Za-z0-9+/]{8,}={0,2})"/g, (whole, data: string) => {
    return `${whole}${Buffer.from(data, 'base64').toString('utf8')}`;
  });

/** Buffers have become lists of numbers before a replacer sees them. */
function bytesAsText(_name: string, value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  const { type, data } = Object(value);
  return type === 'Buffer' && Array.isArray(data) ? Buffer.from(data).toString('utf8') : value;
}
