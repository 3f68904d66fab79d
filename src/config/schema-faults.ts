import type { z } from 'zod';
import { nearestName } from './nearest-name.js';
import type { PathPart } from './settings-fault.js';

type PlacedFault = { readonly path: readonly PathPart[]; readonly problem: string };

/** Said while parsing, when the value is still at hand: afterwards "missing" and "wrong" look alike. Values are never repeated. */
export function describeIssue(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(issue.expected, issue.input);
    case 'invalid_value':
      return absence(issue.input) ?? `must be ${oneOf(issue.values.map(String))}`;
    case 'invalid_union':
      return `must be ${oneOf(Array.isArray(issue['options']) ? issue['options'].map(String) : [])}`;
    case 'too_small':
      return issue.origin === 'number' ? `must be ${issue.minimum} or more` : 'is empty';
    case 'too_big':
      return issue.origin === 'number' ? `must be ${issue.maximum} or less` : `is too long: ${issue.maximum} at most`;
    case 'invalid_key':
      return 'cannot be used as a name here';
    default:
      return undefined;
  }
}

function wrongType(expected: string, input: unknown): string {
  const absent = absence(input);
  if (absent !== undefined) return absent;
  switch (expected) {
    case 'string':
      return typeof input === 'object' ? 'must be text' : 'must be text: write it in quotation marks';
    case 'number':
    case 'int':
    case 'safeint':
      return 'must be a whole number';
    case 'boolean':
      return 'must be true or false';
    case 'array':
      return 'must be a list';
    default:
      return 'must hold settings of its own';
  }
}

function absence(input: unknown): string | undefined {
  if (input === undefined) return 'is missing';
  return input === null ? 'is empty: give it a value or leave it out' : undefined;
}

const oneOf = (names: readonly string[]): string =>
  names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;

export function faultsOf(issue: z.core.$ZodIssue): readonly PlacedFault[] {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
  if (issue.code !== 'unrecognized_keys') return [{ path, problem: issue.message }];
  const known = issue.message.split(' '); // see `group` in setting-values.ts
  return issue.keys.map((key) => {
    const nearest = nearestName(key, known);
    const hint = nearest === undefined ? `known here: ${known.join(', ')}` : `did you mean ${nearest}?`;
    return { path: [...path, key], problem: `is not a setting; ${hint}` };
  });
}
