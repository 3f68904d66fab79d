import { describe, expect, it } from '@jest/globals';
import { packageReferenceIdOf } from '../../src/domain/package-reference.js';
import { amazonOrderId, packageId } from './orders.js';

describe('the reference of a package at Amazon', () => {
  it('is the same for the same package, today and in every later release', () => {
    expect(packageReferenceIdOf(amazonOrderId('902-1106328-1059050'), packageId('pkg-1'))).toBe('669254044668928');
    expect(packageReferenceIdOf(amazonOrderId('902-1106328-1059050'), packageId('commerce:77'))).toBe(
      '257044463355443',
    );
  });

  it('is a positive number of 15 digits, and another one for every package', () => {
    const references = Array.from({ length: 5_000 }, (_, index) =>
      packageReferenceIdOf(amazonOrderId('902-1106328-1059050'), packageId(`pkg-${index}`)),
    );
    expect(references.every((reference) => /^[1-9]\d{14}$/.test(reference))).toBe(true);
    expect(new Set(references).size).toBe(5_000);
  });

  it('is another one for the same package id in another order', () => {
    expect(packageReferenceIdOf(amazonOrderId('902-1106328-1059051'), packageId('pkg-1'))).not.toBe('669254044668928');
  });
});
