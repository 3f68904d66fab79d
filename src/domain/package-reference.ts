import type { AmazonOrderId } from './ids.js';

/**
 * Amazon wants a positive number for a package, and edits the package when the number comes again: so it is derived,
 * never drawn. 15 digits of a 53-bit hash; two packages of one order share one in about 1 of 10^15 pairs.
 * NOTE: a change here would make every open package a second one at Amazon.
 */
export function packageReferenceIdOf(amazonOrderId: AmazonOrderId, packageId: string): string {
  return String((hash53(`${amazonOrderId}\n${packageId}`) % 999_999_999_999_999) + 1);
}

/** Two rounds of multiply-and-mix over 32 bits, joined; written out since workflow code has no `node:crypto`. */
function hash53(text: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0);
}
