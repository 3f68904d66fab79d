import { describe, expect, it } from '@jest/globals';
import { oauthHeader, percentEncode } from '../../src/commerce/oauth-signature.js';
import { searchQuery } from '../../src/commerce/search-criteria.js';

const of32 = (character: string): string => character.repeat(32);
const credentials = {
  consumerKey: of32('c'),
  consumerSecret: of32('s'),
  token: of32('t'),
  tokenSecret: of32('u'),
};
const timestampSeconds = 1767225600;
const header = (url: string, change: object = {}): string =>
  oauthHeader({ method: 'GET', url, credentials, nonce: of32('n'), timestampSeconds, ...change });
const signatureIn = (text: string): string =>
  decodeURIComponent(/oauth_signature="([^"]+)"/.exec(text)?.[1] ?? 'no signature');

describe('the signature of a call to Commerce', () => {
  const search = [
    ['searchCriteria[filterGroups][0][filters][0][field]', 'sku'],
    ['searchCriteria[filterGroups][0][filters][0][value]', 'A/B C,d+1'],
    ['searchCriteria[filterGroups][0][filters][0][conditionType]', 'in'],
    ['searchCriteria[pageSize]', '10'],
  ] as const;
  const products = `https://shop.example/rest/default/V1/products?${search.map((pair) => pair.map(percentEncode).join('=')).join('&')}`;

  it('is the known one for the known call', () => {
    expect(signatureIn(header(products))).toBe('EqT9vLTTEwceG4zgAX5YzU5UmOBbzXpseTU+R3v0Z1E=');
  });

  it('does not depend on the order in which the query is written', () => {
    const reversed = [...search].reverse().map((pair) => pair.map(percentEncode).join('='));
    expect(signatureIn(header(`https://shop.example/rest/default/V1/products?${reversed.join('&')}`))).toBe(
      signatureIn(header(products)),
    );
  });

  it.each([
    ['nonce', { nonce: of32('m') }],
    ['time', { timestampSeconds: timestampSeconds + 1 }],
    ['method', { method: 'POST' }],
    ['secret', { credentials: { ...credentials, tokenSecret: of32('v') } }],
  ])('is another one with another %s', (_name, change) => {
    expect(signatureIn(header(products, change))).not.toBe(signatureIn(header(products)));
  });

  it('travels encoded, and no secret with it', () => {
    const text = header(products);
    expect(text).toMatch(/^OAuth oauth_consumer_key="c{32}", /);
    expect(text).toContain('oauth_signature="EqT9vLTTEwceG4zgAX5YzU5UmOBbzXpseTU%2BR3v0Z1E%3D"');
    expect(text).toContain('oauth_signature_method="HMAC-SHA256"');
    expect(text).not.toContain(credentials.consumerSecret);
    expect(text).not.toContain(credentials.tokenSecret);
  });

  it.each([
    ['a space', 'a b', 'a%20b'],
    ['a plus', 'a+b', 'a%2Bb'],
    ["what encodeURIComponent forgets: !'()*", "!'()*", '%21%27%28%29%2A'],
    ['letters of all languages', 'ü漢', '%C3%BC%E6%BC%A2'],
    ['what needs no encoding', 'A-Z_a.z~9', 'A-Z_a.z~9'],
  ])('writes %s as RFC 3986 has it', (_name, plain, encoded) => {
    expect(percentEncode(plain)).toBe(encoded);
  });
});

describe('a search', () => {
  it('is written with groups that must all hold and alternatives within them', () => {
    const query = searchQuery({
      groups: [
        [
          { field: 'sku', value: 'A,B', condition: 'in' },
          { field: 'sku', value: 'C,1' },
        ],
        [{ field: 'store_id', value: 2 }],
      ],
      pageSize: 1_000,
      page: 3,
      sortBy: ['updated_at', 'entity_id'],
      fields: 'items[id]',
    });
    expect(Object.fromEntries(query)).toEqual({
      'searchCriteria[filterGroups][0][filters][0][field]': 'sku',
      'searchCriteria[filterGroups][0][filters][0][value]': 'A,B',
      'searchCriteria[filterGroups][0][filters][0][conditionType]': 'in',
      'searchCriteria[filterGroups][0][filters][1][field]': 'sku',
      'searchCriteria[filterGroups][0][filters][1][value]': 'C,1',
      'searchCriteria[filterGroups][0][filters][1][conditionType]': 'eq',
      'searchCriteria[filterGroups][1][filters][0][field]': 'store_id',
      'searchCriteria[filterGroups][1][filters][0][value]': '2',
      'searchCriteria[filterGroups][1][filters][0][conditionType]': 'eq',
      'searchCriteria[sortOrders][0][field]': 'updated_at',
      'searchCriteria[sortOrders][0][direction]': 'ASC',
      'searchCriteria[sortOrders][1][field]': 'entity_id',
      'searchCriteria[sortOrders][1][direction]': 'ASC',
      'searchCriteria[pageSize]': '300',
      'searchCriteria[currentPage]': '3',
      fields: 'items[id]',
    });
  });

  it('with an index of ten is a mistake of ours: Commerce would refuse its signature', () => {
    const filters = Array.from({ length: 11 }, (_, index) => ({ field: 'sku', value: index }));
    expect(() => searchQuery({ groups: [filters], pageSize: 10, fields: 'items' })).toThrow('ten');
  });
});
