import { afterEach, describe, expect, it } from '@jest/globals';
import { type StorableCharacters, storableText } from '../../src/commerce/storable-text.js';
import { mug, type ShopAtHand, shopAtHand } from '../simulators/commerce/shop-at-hand.js';
import { clientOfShop } from './client-of-shop.js';
import { merchantDraft } from './drafts.js';

describe('a text for a database of three bytes to a character', () => {
  it.each([
    ['Zoë O’Brien-Łukasz', 'Zoë O’Brien-Łukasz'],
    ['محمد 山田 ₹', 'محمد 山田 ₹'],
    ['🏠 Main St', '□ Main St'],
    ['Happy 🎂🎉 birthday', 'Happy □ birthday'],
    ['👩‍🚀 Zoë', '□ Zoë'],
    ['𝐉𝐚𝐧𝐞 𝕯𝖔𝖊', 'Jane Doe'],
    ['𠮷田', '□田'],
  ])('%s is written as %s', (text, written) => {
    expect(storableText(text, 'basic')).toBe(written);
  });

  it.each(['basic', 'all'] as const)(
    'holds no half of a character, over which the whole body is refused (%s)',
    (characters) => {
      expect(storableText('Mug \ud83c', characters)).toBe('Mug \u{FFFD}');
    },
  );
});

describe('an order with emoji', () => {
  let shop: ShopAtHand;
  afterEach(() => shop.close());

  async function madeIn(charset: 'utf8mb3' | 'utf8mb4', characters?: StorableCharacters) {
    shop = await shopAtHand({ products: [mug], charset });
    const client = clientOfShop(shop, { ...(characters === undefined ? {} : { characters }) });
    const shipping = { ...merchantDraft.shipping, street: ['🏠 1 Main St'] };
    const comment = ['Gift message: Happy 🎂', 'IOSS number: IM1234567890'];
    const made = await client.orders.create({ ...merchantDraft, shipping, comment });
    if (made === 'exists' || 'refused' in made) throw new Error(JSON.stringify(made));
    const { order } = await shop.truth(made.entityId);
    return {
      street: order.extension_attributes.shipping_assignments[0].shipping.address.street,
      comment: order.status_histories[0].comment,
    };
  }

  it('keeps its street and everything behind a gift message, whatever the shop’s database', async () => {
    expect(await madeIn('utf8mb3')).toEqual({
      street: ['□ 1 Main St'],
      comment: 'Gift message: Happy □\nIOSS number: IM1234567890',
    });
  });

  it('keeps its emoji too in a shop that is said to hold all', async () => {
    expect((await madeIn('utf8mb4', 'all')).street).toEqual(['🏠 1 Main St']);
  });
});
