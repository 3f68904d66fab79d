import type { AmazonOrderId, PackageId } from './ids.js';

/**
 * Amazon knows a package by a positive number, and the same number edits the same package: so the number is derived, and a
 * repeat after a lost answer can never make a second one. Always 15 digits, which a double still holds exactly.
 *
 * Numbers only have to differ within one order. Of 9·10¹⁴ numbers, two among 100 packages of an order meet once in
 * 180,000,000,000 such orders.
 */
export function packageReferenceIdOf(amazonOrderId: AmazonOrderId, packageId: PackageId): string {
  return String(smallest + (hash53(`${amazonOrderId}/${packageId}`) % (10 * smallest - smallest)));
}

const smallest = 100_000_000_000_000;

/** cyrb53 (public domain): two multiplicative hashes, mixed. Written out because workflows have no `node:crypto`. Must never change. */
function hash53(text: string): number {
  let one = 0xdeadbeef;
  let other = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    one = Math.imul(one ^ unit, 2654435761);
    other = Math.imul(other ^ unit, 1597334677);
  }
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(other ^ (other >>> 13), 3266489909);
  other = Math.imul(other ^ (other >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
  return 4294967296 * (2097151 & other) + (one >>> 0);
}
