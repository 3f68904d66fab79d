import { expect, it } from '@jest/globals';
import { Rotation } from '../../src/ingestion/rotation.js';

const turn = (max: number) => ({ keyOf: (each: string) => each, max });

it('takes turns among those that wait, newcomers first, and forgets those that have gone', () => {
  const rotation = new Rotation();
  expect(rotation.next(['a', 'b', 'c'], turn(2))).toEqual(['a', 'b']);
  expect(rotation.next(['a', 'b', 'c'], turn(2))).toEqual(['c', 'a']);
  expect(rotation.next(['a', 'b', 'c', 'new'], turn(2))).toEqual(['new', 'b']);
  expect(rotation.next(['b'], turn(0))).toEqual([]);
  expect(rotation.next(['c', 'b'], turn(1))).toEqual(['c']);
});
