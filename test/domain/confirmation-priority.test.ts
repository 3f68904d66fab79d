import { expect, it } from '@jest/globals';
import { confirmationPriority } from '../../src/domain/confirmation-priority.js';

const now = Date.parse('2026-01-02T12:00:00Z');

it.each([
  ['2026-01-01T00:00:00Z', 1],
  ['2026-01-02T16:00:00Z', 1],
  ['2026-01-02T16:00:01Z', 2],
  ['2026-01-04T12:00:00Z', 3],
  ['2026-01-09T12:00:00Z', 4],
  [undefined, 4],
])('a package whose order ships by %p has the key %p', (shipBy, key) => {
  expect(confirmationPriority(shipBy, now)).toBe(key);
});
