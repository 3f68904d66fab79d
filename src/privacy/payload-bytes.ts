import type { Payload } from '@temporalio/common';
import protobuf from 'protobufjs/minimal.js';

/*
 * A payload as bytes: Temporal's own protobuf form (`temporal.api.common.v1.Payload`), which codecs in every language
 * encrypt. Written by hand, since the package that holds the generated classes is the SDK's inside.
 */
const metadataTag = (1 << 3) | 2;
const dataTag = (2 << 3) | 2;

export function payloadToBytes({ metadata, data }: Payload): Uint8Array {
  const writer = protobuf.Writer.create();
  for (const [name, value] of Object.entries(metadata ?? {})) {
    writer.uint32(metadataTag).fork().uint32(metadataTag).string(name).uint32(dataTag).bytes(value).ldelim();
  }
  if (data !== undefined && data !== null && data.length > 0) writer.uint32(dataTag).bytes(data);
  return writer.finish();
}

export function payloadFromBytes(bytes: Uint8Array): Payload {
  const reader = protobuf.Reader.create(bytes);
  const metadata: Record<string, Uint8Array> = {};
  let data: Uint8Array = new Uint8Array();
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag === metadataTag) Object.assign(metadata, entryFrom(reader));
    else if (tag === dataTag) data = reader.bytes();
    else reader.skipType(tag & 7);
  }
  return { metadata, data };
}

function entryFrom(reader: protobuf.Reader): Readonly<Record<string, Uint8Array>> {
  const end = reader.uint32() + reader.pos;
  let name = '';
  let value: Uint8Array = new Uint8Array();
  while (reader.pos < end) {
    const tag = reader.uint32();
    if (tag === metadataTag) name = reader.string();
    else if (tag === dataTag) value = reader.bytes();
    else reader.skipType(tag & 7);
  }
  return { [name]: value };
}
