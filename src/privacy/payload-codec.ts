import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Payload, PayloadCodec, SerializationContext } from '@temporalio/common';
import { KeyRing, type RingKey } from './key-ring.js';
import { payloadFromBytes, payloadToBytes } from './payload-bytes.js';
import { PayloadRefused } from './payload-refused.js';

export type Encryption = {
  readonly keys: readonly RingKey[];
  /** Payloads from before encryption was switched on are read as they are; else refused. */
  readonly acceptClear: boolean;
};

const cipherName = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;
const encrypted = 'binary/encrypted';
const names = { encoding: 'encoding', keyId: 'encryption-key-id', workflowId: 'encryption-workflow-id' } as const;

type Bound = { readonly namespace: string; readonly keyId: string; readonly workflowId: string | undefined };

/**
 * AES-256-GCM around the whole payload, with a random IV. What is encrypted is bound to the namespace of the settings (a
 * replay calls every namespace `default`), to its key and, where the SDK says it, to its workflow: a payload moved into
 * another workflow is refused there. The workflow's id stands in clear beside it, since the codec endpoint is not told it.
 */
export function createPayloadCodec({ keys, acceptClear, namespace }: Encryption & { namespace: string }): PayloadCodec {
  const ring = new KeyRing(keys);
  return {
    encode: async (payloads, context) =>
      payloads.map((payload) => encrypt(payload, ring, { namespace, workflowId: workflowIdOf(context) })),
    decode: async (payloads, context) =>
      payloads.map((payload) => {
        if (isEncrypted(payload)) {
          return decrypt(payload, ring, { namespace, workflowId: workflowIdOf(context) });
        }
        if (!acceptClear) throw new PayloadRefused('clear');
        return payload;
      }),
  };
}

export const isEncrypted = (payload: Payload): boolean => textOf(payload, names.encoding) === encrypted;

/** The key that an encrypted payload names: it stands in clear, and only decrypting proves it. */
export const keyIdOf = (payload: Payload): string => textOf(payload, names.keyId) ?? '';

type Place = Pick<Bound, 'namespace' | 'workflowId'>;

function encrypt(payload: Payload, { writing }: KeyRing, place: Place): Payload {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv(cipherName, writing.secret, iv);
  cipher.setAAD(boundTo({ ...place, keyId: writing.id }));
  const sealed = [iv, cipher.update(payloadToBytes(payload)), cipher.final()];
  const { workflowId } = place;
  return {
    metadata: {
      [names.encoding]: Buffer.from(encrypted),
      [names.keyId]: Buffer.from(writing.id),
      ...(workflowId === undefined ? {} : { [names.workflowId]: Buffer.from(workflowId) }),
    },
    data: Buffer.concat([...sealed, cipher.getAuthTag()]),
  };
}

function decrypt(payload: Payload, ring: KeyRing, place: Place): Payload {
  const key = ring.find(keyIdOf(payload));
  if (key === undefined) throw new PayloadRefused('unknown-key');
  const workflowId = textOf(payload, names.workflowId);
  // One that is bound to no workflow came through the codec endpoint, which is not told where it will go.
  const isElsewhere = workflowId !== undefined && place.workflowId !== undefined && workflowId !== place.workflowId;
  if (isElsewhere) throw new PayloadRefused('other-workflow');
  const data = payload.data ?? new Uint8Array();
  if (data.length < ivBytes + tagBytes) throw new PayloadRefused('not-authentic');
  try {
    const decipher = createDecipheriv(cipherName, key.secret, data.subarray(0, ivBytes), { authTagLength: tagBytes });
    decipher.setAAD(boundTo({ namespace: place.namespace, keyId: key.id, workflowId }));
    decipher.setAuthTag(data.subarray(-tagBytes));
    const opened = [decipher.update(data.subarray(ivBytes, -tagBytes)), decipher.final()];
    return payloadFromBytes(Buffer.concat(opened));
  } catch {
    throw new PayloadRefused('not-authentic'); // Node's own error says no more than that
  }
}

/** Unambiguous, whatever the parts hold. */
const boundTo = ({ namespace, keyId, workflowId }: Bound): Buffer =>
  Buffer.from(JSON.stringify(['waybill-1', namespace, keyId, workflowId ?? null]));

const workflowIdOf = (context: SerializationContext | undefined): string | undefined => context?.workflowId;

function textOf({ metadata }: Payload, name: string): string | undefined {
  const bytes = metadata?.[name];
  return bytes === undefined ? undefined : Buffer.from(bytes).toString('utf8');
}
