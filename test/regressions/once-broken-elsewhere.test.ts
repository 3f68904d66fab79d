import { describe, expect, it } from '@jest/globals';
import { amazonOrderFromWire } from '../../src/amazon/amazon-order-from-wire.js';
import { orderToWire } from '../../src/commerce/order-to-wire.js';
import { storableText } from '../../src/commerce/storable-text.js';
import { draftOrder } from '../../src/domain/draft-order.js';
import { allMarketplaces } from '../../src/domain/marketplaces.js';
import { splitPersonName } from '../../src/domain/person-name.js';
import { type Country, findRegion } from '../../src/domain/regions.js';
import { storeViewOf } from '../../src/domain/store-views.js';
import { revenueByDay } from '../../src/http/order-index/revenue-by-day.js';
import { plainItem, plainOrder } from '../amazon/wire-orders.js';
import {
  address,
  amazonOrderId,
  drafted,
  line,
  marketplaceId,
  money,
  order,
  orderItemId,
  paid,
  request,
  sku,
  unitedStates,
} from '../domain/orders.js';

/**
 * What release notes and issue lists of other connectors name again and again: each once, by name. That one poison order in
 * 1,000 delays none is told in test/scenarios/poison-order.test.ts.
 */

const entityOf = (draft: Parameters<typeof orderToWire>[0]) => Object(orderToWire(draft, { storeId: 1 })).entity;

describe('names and addresses', () => {
  it.each([
    ['special characters', 'Zoë O’Brien-Łukasz & Søn <b>', 'Straße 12/3 "B" \\ #7'],
    ['emoji', '👩‍🚀 Zoë 🚀', '🏠 Main St'],
    ['right-to-left writing', 'محمد عبد الله', 'רחוב הרצל 1'],
    ['Japanese', '山田 太郎', '千代田区1-1'],
  ])('with %s are drafted as they are', (_, name, street) => {
    const { shipping } = drafted({ order: order({ deliveryAddress: address({ name, lines: [street] }) }) });
    expect(`${shipping.firstName} ${shipping.lastName}`).toBe(name);
    expect(shipping.street).toEqual([street]);
  });

  it.each([
    ['special characters', 'Zoë O’Brien-Łukasz & Søn <b>', 'Zoë O’Brien-Łukasz & Søn <b>'],
    ['right-to-left writing', 'محمد عبد الله', 'محمد عبد الله'],
    ['Japanese', '山田 太郎', '山田 太郎'],
    ['emoji, of which Commerce up to 2.4.7 would lose the rest of the text', '🏠 Main St', '□ Main St'],
  ])('with %s are written so that Commerce keeps them whole', (_, text, written) => {
    expect(storableText(text, 'basic')).toBe(written);
  });

  it('longer than Commerce’s columns are cut where we choose, and never within a character', () => {
    const long = '😀'.repeat(300);
    const { shipping } = drafted({
      order: order({ deliveryAddress: address({ name: `${long} ${long}`, city: long }) }),
    });
    for (const text of [shipping.firstName, shipping.lastName, shipping.city]) {
      expect([...text]).toHaveLength(255);
      expect(encodeURIComponent(text)).toMatch(/^(%F0%9F%98%80)+$/);
    }
  });

  it.each([
    ['one word', 'Cher', 'Cher', '-'],
    ['two blanks between', 'Jane  Doe', 'Jane', 'Doe'],
    ['blanks around', '  Jane Doe  ', 'Jane', 'Doe'],
    ['a name in three parts', 'Ana de la Cruz', 'Ana', 'de la Cruz'],
  ])('of %s have a first and a last name', (_, name, firstName, lastName) => {
    expect(splitPersonName(name)).toEqual({ firstName, lastName });
  });
});

describe('countries and regions', () => {
  it.each(['PR', 'VI', 'GU', 'AS', 'MP'])('%s as a country is a region of the United States', (code) => {
    const us: Country = {
      ...unitedStates,
      regions: [...unitedStates.regions, { id: 900, code, name: `Region ${code}` }],
    };
    const bought = order({ deliveryAddress: address({ countryCode: code, stateOrRegion: '' }) });
    const { shipping } = drafted({ order: bought, country: us });
    expect(shipping).toMatchObject({ countryId: 'US', region: { id: expect.any(Number) } });
  });

  it.each([
    ['UK', 'GB'],
    ['XI', 'GB'],
    ['JE', 'JE'],
    ['GG', 'GG'],
    ['IM', 'IM'],
  ])('%s is the country %s', (amazon, commerce) => {
    const bought = order({ deliveryAddress: address({ countryCode: amazon, stateOrRegion: '' }) });
    expect(drafted({ order: bought, country: { code: commerce, regions: [] } }).shipping.countryId).toBe(commerce);
  });

  it.each(['californiA', 'CALIFORNIA', ' California ', 'CA', 'ca', 'US-CA', 'Calif.', 'State of California'])(
    'the free text ‘%s’ is California',
    (text) => {
      expect(findRegion(text, unitedStates)?.name).toBe('California');
    },
  );
});

describe('money', () => {
  const taxed = order({
    grandTotal: money('19.08'),
    lines: [
      line({
        proceeds: [
          ...[paid('ITEM', '10.00'), paid('SHIPPING', '5.00'), paid('GIFT_WRAP', '2.50')],
          ...[
            paid('TAX/ITEM', '0.83'),
            paid('TAX/SHIPPING', '0.41'),
            paid('TAX/GIFT_WRAP', '0.20'),
            paid('TAX', '0.14'),
          ],
        ],
      }),
    ],
  });

  it('no tax is lost, whatever it belongs to', () => {
    const entity = entityOf(drafted({ order: taxed }));
    expect(entity).toMatchObject({ tax_amount: 1.58, shipping_tax_amount: 0.61, grand_total: 19.08 });
    expect(entity.items[0].tax_amount).toBe(0.97);
  });

  it('no cart rule of the shop is applied: the body names none, and its discount is Amazon’s alone', () => {
    const entity = entityOf(drafted({ order: taxed }));
    expect(entity.discount_amount).toBe(0);
    expect(JSON.stringify(entity)).not.toMatch(/applied_rule_ids|coupon|discount_percent/);
  });

  it('revenue never counts a cancelled order, whoever cancelled it', () => {
    const sold = { purchasedAtMs: Date.parse('2026-03-10T12:00:00Z'), total: money('10.00') };
    const rows = [
      { ...sold, status: 'Complete', amazonStatus: 'Shipped' },
      { ...sold, status: 'Cancelled', amazonStatus: 'Canceled' },
      { ...sold, status: 'Cancelled', amazonStatus: 'Unshipped' },
      { ...sold, status: 'AwaitingShipment', amazonStatus: 'Canceled' },
    ] as const;
    expect(revenueByDay(rows)).toMatchObject([{ orders: 1, revenue: money('10.00') }]);
  });

  it('a replacement costs nothing, and is created', () => {
    const { grandTotal: _total, ...bare } = order({ replaces: amazonOrderId('902-1106328-1059051') });
    const { unitPrice: _price, ...unpriced } = line({ proceeds: [] });
    const draft = drafted({ order: { ...bare, lines: [unpriced] } });
    expect(draft.grandTotal).toEqual(money('0.00'));
    expect(draft.comment).toContain('Replaces Amazon order: 902-1106328-1059051');
  });

  it('several marketplaces have their own store views and currencies, and none is converted', () => {
    const views = { storeViewCode: 'default', storeViews: { A1F83G8C2ARO7P: 'uk', A1VC38T7YXB528: 'jp' } };
    const placed = (['ATVPDKIKX0DER', 'A1F83G8C2ARO7P', 'A1VC38T7YXB528'] as const).map((id) =>
      storeViewOf(views, marketplaceId(id)),
    );
    expect(placed).toEqual(['default', 'uk', 'jp']);
    const inPounds = order({
      grandTotal: money('10.00', 'GBP'),
      lines: [line({ unitPrice: money('10.00', 'GBP'), proceeds: [paid('ITEM', '10.00', 'GBP')] })],
    });
    expect(drafted({ order: inPounds, storeView: { baseCurrency: 'GBP' } }).currency).toBe('GBP');
    expect(draftOrder(request({ order: inPounds }))).toMatchObject({ code: 'currency-differs' });
  });
});

describe('lines', () => {
  it.each([0.5, 1.5, 2.000001])('a quantity of %d is refused, and named', (quantityOrdered) => {
    const read = amazonOrderFromWire({ ...plainOrder, orderItems: [{ ...plainItem, quantityOrdered }] });
    expect(read).toMatchObject({ unreadableAt: 'orderItems.0.quantityOrdered' });
    expect(draftOrder(request({ order: order({ lines: [line({ quantityOrdered })] }) }))).toMatchObject({
      code: 'quantity-not-whole',
    });
  });

  it.each(allMarketplaces.map(({ id, countryCode }) => [countryCode, id] as const))(
    'in %s the SKU stays Amazon’s own, without a country behind it',
    (_, id) => {
      const draft = drafted({ order: order({ marketplaceId: marketplaceId(id) }) });
      expect(entityOf(draft).items.map((item: { readonly sku: string }) => item.sku)).toEqual([sku()]);
    },
  );

  it.each([1, 200])('an order of %d lines is created with all of them', (count) => {
    const lines = Array.from({ length: count }, (_, index) => line({ orderItemId: orderItemId(`${index + 1}`) }));
    const entity = entityOf(drafted({ order: order({ lines, grandTotal: money(`${count * 10}.00`) }) }));
    expect(entity.items).toHaveLength(count);
    expect(entity).toMatchObject({ grand_total: count * 10, total_qty_ordered: count });
  });
});
