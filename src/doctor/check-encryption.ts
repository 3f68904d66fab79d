import type { EncryptionSettings } from '../config/settings.js';
import { encryptionKeyId } from '../domain/encryption-key.js';
import type { MemoWriters } from '../temporal/memo-writers.js';
import { type Finding, findingsAbout } from './finding.js';

const { ok, warning, fault } = findingsAbout('temporal');

/** Where payloads are not what the settings can read, workflows stand still: what is seen in Temporal says so before orders do. */
export function judgeEncryption(settings: EncryptionSettings | undefined, seen?: MemoWriters): readonly Finding[] {
  const keys = settings?.keys.map(({ id }) => id) ?? [];
  return [
    howWritten(keys),
    ...missingKeys(keys, seen),
    ...(settings === undefined ? [] : clearPayloads(settings.acceptClear, seen)),
    ...keys.slice(1).map((id) => oldKey(id, seen)),
  ];
}

const howWritten = ([writing]: readonly string[]): Finding =>
  writing === undefined
    ? ok({
        code: 'encryption-off',
        sentence:
          "Payloads stand in Temporal as they are: no buyer's name or address is among them, but SKUs, tracking numbers and operators' reasons are",
        remedy: 'If others can read that Temporal server, see Encrypted payloads in docs/operate.md',
      })
    : ok({ code: 'encryption', sentence: `Payloads are encrypted with the key ${writing}` });

function missingKeys(keys: readonly string[], seen: MemoWriters | undefined): readonly Finding[] {
  const missing = [...(seen?.byKeyId ?? [])].filter(([id]) => !keys.includes(id));
  return missing.map(([id, workflows]) =>
    fault({
      code: 'encryption-key-missing',
      sentence: `${countOf(workflows, seen)} encrypted with ${nameOf(id)}, which temporal.encryption.keys does not hold: they stand still`,
      remedy: 'Put that key back, as the last of the list if it is an old one, and start every process anew',
    }),
  );
}

function clearPayloads(acceptClear: boolean, seen: MemoWriters | undefined): readonly Finding[] {
  if (acceptClear) {
    const found = seen === undefined || seen.clear === 0 ? '' : ` ${countOf(seen.clear, seen)} from before encryption.`;
    return [
      warning({
        code: 'encryption-accepts-clear',
        sentence: `temporal.encryption.acceptClear is on: whoever can write to Temporal can slip in what nobody encrypted.${found}`,
        remedy:
          'Take it out when the last workflow from before encryption has left the namespace: its retention after the last such order has ended',
      }),
    ];
  }
  if (seen === undefined || seen.clear === 0) return [];
  return [
    fault({
      code: 'encryption-refuses-clear',
      sentence: `${countOf(seen.clear, seen)} not encrypted, and clear payloads are refused: they stand still`,
      remedy:
        'If they are from before encryption was switched on, set temporal.encryption.acceptClear: true until they have ended',
    }),
  ];
}

function oldKey(id: string, seen: MemoWriters | undefined): Finding {
  const workflows = seen?.byKeyId.get(id) ?? 0;
  if (workflows > 0) {
    return ok({
      code: 'encryption-old-key',
      sentence: `The old key ${id} is needed: ${countOf(workflows, seen)} encrypted with it`,
    });
  }
  return ok({
    code: 'encryption-old-key',
    sentence: `The key ${id} is kept for reading; ${seen === undefined ? 'what it wrote was not looked for' : 'no open workflow that was looked at shows it'}`,
    remedy:
      'Take it out when the last workflow that it wrote has left the namespace, by its retention; sooner only if it is a new one not yet in use',
  });
}

const countOf = (workflows: number, seen: MemoWriters | undefined): string =>
  `${workflows} of ${seen?.workflows ?? 0} open workflows looked at ${workflows === 1 ? 'is' : 'are'}`;

/** It comes from payloads, which anybody may have written. */
const nameOf = (id: string): string => (encryptionKeyId.test(id) ? `the key ${id}` : 'a key without a proper name');
