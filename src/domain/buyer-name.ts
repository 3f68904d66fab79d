declare const brand: unique symbol;

/** Personal: shown to those with the role at the moment of display, and kept, logged or counted nowhere. */
export type BuyerName = string & { readonly [brand]: 'BuyerName' };

const lengthMax = 200;

export const buyerNameOf = (...words: readonly (string | undefined)[]): BuyerName | undefined => {
  const name = words
    .map((word) => word?.trim() ?? '')
    .filter((word) => word !== '' && word !== '-')
    .join(' ');
  return name === '' ? undefined : (name.slice(0, lengthMax) as BuyerName);
};
