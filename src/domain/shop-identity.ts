/** By what one shop is told from another: where it was asked, and what its own database says of itself. */
export type ShopIdentity = {
  /** As the settings name it. */
  readonly address: string;
  /** As the store view's configuration has it. A copy of a database keeps it until somebody sets it, which they do first. */
  readonly baseUrl: string;
  readonly storeId: number;
};

/** Case and a slash at the end tell no shops apart. */
const plain = (url: string): string => url.toLowerCase().replace(/\/+$/, '');

export const isSameShop = (one: ShopIdentity, other: ShopIdentity): boolean =>
  plain(one.address) === plain(other.address) &&
  plain(one.baseUrl) === plain(other.baseUrl) &&
  one.storeId === other.storeId;

export const shopText = ({ address, baseUrl, storeId }: ShopIdentity): string =>
  plain(address) === plain(baseUrl)
    ? `${plain(baseUrl)}, store ${storeId}`
    : `${plain(baseUrl)}, store ${storeId}, at ${plain(address)}`;
