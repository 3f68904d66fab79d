import { describe, expect, it } from '@jest/globals';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import type { RingKey } from '../../src/privacy/key-ring.js';
import { createPayloadCodec } from '../../src/privacy/payload-codec.js';
import { newKey } from './encryption-for-tests.js';

const old = newKey('2026-01');
const current = newKey('2026-07');
const codecWith = (keys: readonly RingKey[], more: { acceptClear?: boolean; namespace?: string } = {}) =>
  createPayloadCodec({ keys, acceptClear: false, namespace: 'orders', ...more });
const codec = codecWith([current]);

const inWorkflow = (workflowId: string) => ({ type: 'workflow', namespace: 'default', workflowId }) as const;
const one = inWorkflow('amazon-order:A1:111-0000001-0000000');
const other = inWorkflow('amazon-order:A1:111-0000002-0000000');

const payloadOf = (value: unknown): Payload => defaultPayloadConverter.toPayload(value);
const textOf = (payloads: readonly Payload[]): string =>
  payloads
    .flatMap(({ metadata, data }) => [...Object.values(metadata ?? {}), data ?? new Uint8Array()])
    .map((bytes) => Buffer.from(bytes).toString('latin1'))
    .join(' ');
async function sealedOf(value: unknown): Promise<Payload> {
  const [payload] = await codec.encode([payloadOf(value)], one);
  if (payload === undefined) throw new Error('nothing came back');
  return payload;
}
const sealed = (): Promise<Payload> => sealedOf({ sku: 'MUG-BLUE' });

describe('what is encrypted', () => {
  it.each([[{ sku: 'MUG-BLUE' }], ['ünïcödé 🧾'], [null], [undefined], [''], [[]], ['x'.repeat(100_000)]])(
    'comes back as it was: %j',
    async (value) => {
      const [opened] = await codec.decode([await sealedOf(value)], one);
      expect(opened === undefined ? 'nothing' : defaultPayloadConverter.fromPayload(opened)).toEqual(value);
    },
  );

  it('comes back as bytes, when it was bytes', async () => {
    const bytes = Uint8Array.from([0, 255, 128]);
    const [opened] = await codec.decode([await sealedOf(bytes)], one);
    expect(opened === undefined ? 'nothing' : defaultPayloadConverter.fromPayload(opened)).toEqual(bytes);
  });

  it('shows nothing of what it says, nor of its kind', async () => {
    const text = textOf([await sealed()]);
    for (const word of ['MUG-BLUE', 'sku', 'json/plain']) expect(text).not.toContain(word);
    expect(text).toContain('2026-07');
  });

  it('looks different each time', async () => {
    expect(textOf([await sealed()])).not.toBe(textOf([await sealed()]));
  });

  it('may be nothing at all, or many at once, and keeps their order', async () => {
    expect(await codec.encode([], one)).toEqual([]);
    expect(await codec.decode([], one)).toEqual([]);
    const values = Array.from({ length: 50 }, (_, index) => index);
    const opened = await codec.decode(await codec.encode(values.map(payloadOf), one), one);
    expect(opened.map((payload) => defaultPayloadConverter.fromPayload(payload))).toEqual(values);
  });
});

describe('keys', () => {
  it('are changed without losing what the old one wrote: the first writes, all read', async () => {
    const [written] = await codecWith([old]).encode([payloadOf('before')], one);
    const [rewritten] = await codecWith([current, old]).encode([payloadOf('after')], one);
    if (written === undefined || rewritten === undefined) throw new Error('nothing came back');
    expect(await codecWith([current, old]).decode([written, rewritten], one)).toHaveLength(2);
    expect(textOf([rewritten])).toContain('2026-07');
    await expect(codec.decode([written], one)).rejects.toMatchObject({ because: 'unknown-key' });
  });

  it('of the same name that are others open nothing', async () => {
    await expect(codecWith([newKey(current.id)]).decode([await sealed()], one)).rejects.toMatchObject({
      because: 'not-authentic',
    });
  });
});

describe('a payload is refused', () => {
  it.each(['first', 'middle', 'last'])('when its %s byte was changed', async (place) => {
    const payload = await sealed();
    const data = Buffer.from(payload.data ?? []);
    const at = { first: 0, middle: data.length >> 1, last: data.length - 1 }[place] ?? 0;
    data.writeUInt8(data.readUInt8(at) ^ 1, at);
    await expect(codec.decode([{ ...payload, data }], one)).rejects.toMatchObject({ because: 'not-authentic' });
  });

  it.each([0, 11, 27, 40])('when it was cut to %d bytes', async (length) => {
    const payload = await sealed();
    const data = payload.data?.subarray(0, length) ?? null;
    await expect(codec.decode([{ ...payload, data }], one)).rejects.toMatchObject({ because: 'not-authentic' });
  });

  it('when it was moved into another workflow, or says it belongs there', async () => {
    const payload = await sealed();
    await expect(codec.decode([payload], other)).rejects.toMatchObject({ because: 'other-workflow' });
    const metadata = { ...payload.metadata, 'encryption-workflow-id': Buffer.from(other.workflowId) };
    await expect(codec.decode([{ ...payload, metadata }], other)).rejects.toMatchObject({ because: 'not-authentic' });
    const { 'encryption-workflow-id': _, ...unbound } = payload.metadata ?? {};
    await expect(codec.decode([{ ...payload, metadata: unbound }], other)).rejects.toMatchObject({
      because: 'not-authentic',
    });
  });

  it('when it comes from another namespace', async () => {
    const elsewhere = codecWith([current], { namespace: 'test' });
    await expect(elsewhere.decode([await sealed()], one)).rejects.toMatchObject({ because: 'not-authentic' });
  });

  it('when it is not encrypted, unless those from before are to be read', async () => {
    const clear = payloadOf('from before');
    await expect(codec.decode([clear], one)).rejects.toMatchObject({ because: 'clear' });
    expect(await codecWith([current], { acceptClear: true }).decode([clear], one)).toEqual([clear]);
  });

  it('in words that hold nothing of it', async () => {
    await expect(codec.decode([payloadOf('secret reason')], one)).rejects.toThrow(/acceptClear/);
    await expect(codec.decode([payloadOf('secret reason')], one)).rejects.not.toThrow(/secret reason/);
  });
});

describe('who is not told the workflow', () => {
  it('reads what is bound to one, as the codec endpoint must', async () => {
    const [opened] = await codec.decode([await sealed()]);
    expect(opened === undefined ? 'nothing' : defaultPayloadConverter.fromPayload(opened)).toEqual({ sku: 'MUG-BLUE' });
  });

  it('writes what any workflow takes, as the Temporal UI does when it signals', async () => {
    const unbound = await codec.encode([payloadOf('hello')]);
    expect(await codec.decode(unbound, other)).toHaveLength(1);
  });
});
