import { describe, expect, it } from '@jest/globals';
import { drafted, line, money, order, orderItemId, sku } from './orders.js';

describe('the comment', () => {
  it('says what Commerce has no field for', () => {
    const draft = drafted({
      order: order({
        shipBy: '2026-01-05T00:00:00Z',
        deliverBy: '2026-01-09T00:00:00Z',
        programs: ['PRIME', 'AMAZON_BUSINESS'],
        buyer: { name: 'Jane Doe', purchaseOrderNumber: 'PO-7' },
        taxRegistrations: [
          { of: 'BUYER', kind: 'VAT', number: 'DE123456789' },
          { of: 'MARKETPLACE', number: 'IM4420001201' },
        ],
        lines: [
          line({
            giftMessage: 'Happy\nbirthday',
            programs: ['TRANSPARENCY'],
            taxFacilitator: 'Amazon Services',
            taxScheme: 'IOSS',
            iossNumber: 'IM1234567890',
            deliveryConstraints: ['signature confirmation', 'recipient age verification'],
          }),
        ],
      }),
    });
    expect(draft.comment).toEqual([
      'Amazon order 902-1106328-1059050 (amazon.com)',
      'Service level: Standard',
      'Ship by: 2026-01-05T00:00:00Z',
      'Deliver by: 2026-01-09T00:00:00Z',
      'Programs: PRIME, AMAZON_BUSINESS',
      'Purchase order number: PO-7',
      'Tax number of the buyer (VAT): DE123456789',
      'Tax number of the marketplace: IM4420001201',
      'Tax of MUG-BLUE is collected and paid by: Amazon Services',
      'Tax scheme of MUG-BLUE: IOSS',
      'IOSS number for MUG-BLUE, to be given to the carrier: IM1234567890',
      'Gift message for MUG-BLUE: Happy birthday',
      'Programs of MUG-BLUE: TRANSPARENCY',
      'Delivery of MUG-BLUE requires: signature confirmation, recipient age verification',
    ]);
  });

  it('of 200 items says once what holds for all of them, and has room for a gift message with each', () => {
    const lines = Array.from({ length: 200 }, (_, index) =>
      line({
        orderItemId: orderItemId(`${index}`),
        taxFacilitator: 'Amazon Services',
        taxScheme: 'UOSS',
        giftWrapLevel: 'PREMIUM',
        giftMessage: `Happy birthday, number ${index}`,
      }),
    );
    const { comment } = drafted({ order: order({ grandTotal: money('2000.00'), lines }) });
    expect(comment.filter((text) => text.startsWith('Tax'))).toEqual([
      'Tax of all items is collected and paid by: Amazon Services',
      'Tax scheme of all items: UOSS',
    ]);
    expect(comment.filter((text) => text.startsWith('Gift message'))).toHaveLength(200);
  });

  it('names the items where a tax is not the same for all', () => {
    const lines = [line({ taxScheme: 'IOSS' }), line({ orderItemId: orderItemId('2'), sku: sku('PLATE') })];
    const catalogue = new Map([sku(), sku('PLATE')].map((each) => [each, { productId: 42 }] as const));
    const { comment } = drafted({ order: order({ grandTotal: money('20.00'), lines }), products: catalogue });
    expect(comment).toContain('Tax scheme of MUG-BLUE: IOSS');
  });

  it('has an end, however much there is to say', () => {
    const lines = Array.from({ length: 300 }, (_, index) =>
      line({ orderItemId: orderItemId(`${index}`), giftMessage: 'x'.repeat(5_000) }),
    );
    const { comment } = drafted({ order: order({ grandTotal: money('3000.00'), lines }) });
    expect(comment.at(-1)).toMatch(/^… and 2\d\d more lines$/);
    expect(Math.max(...comment.map((text) => text.length))).toBe(1_000);
    expect(Buffer.byteLength(comment.join('\n'))).toBeLessThan(65_535);
  });
});
