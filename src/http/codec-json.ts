import type { Payload } from '@temporalio/common';
import * as z from 'zod';

/** The body that Temporal's UI and command line send to a remote codec: payloads in protobuf's JSON, bytes in base64. */
const bytes = z.base64().transform((text): Uint8Array => Buffer.from(text, 'base64'));
const payload = z.object({
  metadata: z.record(z.string().max(200), bytes).default({}),
  data: bytes.default(() => new Uint8Array()),
});
/** More than an event of a history holds. */
const payloadsMax = 1_000;

export const codecBody = z.object({ payloads: z.array(payload).max(payloadsMax) });

export const payloadsToJson = (payloads: readonly Payload[]) => ({
  payloads: payloads.map(({ metadata, data }) => ({
    metadata: Object.fromEntries(Object.entries(metadata ?? {}).map(([name, value]) => [name, base64(value)])),
    data: base64(data ?? new Uint8Array()),
  })),
});

const base64 = (value: Uint8Array): string => Buffer.from(value).toString('base64');
