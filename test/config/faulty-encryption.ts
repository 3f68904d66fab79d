import { file } from './settings-texts.js';

const encrypting = (keys: string): string =>
  `temporal: { address: "localhost:7233", encryption: { keys: [${keys}] } }\n${file}`;

/** As the rows of `faultyFiles`. */
export const faultyEncryption: readonly (readonly [string, string, string, string])[] = [
  [
    'an encryption key in the file itself',
    encrypting(`{ id: a, key: ${'A'.repeat(43)}= }`),
    'temporal.encryption.keys[0].key',
    'is a secret',
  ],
  [
    'an encryption key that is too short',
    encrypting('{ id: a, key: ${' + 'SHORT_KEY} }'),
    'temporal.encryption.keys[0].key',
    'must be 32 bytes in base64',
  ],
  [
    'two encryption keys of one name',
    encrypting('{ id: a, key: ${' + 'PAYLOAD_KEY} }, { id: a, key: ${' + 'PAYLOAD_KEY} }'),
    'temporal.encryption.keys[1].id',
    'another key too',
  ],
  ['encryption without a key', encrypting(''), 'temporal.encryption.keys', 'is empty'],
];
