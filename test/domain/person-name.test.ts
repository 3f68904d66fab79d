import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { customerNameOf, splitPersonName } from '../../src/domain/person-name.js';

describe('a name', () => {
  it.each([
    ['Jane Doe', 'Jane', 'Doe'],
    ['  Jane   Doe ', 'Jane', 'Doe'],
    ['Jane\tDoe', 'Jane', 'Doe'],
    ['Jane\u3000Doe', 'Jane', 'Doe'],
    ['Mary Ann Smith', 'Mary Ann', 'Smith'],
    ['Ludwig van Beethoven', 'Ludwig', 'van Beethoven'],
    ['Maria de la Cruz', 'Maria', 'de la Cruz'],
    ['Otto von der Heide', 'Otto', 'von der Heide'],
    ['van Gogh', 'van', 'Gogh'],
    ['John Smith Jr.', 'John', 'Smith Jr.'],
    ['John Smith III', 'John', 'Smith III'],
    ['John Smith, Jr.', 'John', 'Smith, Jr.'],
    ['Smith, Jr.', 'Smith,', 'Jr.'],
    ['Doe, Jane', 'Jane', 'Doe'],
    ['Doe, Jane Ann', 'Jane Ann', 'Doe'],
    ['Doe, Jane, Smith', 'Doe, Jane,', 'Smith'],
    ['Acme Tools GmbH', 'Acme', 'Tools GmbH'],
    ['Jane', 'Jane', '-'],
    ['山田太郎', '山田太郎', '-'],
    ['山田 太郎', '山田', '太郎'],
    ['', 'Amazon', 'Customer'],
    [' \u0000\n ', 'Amazon', 'Customer'],
  ])('%j is the first name %j and the last name %j', (name, firstName, lastName) => {
    expect(splitPersonName(name)).toEqual({ firstName, lastName });
  });

  it('is cut where Commerce would cut it, and never within a letter', () => {
    const { firstName, lastName } = splitPersonName(`${'😀'.repeat(300)} ${'x'.repeat(300)}`);
    expect([...firstName]).toHaveLength(255);
    expect(firstName).not.toMatch(/\p{Surrogate}/u);
    expect(lastName).toHaveLength(255);
  });

  it('loses none of its words, however it is written', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[A-Za-z.'-]{1,8}$/), { minLength: 1, maxLength: 8 }), (words) => {
        const { firstName, lastName } = splitPersonName(words.join(' '));
        expect(`${firstName} ${lastName}`.split(' ')).toEqual(words.length === 1 ? [...words, '-'] : words);
      }),
    );
  });

  it('is never empty, whatever Amazon gives', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const { firstName, lastName } = splitPersonName(name, 10);
        expect(firstName.length * lastName.length).toBeGreaterThan(0);
      }),
    );
  });
});

describe('the name of a customer account', () => {
  it('holds no sign that Commerce refuses', () => {
    expect(customerNameOf('Jane (c/o) O’Neil-Smith & Sons @home/2')).toEqual({
      firstName: 'Jane c o O’Neil-Smith Sons home',
      lastName: '2',
    });
  });

  it('is a placeholder when nothing is left of it', () => {
    expect(customerNameOf('(&/@)')).toEqual({ firstName: 'Amazon', lastName: 'Customer' });
  });

  it('has at most 128 characters in each part', () => {
    expect(customerNameOf(`Jane ${'x'.repeat(200)}`).lastName).toHaveLength(128);
  });
});
